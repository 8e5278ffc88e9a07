package org.vladoscope.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.InputException;

class IndexConfigTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Flat",
        "SQfp16",
        "SQ8",
        "PQ16",
        "PQ8x4np",
        "HNSW32",
        "HNSW16,SQ8",
        "IVF256,Flat",
        "IVF1024,PQ32",
        "PCA64,Flat",
        "PCAW64,IVF256,SQ8",
        "L2norm,PCAR32,HNSW8"
      })
  void theUsualKindsAreKnown(String factory) {
    assertThat(IndexConfig.of(factory).factory()).isEqualTo(factory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "flat",
        "Flat,Flat",
        "HNSW",
        "IVF256",
        "PCA64",
        "IVF256,",
        ",Flat",
        "Flat ",
        "IVF4,IVF4,Flat",
        "LSH",
        "PQ",
        "HNSW32,HNSW32",
        "IVF-3,Flat",
        "NSG32",
        "Flat;rm"
      })
  void othersAreRefusedWithExamples(String factory) {
    assertThatThrownBy(() -> IndexConfig.of(factory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("The index " + factory + " is not known")
        .hasMessageContaining("HNSW32");
  }

  @ParameterizedTest
  @CsvSource({
    "HNSW1, 2 and 512", "HNSW99999999999, 2 and 512", "'IVF0,Flat', 1 and 4194304",
    "PQ0, 1 and 4096", "PQ8x13, 4 and 12", "'PCA0,Flat', 1 and 65536"
  })
  void numbersOnWhichFaissWouldFailAreRefused(String factory, String range) {
    assertThatThrownBy(() -> IndexConfig.of(factory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(factory)
        .hasMessageContaining(range);
  }

  @Test
  void whatDoesNotFitTheDescriptorsIsSaid() {
    assertThatThrownBy(() -> IndexConfig.of("IVF256,Flat").check(95, 3072))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("needs 256 descriptors or more")
        .hasMessageContaining("there are 95");
    assertThatThrownBy(() -> IndexConfig.of("PCA64,Flat").check(1000, 48))
        .hasMessageContaining("64 components of descriptors that have 48");
    assertThatThrownBy(() -> IndexConfig.of("PCA30,PQ16").check(1000, 48))
        .hasMessageContaining("16 equal parts, but 30 values");
    assertThatCode(() -> IndexConfig.of("PCA32,PQ16").check(1000, 48)).doesNotThrowAnyException();
  }

  @Test
  void searchSettingsHaveUsefulDefaults() {
    assertThat(IndexConfig.of("IVF256,Flat").effectiveNprobe()).isEqualTo(16);
    assertThat(IndexConfig.of("IVF4,Flat").effectiveNprobe()).isEqualTo(1);
    assertThat(IndexConfig.of("IVF256,Flat").withSearch(1000, 0).effectiveNprobe()).isEqualTo(256);
    assertThat(IndexConfig.of("HNSW32").effectiveEfSearch()).isEqualTo(64);
    assertThat(IndexConfig.of("HNSW32").withSearch(0, 200).effectiveEfSearch()).isEqualTo(200);
    assertThat(IndexConfig.FLAT.effectiveNprobe() + IndexConfig.FLAT.effectiveEfSearch()).isZero();
    assertThatThrownBy(() -> IndexConfig.FLAT.withSearch(-1, 0)).hasMessageContaining("-1");
  }

  @Test
  void memoryIsThatOfTheStoredBytes() {
    assertThat(IndexConfig.FLAT.bytes(1000, 256)).isEqualTo(1000 * 1024);
    assertThat(IndexConfig.of("SQfp16").bytes(1000, 256)).isEqualTo(1000 * 512);
    assertThat(IndexConfig.of("HNSW32").bytes(1000, 256)).isEqualTo(1000 * (1024 + 256 + 4));
    assertThat(IndexConfig.of("IVF16,PQ32").bytes(1000, 256)).isEqualTo(1000 * 40 + 16 * 1024);
    assertThat(IndexConfig.of("PCA64,Flat").bytes(1000, 256)).isEqualTo(1000 * 256);
  }

  @Test
  void whatAKindFindsIsSaidInWords() {
    assertThat(IndexConfig.FLAT.expectedRecall()).isEqualTo("finds all of the nearest");
    for (String kind : new String[] {"HNSW32", "IVF64,Flat", "SQfp16", "IVF64,SQfp16"}) {
      assertThat(IndexConfig.of(kind).expectedRecall()).startsWith("finds nearly all");
    }
    for (String kind : new String[] {"PQ16", "PCA64,Flat", "HNSW32,SQ8"}) {
      assertThat(IndexConfig.of(kind).expectedRecall()).startsWith("finds most");
    }
  }

  @Test
  void aGraphIsMuchMoreWorkThanAList() {
    assertThat(IndexConfig.of("HNSW32").buildOperations(256))
        .isGreaterThan(10 * IndexConfig.of("IVF16,Flat").buildOperations(256));
    assertThat(IndexConfig.FLAT.buildOperations(256)).isEqualTo(256);
  }

  @Test
  void onlyFlatIsExact() {
    assertThat(IndexConfig.FLAT.isExact()).isTrue();
    assertThat(IndexConfig.of("SQfp16").isExact()).isFalse();
    assertThat(IndexConfig.of("PCA64,Flat").isExact()).isFalse();
  }

  @Test
  void productQuantisersAreNotSortedForMinutes() {
    assertThat(IndexConfig.of("IVF16,PQ32").faissFactory()).isEqualTo("IVF16,PQ32np");
    assertThat(IndexConfig.of("PQ8x4np").faissFactory()).isEqualTo("PQ8x4np");
    assertThat(IndexConfig.of("HNSW32").faissFactory()).isEqualTo("HNSW32");
  }
}

package org.vladoscope.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;

class MappedIndexTest extends DescriptorIndexContract {

  @Override
  protected DescriptorIndex create(int dimensions, Distance distance) {
    try {
      Path file = Files.createTempFile(folder, "growing", ".part");
      return MappedIndex.create(file, dimensions, distance, compute);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Damage to a descriptor shows at the first search. */
  @Override
  protected DescriptorIndex load(Path file) {
    DescriptorIndex index = MappedIndex.load(file, compute);
    try {
      index.search(FloatMatrix.zeros(1, index.dimensions()), 1);
      return index;
    } catch (RuntimeException e) {
      index.close();
      throw e;
    }
  }

  @ParameterizedTest
  @EnumSource(Distance.class)
  void manyBlocksGiveBitForBitWhatSearchInMemoryGives(Distance distance) {
    // 6 blocks of 1 MB, filled in uneven pieces, with equally near descriptors across them.
    FloatMatrix database = random(2500, 600, 31);
    for (int copy = 3; copy < 2500; copy += 300) {
      System.arraycopy(database.data(), 600 * 7, database.data(), 600 * copy, 600);
    }
    FloatMatrix queries = random(530, 600, 32);
    System.arraycopy(database.data(), 600 * 7, queries.data(), 600 * 529, 600);
    Path file = folder.resolve("many");
    try (DescriptorIndex memory = new ExactIndex(600, distance, compute);
        DescriptorIndex growing = create(600, distance)) {
      memory.add(database, Progress.NONE);
      for (int from = 0; from < 2500; from += 333) {
        growing.add(database.rowRange(from, Math.min(2500, from + 333)), Progress.NONE);
      }
      List<KeyedNeighbours> expected = memory.searchKeyed(queries, 12);
      assertSameKeys(growing.searchKeyed(queries, 12), expected);
      growing.save(file);
      assertSameKeys(growing.searchKeyed(queries, 12), expected);
      try (DescriptorIndex saved = MappedIndex.load(file, compute)) {
        assertSameKeys(saved.searchKeyed(queries, 12), expected);
        assertSameKeys(
            saved.searchKeyed(queries.rowRange(529, 530), 12), expected.subList(529, 530));
        float limit = distance == Distance.EUCLIDEAN ? 33.5f : 40;
        assertSame(saved.searchWithin(queries, limit), memory.searchWithin(queries, limit));
      }
    }
  }

  private static void assertSameKeys(List<KeyedNeighbours> found, List<KeyedNeighbours> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int q = 0; q < found.size(); q++) {
      assertThat(found.get(q).ids()).containsExactly(expected.get(q).ids());
      assertThat(found.get(q).keys()).containsExactly(expected.get(q).keys());
    }
  }

  @Test
  void theFileBeginsWithTheValuesAndDamageToThemIsSaidByTheSearch() throws IOException {
    Path file = folder.resolve("values");
    try (DescriptorIndex index = create(4, Distance.EUCLIDEAN)) {
      index.add(FloatMatrix.ofRows(new float[] {1, 2, 3, 4}), Progress.NONE);
      index.save(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    assertThat(java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).getFloat(8))
        .isEqualTo(3f);
    bytes[9] ^= 1;
    Files.write(file, bytes);

    try (DescriptorIndex index = MappedIndex.load(file, compute)) {
      assertThat(index.size()).isEqualTo(1);
      assertThatThrownBy(() -> index.search(FloatMatrix.zeros(1, 4), 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("is damaged; delete it and it is built again");
    }
  }

  @Test
  void anIndexThatIsNotSavedLeavesNoFile() throws IOException {
    DescriptorIndex index = create(4, Distance.EUCLIDEAN);
    index.add(random(9, 4, 1), Progress.NONE);
    index.close();

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aSavedFileStaysAsItIs() throws IOException {
    Path file = folder.resolve("saved");
    Path copy = folder.resolve("copy");
    try (DescriptorIndex index = create(4, Distance.EUCLIDEAN)) {
      index.add(random(9, 4, 1), Progress.NONE);
      index.save(file);
      index.save(copy);
      index.save(file);

      assertThatThrownBy(() -> index.add(random(1, 4, 2), Progress.NONE))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(index.size()).isEqualTo(9);
    }
    assertThat(copy).hasSameBinaryContentAs(file);
  }
}

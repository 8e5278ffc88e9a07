package org.vladoscope.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.ContentHash;

/** Entries of a store that lie in one file. */
class PacksTest {

  private static final String KIND = "features";
  private static final List<ContentHash> KEYS =
      IntStream.range(0, 50).mapToObj(i -> ContentHash.ofParts("key " + i)).toList();

  @TempDir Path folder;

  @BeforeEach
  void writeEntries() {
    try (DescriptorStore store = open(DescriptorStore.DEFAULT_LIMIT)) {
      for (ContentHash key : KEYS) {
        store.write(KIND, key, value(key));
      }
    }
  }

  private DescriptorStore open(long limit) {
    return DescriptorStore.open(folder, limit);
  }

  /** Some bytes, none for one of the keys. */
  private static ByteBuffer value(ContentHash key) {
    byte[] bytes = new byte[KEYS.indexOf(key) * 13];
    new Random(key.hashCode()).nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private void assertAllAreThere() {
    try (DescriptorStore store = open(DescriptorStore.DEFAULT_LIMIT)) {
      for (ContentHash key : KEYS) {
        assertThat(store.contains(KIND, key)).isTrue();
        assertThat(store.read(KIND, key)).contains(value(key));
      }
      assertThat(store.contains(KIND, ContentHash.ofParts("another"))).isFalse();
      assertThat(store.read(KIND, ContentHash.ofParts("another"))).isEmpty();
      assertThat(store.read("globals", KEYS.getFirst())).isEmpty();
    }
  }

  @Test
  void manyEntriesBecomeOneFileAndAreReadUnderTheSameKeys() throws IOException {
    try (DescriptorStore store = open(DescriptorStore.DEFAULT_LIMIT)) {
      store.pack(KIND, KEYS);

      assertThat(store.read(KIND, KEYS.get(7))).contains(value(KEYS.get(7)));
    }

    assertThat(files(".pack")).hasSize(1);
    assertThat(files(".entry")).isEmpty();
    assertThat(files(".part")).isEmpty();
    assertAllAreThere();
  }

  @Test
  void packingTwiceOrInPartsChangesNothing() throws IOException {
    try (DescriptorStore store = open(DescriptorStore.DEFAULT_LIMIT)) {
      store.pack(KIND, KEYS.subList(0, 20));
      List<Path> first = files(".pack");
      store.pack(KIND, KEYS.subList(0, 20));
      assertThat(files(".pack")).isEqualTo(first);

      store.pack(KIND, KEYS);
      store.pack(KIND, List.of(ContentHash.ofParts("never written")));
      assertThat(files(".pack")).hasSize(2);
    }
    assertAllAreThere();
  }

  @Test
  void whatWasPackedWhenAProcessWasKilledIsNotPackedOnceMore() throws IOException {
    // Killed between the pack and the end of what it replaces.
    List<byte[]> before = files(".entry").stream().map(PacksTest::bytes).toList();
    List<Path> entries = files(".entry");
    try (DescriptorStore store = open(DescriptorStore.DEFAULT_LIMIT)) {
      store.pack(KIND, KEYS);
    }
    for (int i = 0; i < 10; i++) {
      Files.write(entries.get(i), before.get(i));
    }

    try (DescriptorStore store = open(DescriptorStore.DEFAULT_LIMIT)) {
      store.pack(KIND, KEYS);
    }

    assertThat(files(".pack")).hasSize(1);
    assertThat(files(".entry")).isEmpty();
    assertAllAreThere();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aPackOfAnotherProcessIsFoundWhileTheStoreIsOpen() {
    try (DescriptorStore reader = open(DescriptorStore.DEFAULT_LIMIT);
        DescriptorStore writer = open(DescriptorStore.DEFAULT_LIMIT)) {
      ContentHash later = ContentHash.ofParts("later");
      assertThat(reader.read(KIND, later)).isEmpty();
      writer.pack(KIND, KEYS);
      assertThat(reader.read(KIND, KEYS.get(3))).contains(value(KEYS.get(3)));

      writer.write(KIND, later, value(KEYS.get(9)));
      writer.pack(KIND, List.of(later));
      assertThat(reader.read(KIND, later)).contains(value(KEYS.get(9)));
    }
  }

  @Test
  void aDamagedValueIsComputedAgainAndTheOthersStay() throws IOException {
    try (DescriptorStore store = open(DescriptorStore.DEFAULT_LIMIT)) {
      store.pack(KIND, KEYS);
    }
    Path pack = files(".pack").getFirst();
    byte[] whole = Files.readAllBytes(pack);
    whole[whole.length / 4] ^= 1;
    Files.write(pack, whole);

    try (DescriptorStore store = open(DescriptorStore.DEFAULT_LIMIT)) {
      List<ContentHash> lost =
          KEYS.stream().filter(key -> store.read(KIND, key).isEmpty()).toList();
      assertThat(lost).hasSize(1);
      // Whoever misses it writes it again, and that counts from then on.
      store.write(KIND, lost.getFirst(), value(lost.getFirst()));
      assertThat(store.read(KIND, lost.getFirst())).contains(value(lost.getFirst()));
      store.pack(KIND, lost);
      assertThat(store.read(KIND, lost.getFirst())).isPresent();
    }
  }

  @Test
  void aPackThatIsCutOffOrForeignIsAsIfItWereNotThere() throws IOException {
    try (DescriptorStore store = open(DescriptorStore.DEFAULT_LIMIT)) {
      store.pack(KIND, KEYS);
    }
    Path pack = files(".pack").getFirst();
    byte[] whole = Files.readAllBytes(pack);
    for (int length : new int[] {0, 10, 16, whole.length / 2, whole.length - 1}) {
      Files.write(pack, java.util.Arrays.copyOf(whole, length));
      try (DescriptorStore store = open(DescriptorStore.DEFAULT_LIMIT)) {
        assertThat(store.read(KIND, KEYS.get(3))).isEmpty();
      }
    }
  }

  @Test
  void packsAreCountedAndClearedButNotDroppedToMakeRoom() throws IOException {
    try (DescriptorStore store = open(1)) {
      store.pack(KIND, KEYS);
      store.write("globals", KEYS.getFirst(), value(KEYS.get(5)));
    }
    assertThat(files(".entry")).isEmpty();
    try (DescriptorStore store = open(1)) {
      assertThat(store.usage().get(KIND))
          .isEqualTo(new DescriptorStore.Usage(50, Files.size(files(".pack").getFirst())));
      assertThat(store.clear()).isPositive();
      assertThat(store.contains(KIND, KEYS.get(5))).isFalse();
    }
    assertThat(files(".pack")).isEmpty();
  }
}

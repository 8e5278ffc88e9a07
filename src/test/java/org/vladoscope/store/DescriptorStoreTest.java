package org.vladoscope.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;

class DescriptorStoreTest {

  private static final ContentHash KEY = ContentHash.ofParts("a key");
  private static final ContentHash OTHER = ContentHash.ofParts("another key");
  private static final int HEADER = 48;

  @TempDir Path folder;

  // --- reading and writing ---

  @Test
  void whatWasWrittenIsReadByAnotherInstance() {
    try (DescriptorStore writer = open()) {
      writer.write("features", KEY, bytes(1000, 3));
    }
    try (DescriptorStore reader = open()) {
      assertThat(reader.contains("features", KEY)).isTrue();
      assertThat(reader.read("features", KEY)).contains(bytes(1000, 3));
    }
  }

  @Test
  void aKeyThatWasNeverWrittenIsEmpty() {
    try (DescriptorStore store = open()) {
      store.write("features", KEY, bytes(10, 1));

      assertThat(store.contains("features", OTHER)).isFalse();
      assertThat(store.read("features", OTHER)).isEmpty();
      assertThat(store.read("globals", KEY)).isEmpty();
    }
  }

  @Test
  void anEmptyPayloadAndASliceKeepTheirLength() {
    try (DescriptorStore store = open()) {
      store.write("empty", KEY, ByteBuffer.allocate(0));
      store.write("slice", KEY, ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2));

      assertThat(store.read("empty", KEY)).contains(ByteBuffer.allocate(0));
      assertThat(store.read("slice", KEY)).contains(ByteBuffer.wrap(new byte[] {1, 2}));
    }
  }

  @Test
  void aThreadThatIsAskedToStopLeavesNothingAndIsNoFailure() throws IOException {
    try (DescriptorStore store = open()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.write("features", KEY, bytes(1000, 3)))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).as("still asked to stop").isTrue();
      assertThat(store.read("features", KEY)).isEmpty();
      try (Stream<Path> files = Files.walk(folder)) {
        assertThat(
                files.filter(f -> f.toString().contains("features")).filter(Files::isRegularFile))
            .isEmpty();
      }
      store.write("features", KEY, bytes(1000, 3));
      assertThat(store.read("features", KEY)).contains(bytes(1000, 3));
    }
  }

  @Test
  void writingDoesNotMoveTheCallersBuffer() {
    try (DescriptorStore store = open()) {
      ByteBuffer payload = bytes(100, 5);

      store.write("features", KEY, payload);

      assertThat(payload.remaining()).isEqualTo(100);
    }
  }

  @Test
  void aNewerEntryReplacesAnOlderOne() {
    try (DescriptorStore store = open()) {
      store.write("features", KEY, bytes(1000, 3));
      store.write("features", KEY, bytes(10, 4));

      assertThat(store.read("features", KEY)).contains(bytes(10, 4));
      assertThat(store.usage())
          .containsEntry("features", new DescriptorStore.Usage(1, 10 + HEADER));
    }
  }

  @Test
  void usageIsCountedByKind() {
    try (DescriptorStore store = open()) {
      store.write("features", KEY, bytes(100, 1));
      store.write("features", OTHER, bytes(50, 1));
      store.write("globals", KEY, bytes(7, 1));

      assertThat(store.usage())
          .containsOnlyKeys("features", "globals")
          .containsEntry("features", new DescriptorStore.Usage(2, 150 + 2 * HEADER))
          .containsEntry("globals", new DescriptorStore.Usage(1, 7 + HEADER));
    }
  }

  // --- damage ---

  @Test
  void aFlippedBitAnywhereMakesAnEntryVanish() throws IOException {
    try (DescriptorStore store = open()) {
      for (int at = 0; at < HEADER + 20; at++) {
        store.write("features", KEY, bytes(20, 3));
        Path file = onlyEntry();
        byte[] content = Files.readAllBytes(file);
        content[at] ^= 0x10;
        Files.write(file, content);

        assertThat(store.read("features", KEY)).as("bit flipped in byte %d", at).isEmpty();
        assertThat(file).doesNotExist();
      }
    }
  }

  @Test
  void aTruncatedEntryVanishes() throws IOException {
    try (DescriptorStore store = open()) {
      for (int length = 0; length < HEADER + 20; length++) {
        store.write("features", KEY, bytes(20, 3));
        Path file = onlyEntry();
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertThat(store.read("features", KEY)).as("cut to %d bytes", length).isEmpty();
        assertThat(file).doesNotExist();
      }
    }
  }

  @Test
  void anEntryWithBytesAppendedVanishes() throws IOException {
    try (DescriptorStore store = open()) {
      store.write("features", KEY, bytes(20, 3));
      Path file = onlyEntry();
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), HEADER + 21));

      assertThat(store.read("features", KEY)).isEmpty();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aForeignFileInThePlaceOfAnEntryIsNotUsed() throws IOException {
    try (DescriptorStore store = open()) {
      store.write("features", KEY, bytes(20, 3));
      Path file = onlyEntry();
      Files.writeString(file, "This was never an entry, however long it may be. ".repeat(5));

      assertThat(store.read("features", KEY)).isEmpty();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void anEntryUnderAnotherKeyIsNotUsed() throws IOException {
    try (DescriptorStore store = open()) {
      store.write("features", OTHER, bytes(20, 9));
      Path place = onlyEntry();
      Files.delete(place);
      store.write("features", KEY, bytes(20, 3));
      Files.move(onlyEntry(), place);

      assertThat(store.read("features", OTHER)).isEmpty();
      assertThat(place).doesNotExist();
    }
  }

  @Test
  void afterDamageTheEntryCanBeWrittenAnew() throws IOException {
    try (DescriptorStore store = open()) {
      store.write("features", KEY, bytes(20, 3));
      Files.write(onlyEntry(), new byte[3]);
      assertThat(store.read("features", KEY)).isEmpty();

      store.write("features", KEY, bytes(20, 3));

      assertThat(store.read("features", KEY)).contains(bytes(20, 3));
    }
  }

  @Test
  void anEntryThatCannotBeWrittenIsLeftToBeComputedAgain() throws IOException {
    try (DescriptorStore store = open()) {
      // A file where the folder of the kind must be.
      Files.createFile(folder.resolve("features"));

      store.write("features", KEY, bytes(20, 3));

      assertThat(store.read("features", KEY)).isEmpty();
    }
  }

  // --- several writers ---

  @Test
  void concurrentWritersOfOneKeyNeverMixTheirEntries() throws Exception {
    try (DescriptorStore first = open();
        DescriptorStore second = open();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      first.write("features", KEY, bytes(5000, 0));
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        DescriptorStore store = t % 2 == 0 ? first : second;
        int writer = t;
        work.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    store.write("features", KEY, bytes(5000, writer));
                    Optional<ByteBuffer> read = store.read("features", KEY);
                    assertThat(read).isPresent();
                    byte[] values = new byte[5000];
                    read.get().get(values);
                    for (byte value : values) {
                      assertThat(value).isEqualTo(values[0]);
                    }
                  }
                }));
      }
      for (Future<?> future : work) {
        future.get(60, TimeUnit.SECONDS);
      }
    }
    assertThat(files()).as("no temporary file is left").hasSize(1);
  }

  // --- limits and clearing ---

  @Test
  void overTheLimitTheLongestUnusedEntriesAreDroppedFirst() throws IOException {
    ContentHash[] keys = new ContentHash[5];
    try (DescriptorStore store = open()) {
      for (int i = 0; i < 5; i++) {
        keys[i] = ContentHash.ofParts("entry", String.valueOf(i));
        store.write("features", keys[i], bytes(1000, i));
        age(file(keys[i]), Duration.ofHours(10 - i));
      }
      assertThat(store.read("features", keys[0])).as("a use makes an entry young").isPresent();
    }
    try (DescriptorStore small = DescriptorStore.open(folder, 3 * (1000 + HEADER))) {
      small.write("globals", KEY, bytes(1, 1));
    }
    try (DescriptorStore store = open()) {
      assertThat(Arrays.stream(keys).map(key -> store.contains("features", key)))
          .containsExactly(true, false, false, false, true);
      assertThat(store.contains("globals", KEY)).isTrue();
    }
  }

  @Test
  void fromAStoreThatMachinesShareNobodyDropsAnything() {
    try (DescriptorStore shared = DescriptorStore.openShared(folder)) {
      shared.write("features", KEY, bytes(1000, 1));
    }
    try (DescriptorStore small = DescriptorStore.open(folder, 10)) {
      small.write("features", OTHER, bytes(1000, 2));
    }
    try (DescriptorStore reader = open()) {
      assertThat(reader.read("features", KEY)).contains(bytes(1000, 1));
      assertThat(reader.read("features", OTHER)).contains(bytes(1000, 2));
    }
  }

  @Test
  void withinTheLimitNothingIsDropped() {
    try (DescriptorStore store = DescriptorStore.open(folder, 2 * (1000 + HEADER))) {
      store.write("features", KEY, bytes(1000, 1));
      store.write("features", OTHER, bytes(1000, 2));
    }
    try (DescriptorStore store = open()) {
      assertThat(store.usage())
          .containsEntry("features", new DescriptorStore.Usage(2, 2000 + 2 * HEADER));
    }
  }

  @Test
  void clearDeletesItsOwnEntriesAndNothingElse() throws IOException {
    try (DescriptorStore store = open()) {
      store.write("features", KEY, bytes(100, 1));
      store.write("globals", OTHER, bytes(50, 1));
      List<Path> foreign =
          List.of(
              folder.resolve("thesis.entry"),
              folder.resolve("diary/2024/monday.entry"),
              folder.resolve("features/readme.txt"),
              folder.resolve("features/notes.part"),
              folder.resolve("movie.part"));
      for (Path file : foreign) {
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "mine");
        age(file, Duration.ofDays(100));
      }

      assertThat(store.clear()).isEqualTo(150 + 2 * HEADER);

      assertThat(store.usage()).isEmpty();
      assertThat(store.contains("features", KEY)).isFalse();
      assertThat(files()).containsExactlyInAnyOrderElementsOf(foreign);
    }
  }

  @Test
  void foreignFilesDoNotCountAsEntries() throws IOException {
    try (DescriptorStore store = open()) {
      Files.writeString(folder.resolve("thesis.entry"), "mine");

      assertThat(store.usage()).isEmpty();
    }
  }

  @Test
  void partsLeftByACrashAreRemovedOnceTheyAreOld() throws IOException {
    Path old;
    Path young;
    Path entry;
    try (DescriptorStore store = open()) {
      store.write("features", KEY, bytes(100, 1));
      entry = onlyEntry();
      old = entry.resolveSibling(KEY.abbreviated() + "123456789.part");
      young = entry.resolveSibling(KEY.abbreviated() + "987654321.part");
      Files.writeString(old, "half an ent");
      Files.writeString(young, "being writt");
      age(old, Duration.ofHours(2));
    }
    assertThat(old).doesNotExist();
    assertThat(young).as("another process may be writing it").exists();
    assertThat(entry).exists();
  }

  @Test
  void clearRemovesOldPartsToo() throws IOException {
    try (DescriptorStore store = open()) {
      store.write("features", KEY, bytes(100, 1));
      Path old = onlyEntry().resolveSibling(KEY.abbreviated() + "123456789.part");
      Files.write(old, new byte[1000]);
      age(old, Duration.ofHours(2));

      assertThat(store.clear()).isEqualTo(1100 + HEADER);

      assertThat(files()).isEmpty();
    }
  }

  @Test
  void aTemporaryStoreIsGoneWhenItIsClosed() {
    DescriptorStore store = DescriptorStore.temporary();
    store.write("features", KEY, bytes(100, 1));
    assertThat(store.read("features", KEY)).contains(bytes(100, 1));

    store.close();

    assertThat(store.root()).doesNotExist();
  }

  // --- folders ---

  @Test
  void theFolderIsMadeIfNeedBe() {
    Path deep = folder.resolve("a/b/c");
    try (DescriptorStore store = DescriptorStore.open(deep, 1 << 20)) {
      store.write("features", KEY, bytes(1, 1));

      assertThat(store.root()).isEqualTo(deep).isDirectory();
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsAClearError() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    for (Path place : List.of(file, file.resolve("below"))) {
      assertThatThrownBy(() -> DescriptorStore.open(place, 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(place.toString())
          .hasMessageContaining("--cache")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Exception"));
    }
  }

  @Test
  void openingLeavesNothingBehind() throws IOException {
    open().close();

    assertThat(files()).isEmpty();
  }

  // --- helpers ---

  private DescriptorStore open() {
    return DescriptorStore.open(folder, DescriptorStore.DEFAULT_LIMIT);
  }

  private static ByteBuffer bytes(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return ByteBuffer.wrap(bytes);
  }

  private Path onlyEntry() throws IOException {
    List<Path> files = files();
    assertThat(files).hasSize(1);
    return files.getFirst();
  }

  private Path file(ContentHash key) throws IOException {
    return files().stream()
        .filter(f -> f.getFileName().toString().startsWith(key.hex()))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}

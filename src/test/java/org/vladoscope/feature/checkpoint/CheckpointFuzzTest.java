package org.vladoscope.feature.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.InputException;

/** Damaged files end in a sentence that names the file, within bounded memory and time. */
@Tag("slow")
class CheckpointFuzzTest {

  private static final int ROUNDS = 400;
  private static final long MAX_BYTES = 300L << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny_WPCA7.pth.tar",
        "tiny_WPCA7_legacy.pth.tar",
        "tiny_WPCA7_float64wpca.pth.tar"
      })
  void aDamagedFileIsReadOrRefusedButNeverAnythingElse(String name) throws IOException {
    byte[] whole = Files.readAllBytes(CheckpointTest.golden(name));
    Random random = new Random(name.hashCode());
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path file = Files.write(folder.resolve("damaged.pth"), damaged(whole, random));
      int number = round;
      refused +=
          assertTimeoutPreemptively(
                  Duration.ofSeconds(20), () -> isRefused(file), () -> "round " + number)
              ? 1
              : 0;
    }
    // Many flips hit a weight, which then is another number; but not all.
    assertThat(refused).isGreaterThan(ROUNDS / 4).isLessThan(ROUNDS);
  }

  private static boolean isRefused(Path file) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Checkpoint.read(file).tensors().values().forEach(StoredTensor::floats);
      return false;
    } catch (InputException e) {
      assertThat(e.getMessage()).contains(file.toString()).endsWith(".");
      return true;
    } finally {
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_BYTES);
    }
  }

  /** Flips bytes where the structure is, cuts the end off, or repeats a piece. */
  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        for (int i = random.nextInt(4); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
      case 2 -> {
        // The pickle comes first.
        for (int i = random.nextInt(8); i >= 0; i--) {
          bytes[random.nextInt(5000)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      default -> {
        // The directory of a zip archive comes last.
        for (int i = random.nextInt(8); i >= 0; i--) {
          bytes[bytes.length - 1 - random.nextInt(3000)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }
}

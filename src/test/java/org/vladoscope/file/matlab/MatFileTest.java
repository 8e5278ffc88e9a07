package org.vladoscope.file.matlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.InputException;

/** Variables of files that SciPy (version 5) and h5py (version 7.3) wrote. */
class MatFileTest {

  private static final Set<String> ALL = Set.of("dbStruct", "GThard", "GTsoft");

  @TempDir Path folder;

  private static Path golden(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(MatFileTest.class.getResource("/golden/matlab/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gt.mat", "gts.mat", "gt73.mat"})
  void aTableHasItsRowsAndColumnsWhateverItIsStoredAs(String name) {
    Map<String, MatValue> values = MatFile.read(golden(name), ALL);

    MatValue.Numbers hard = (MatValue.Numbers) values.get("GThard");
    assertThat(Objects.requireNonNull(hard).rows()).isEqualTo(4);
    assertThat(hard.cols()).isEqualTo(3);
    for (int row = 0; row < 4; row++) {
      for (int col = 0; col < 3; col++) {
        assertThat(hard.at(row, col)).isEqualTo(row == col ? 1 : 0);
      }
    }
  }

  @Test
  void variablesThatNobodyAskedForAreNotRead() {
    assertThat(MatFile.read(golden("gt.mat"), Set.of("GTsoft")).keySet()).containsExactly("GTsoft");
  }

  @ParameterizedTest
  @ValueSource(strings = {"db.mat", "dbz.mat", "db73.mat"})
  void aStructureHasTextsListsAndNumbers(String name) {
    MatValue.Fields fields = (MatValue.Fields) MatFile.read(golden(name), ALL).get("dbStruct");

    assertThat(Objects.requireNonNull(fields).values().get("whichSet"))
        .isEqualTo(new MatValue.Text("val"));
    MatValue.Cells names = (MatValue.Cells) fields.values().get("dbImageFns");
    assertThat(Objects.requireNonNull(names).values().get(2))
        .isEqualTo(new MatValue.Text("001/000002_pitch1_yaw1.jpg"));
    MatValue.Numbers utm = (MatValue.Numbers) fields.values().get("utmDb");
    assertThat(Objects.requireNonNull(utm).at(0, 2)).isEqualTo(60);
    assertThat(utm.at(1, 0)).isEqualTo(1);
  }

  @Test
  void aFileThatIsNoneIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("old.mat"), "1 2 3\n");

    assertThatThrownBy(() -> MatFile.read(text, ALL))
        .isInstanceOf(InputException.class)
        .hasMessage(
            text
                + " cannot be used: it is no MATLAB file of version 5 or 7.3; save it with -v7 or"
                + " -v7.3.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"db.mat", "dbz.mat", "gts.mat", "db73.mat"})
  void aDamagedFileIsReadOrRefusedButNeverAnythingElse(String name) throws IOException {
    byte[] whole = Files.readAllBytes(golden(name));
    boolean hdf5 = name.contains("73");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Random random = new Random(5);
    int refused = 0;
    for (int round = 0; round < (hdf5 ? 60 : 400); round++) {
      byte[] bytes = Arrays.copyOf(whole, whole.length - (round % 4 == 0 ? random.nextInt(99) : 0));
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Path file = Files.write(folder.resolve("damaged.mat"), bytes);
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        MatFile.read(file, ALL).values().forEach(MatFileTest::visit);
      } catch (InputException e) {
        assertThat(e.getMessage()).contains(file.toString()).endsWith(".");
        refused++;
      }
      if (!hdf5) {
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10 << 20);
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aShortElementWhoseBytesAreMissingIsRefused() throws IOException {
    int matrix = 14;
    int threeBytesOfIntegers = 3 << 16 | 6;
    ByteBuffer bytes =
        ByteBuffer.allocate(128 + 12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(Files.readAllBytes(golden("gt.mat")), 0, 128)
            .putInt(matrix)
            .putInt(Integer.BYTES)
            .putInt(threeBytesOfIntegers);
    Path file = Files.write(folder.resolve("short.mat"), bytes.array());

    assertThatThrownBy(() -> MatFile.read(file, Set.of("GT")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("damaged or cut off");
  }

  private static void visit(MatValue value) {
    switch (value) {
      case MatValue.Numbers numbers ->
          assertThat(
                  IntStream.range(0, Math.min(1000, numbers.size()))
                      .mapToDouble(numbers.values())
                      .toArray())
              .hasSizeLessThanOrEqualTo(1000);
      case MatValue.Cells cells -> cells.values().forEach(MatFileTest::visit);
      case MatValue.Fields fields -> fields.values().values().forEach(MatFileTest::visit);
      case MatValue.Text text -> assertThat(text.text()).isNotNull();
      case MatValue.Other other -> assertThat(other).isNotNull();
    }
  }
}

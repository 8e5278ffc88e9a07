package org.vladoscope.file.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.InputException;
import org.vladoscope.file.MalformedException;

/** Arrays that NumPy 2.4 wrote, and ones made by hand as NumPy for Python 2 wrote them. */
class NpyFileTest {

  @TempDir Path folder;

  private static Path golden(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(NpyFileTest.class.getResource("/golden/numpy/" + name + ".npy"))
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  // --- plain elements ---

  @ParameterizedTest
  @ValueSource(strings = {"names", "names-big-endian", "names-objects"})
  void textsAreReadHoweverTheyAreStored(String name) throws MalformedException {
    NpyArray names = NpyFile.read(golden(name));

    assertThat(names.shape()).containsExactly(2);
    assertThat(names.text(0)).isEqualTo("a/1.jpg");
    assertThat(names.text(1)).isEqualTo("b/\u00e9.jpg");
  }

  @Test
  void bytesAreTexts() throws MalformedException {
    assertThat(NpyFile.read(golden("names-bytes")).text(1)).isEqualTo("b/2.jpg");
  }

  @Test
  void theLastAxisRunsFastestInWhicheverOrderTheFileHasThem() throws MalformedException {
    NpyArray array = NpyFile.read(golden("fortran"));

    assertThat(array.shape()).containsExactly(2, 3, 4);
    double[] expected = new double[24];
    Arrays.setAll(expected, i -> i);
    assertThat(array.numbers()).containsExactly(expected);
  }

  @Test
  void numbersOfAllWidthsAreRead() throws MalformedException {
    assertThat(NpyFile.read(golden("half")).numbers()).containsExactly(.5, -2);
    assertThat(NpyFile.read(golden("truths")).numbers()).containsExactly(1, 0, 0, 1);
    assertThat(NpyFile.read(golden("unsigned")).numbers()).containsExactly(0x1p64, 3);
  }

  @ParameterizedTest
  @CsvSource({"fields,several fields", "complex,'<c16'"})
  void elementsOfOtherKindsAreRefused(String name, String what) {
    assertThatThrownBy(() -> NpyFile.read(golden(name)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(name + ".npy cannot be used: its elements ")
        .hasMessageContaining(what.replace("'", ""));
  }

  @Test
  void numbersAreNoTextsAndTextsNoNumbers() {
    assertThatThrownBy(() -> NpyFile.read(golden("half")).text(0))
        .hasMessage("it holds floating-point numbers");
    assertThatThrownBy(() -> NpyFile.read(golden("names")).number(0)).hasMessage("it holds texts");
  }

  // --- objects ---

  @ParameterizedTest
  @ValueSource(strings = {"lists", "lists-protocol2"})
  void listsArraysAndRangesAreRead(String name) throws MalformedException {
    NpyArray lists = NpyFile.read(golden(name));

    assertThat(lists.element(0)).isEqualTo(List.of(3L, 1L));
    assertThat(((NpyArray) lists.element(1)).numbers()).containsExactly(2, 0);
    assertThat(lists.element(2)).isEqualTo(new PickledRange(1, 4, 1));
    assertThat(lists.element(3)).isEqualTo(List.of());
  }

  @Test
  void whatPythonTwoWroteIsRead() throws IOException, MalformedException {
    Path file = folder.resolve("old.npy");
    NumpyWriter.objects(file, new int[] {2}, List.of(List.of(1, 2), new NumpyWriter.Range(3, 9)));

    NpyArray lists = NpyFile.read(file);

    assertThat(lists.element(0)).isEqualTo(List.of(1L, 2L));
    assertThat(((PickledRange) lists.element(1)).size()).isEqualTo(6);
  }

  @Test
  void scalarsOfNumpyAreNumbers() throws MalformedException {
    NpyArray pairs = NpyFile.read(golden("pairs"));

    assertThat(pairs.shape()).containsExactly(2, 2);
    assertThat(pairs.number(2)).isEqualTo(1);
    assertThat(((NpyArray) pairs.element(3)).numbers()).containsExactly(2, 3);
  }

  @Test
  void aPickleThatWouldRunACommandIsRefusedAndTheCommandIsNotRun() throws IOException {
    Path marker = folder.resolve("marker");
    Path file = folder.resolve("evil.npy");
    NumpyWriter.pickled(
        file,
        new int[] {1},
        "cos\nsystem\n(U\u0006touch mtR.".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> NpyFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + " cannot be used: it wants to call 'os.system'")
        .hasMessageContaining("nothing was run");
    assertThatThrownBy(() -> NpyFile.read(golden("evil")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'posix.system'");
    assertThat(marker).doesNotExist();
  }

  @Test
  void aPickleOfAnotherShapeThanTheHeaderSaysIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(golden("lists"));
    String header = new String(bytes, 0, 128, StandardCharsets.ISO_8859_1);
    byte[] changed = header.replace("(4,)", "(5,)").getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(changed, 0, bytes, 0, 128);
    Path file = Files.write(folder.resolve("other.npy"), bytes);

    assertThatThrownBy(() -> NpyFile.read(file))
        .hasMessageContaining("its pickle holds another array than its header says");
  }

  // --- files that lie ---

  @Test
  void aHeaderThatClaimsMoreThanIsThereTakesNoMemory() throws IOException {
    Path file = folder.resolve("liar.npy");
    NumpyWriter.raw(file, "<f8", "(100000, 20000)", new byte[16]);
    Path impossible = folder.resolve("impossible.npy");
    NumpyWriter.raw(impossible, "<f8", "(9999999999, 9999999999, 99)", new byte[16]);

    assertThatThrownBy(() -> NpyFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("16000000000 bytes of elements, but only 16 are there");
    assertThatThrownBy(() -> NpyFile.read(impossible))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its shape is impossible");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lists", "lists-protocol2", "pairs", "names", "names-objects", "fortran"})
  void aDamagedFileIsReadOrRefusedButNeverAnythingElse(String name) throws IOException {
    byte[] whole = Files.readAllBytes(golden(name));
    Random random = new Random(3);
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      byte[] bytes = Arrays.copyOf(whole, whole.length - (round % 3 == 0 ? random.nextInt(99) : 0));
      for (int i = random.nextInt(5); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Path file = Files.write(folder.resolve("damaged.npy"), bytes);
      try {
        NpyArray array = NpyFile.read(file);
        for (int i = 0; i < array.size(); i++) {
          array.element(i);
        }
      } catch (InputException | MalformedException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(50);
  }
}

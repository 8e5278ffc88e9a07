package org.vladoscope.feature.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.Golden;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Pipes;
import org.vladoscope.file.FileRegion;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.Storage;

/** Reading trained weights, from files that PyTorch and NumPy wrote and from ones made by hand. */
class CheckpointTest {

  @TempDir Path folder;

  @Test
  void aPipeIsRefusedInsteadOfWaitedFor() throws IOException {
    Path pipe = Pipes.make(folder.resolve("weights.pth"));

    assertThatThrownBy(() -> Checkpoint.read(pipe))
        .isInstanceOf(InputException.class)
        .hasMessage(pipe + " cannot be read: it is a pipe or a device, not a file.");
  }

  static Path golden(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(CheckpointTest.class.getResource("/golden/checkpoint/" + name))
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny_WPCA7.pth.tar",
        "tiny_WPCA7_legacy.pth.tar",
        "tiny_WPCA7_float64wpca.pth.tar"
      })
  void everyTensorOfAPyTorchFileIsReadWhicheverWayItIsStored(String name) {
    Checkpoint checkpoint = Checkpoint.read(golden(name));

    assertThat(checkpoint.tensors()).hasSize(30);
    assertThat(checkpoint.tensors().keySet().iterator().next()).isEqualTo("encoder.0.weight");
    assertThat(checkpoint.notes()).containsEntry("num_pcs", "7");
    for (String key :
        List.of(
            "encoder.28.weight",
            "pool.centroids",
            "pool.conv.weight",
            "WPCA.0.weight",
            "WPCA.0.bias")) {
      Golden expected = Golden.read("checkpoint/param." + key);
      StoredTensor tensor = Objects.requireNonNull(checkpoint.tensors().get(key));
      assertThat(tensor.shape()).as(key).containsExactlyElementsOf(boxed(expected.shape()));
      assertThat(Golden.maxDifference(tensor.floats(), expected.floats())).as(key).isZero();
    }
  }

  private static List<Integer> boxed(int[] shape) {
    return java.util.Arrays.stream(shape).boxed().toList();
  }

  @Test
  void doublesWithTransposedStridesAreCastAndPutInOrder() {
    StoredTensor weight =
        Objects.requireNonNull(
            Checkpoint.read(golden("tiny_WPCA7_float64wpca.pth.tar"))
                .tensors()
                .get("WPCA.0.weight"));

    assertThat(weight.dtype()).isEqualTo(Dtype.FLOAT64);
    assertThat(weight.shapeText()).isEqualTo("7 \u00d7 60 \u00d7 1 \u00d7 1");
  }

  @Test
  void whatATrainingRunLeavesBesideTheWeightsIsNotInTheWay() {
    Checkpoint checkpoint = Checkpoint.read(golden("tiny_train.pth.tar"));

    assertThat(checkpoint.tensors()).hasSize(28).doesNotContainKey("WPCA.0.weight");
    assertThat(checkpoint.notes()).containsKey("epoch");
  }

  @Test
  void safetensorsOfAllFloatTypesAreRead() throws IOException {
    Path file =
        safetensors(
            "{\"__metadata__\":{\"made\":\"by hand\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[8,12]},"
                + "\"c\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[12,14]},"
                + "\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[14,22]}}",
            ByteBuffer.allocate(22)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1.5f)
                .putFloat(-2f)
                .putShort((short) 0x3fc0)
                .putShort((short) 0xc000)
                .putShort(Float.floatToFloat16(.25f))
                .putDouble(3.5)
                .array());

    Checkpoint checkpoint = Checkpoint.read(file);

    assertThat(checkpoint.format()).isEqualTo("safetensors");
    assertThat(checkpoint.notes()).containsEntry("made", "by hand");
    assertThat(values(checkpoint, "a")).containsExactly(1.5f, -2f);
    assertThat(values(checkpoint, "b")).containsExactly(1.5f, -2f);
    assertThat(values(checkpoint, "c")).containsExactly(.25f);
    assertThat(values(checkpoint, "d")).containsExactly(3.5f);
  }

  private static float[] values(Checkpoint checkpoint, String name) {
    return Objects.requireNonNull(checkpoint.tensors().get(name)).floats();
  }

  @Test
  void arraysOfNumPyAreReadCompressedOrNotAndInEitherOrder() throws IOException {
    byte[] rows = npy("'<f4'", "False", "(2, 3)", 6);
    byte[] columns = npy("'<f4'", "True", "(2, 3)", 6);
    Path file = folder.resolve("weights.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("rows.npy"));
      zip.write(rows);
      zip.putNextEntry(new ZipEntry("columns.npy"));
      zip.write(columns);
    }

    Checkpoint checkpoint = Checkpoint.read(file);

    assertThat(values(checkpoint, "rows")).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(values(checkpoint, "columns")).containsExactly(0, 2, 4, 1, 3, 5);
    Path single = Files.write(folder.resolve("centroids.npy"), rows);
    assertThat(values(Checkpoint.read(single), "centroids")[5]).isCloseTo(5, within(0f));
  }

  private static byte[] npy(String type, String fortran, String shape, int numbers) {
    String header =
        "{'descr': " + type + ", 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
    ByteBuffer out = ByteBuffer.allocate(10 + header.length() + 4 * numbers);
    out.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93);
    out.put("NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1));
    out.putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
    for (int i = 0; i < numbers; i++) {
      out.putFloat(i);
    }
    return out.array();
  }

  private Path safetensors(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(
        folder.resolve("weights.safetensors"),
        out.putLong(json.length).put(json).put(data).array());
  }

  @Test
  void aFileThatIsNoneOfTheFormatsIsNamedWithTheReason() throws IOException {
    Path page = Files.writeString(folder.resolve("vgg16.pth"), "<!DOCTYPE html><html></html>");
    Path empty = Files.createFile(folder.resolve("empty.pth"));

    assertThatThrownBy(() -> Checkpoint.read(page))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(page + " cannot be read as a checkpoint: it is a web page");
    assertThatThrownBy(() -> Checkpoint.read(empty)).hasMessageContaining("it is empty");
    assertThatThrownBy(() -> Checkpoint.read(folder.resolve("none.pth")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it does not exist");
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it is a folder");
  }

  @Test
  void aWeightThatIsNoNumberIsRefusedWhenItIsRead() throws IOException {
    Path file =
        safetensors(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
            ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(Float.NaN).array());

    assertThatThrownBy(() -> values(Checkpoint.read(file), "a"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void aTensorThatClaimsMoreThanItsFileHoldsIsRefusedBeforeMemoryIsTaken() throws IOException {
    Path file =
        safetensors(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000,1000],"
                + "\"data_offsets\":[0,4000000000]}}",
            new byte[16]);

    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("reaches beyond its data");
  }

  @Test
  void aZipBombIsRefusedByItsDirectory() throws IOException {
    Path file = folder.resolve("bomb.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("bomb.npy"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    assertThat(Files.size(file)).isLessThan(100_000);

    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("would unpack to 64 MB");
  }

  @Test
  void namesThatLookLikePathsAreOnlyNames() throws IOException {
    Path file = folder.resolve("deep/paths.npz");
    Files.createDirectories(file.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("../../escaped.npy"));
      zip.write(npy("'<f4'", "False", "(1,)", 1));
    }

    assertThat(values(Checkpoint.read(file), "../../escaped")).containsExactly(0);
    assertThat(folder.resolve("escaped.npy")).doesNotExist();
    assertThat(folder.resolve("../escaped.npy")).doesNotExist();
  }

  /** A PyTorch archive around a pickle. */
  static Path torch(Path file, byte[] pickle) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry("archive/data.pkl");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(pickle.length);
      java.util.zip.CRC32 crc = new java.util.zip.CRC32();
      crc.update(pickle);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(pickle);
    }
    return file;
  }

  private static byte[] bytes(Object... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
      } else {
        out.write((Integer) part);
      }
    }
    return out.toByteArray();
  }

  @Test
  void aPickleThatWouldRunACommandIsRefusedAndTheCommandIsNotRun() throws IOException {
    Path marker = folder.resolve("marker");
    byte[] pickle = bytes(0x80, 2, "cos\nsystem\n", 0x8c, 6, "touch ", 0x85, "R.");
    Path file = torch(folder.resolve("evil.pth"), pickle);

    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("it wants to call 'os.system'")
        .hasMessageContaining("nothing was run");
    assertThat(marker).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "builtins\neval",
        "builtins\ngetattr",
        "__builtin__\n__import__",
        "torch\nload",
        "torch.jit\n_pickle",
        "subprocess\nPopen",
        "collections\nnamedtuple",
        "numpy\nload"
      })
  void onlyConstructorsOfTensorsAndContainersAreKnown(String global) throws IOException {
    Path file = torch(folder.resolve("evil.pth"), bytes(0x80, 2, "c" + global + "\n", ")R."));

    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(global.replace('\n', '.'));
  }

  @Test
  void nestingAMillionListsNeedsNoStack() throws IOException {
    byte[] opening = "]".repeat(1_000_000).getBytes(StandardCharsets.ISO_8859_1);
    byte[] closing = "a".repeat(999_999).getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.writeBytes(bytes(0x80, 2));
    pickle.writeBytes(opening);
    pickle.writeBytes(closing);
    // As the key of a dictionary, which would be hashed through all levels.
    pickle.writeBytes(bytes("q", 0, "}h", 0, "Ns."));
    Path file = torch(folder.resolve("deep.pth"), pickle.toByteArray());

    assertThatThrownBy(() -> Checkpoint.read(file)).isInstanceOf(InputException.class);
  }

  @Test
  void aTupleThatReachesBelowTheMarkedItemsIsRefused() throws IOException {
    Path file = torch(folder.resolve("mark.pth"), bytes(0x80, 2, "NN(N", 0x86, "t."));

    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aTensorWhoseStridesRepeatOneNumberAMillionTimesIsRefused() throws IOException {
    Path file =
        safetensors("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", new byte[1]);
    Storage storage = new FileRegion(file, 0, 4);

    assertThatThrownBy(
            () ->
                StoredTensor.of(
                    file, Dtype.FLOAT32, new long[] {1 << 30}, new long[] {0}, 0, storage))
        .isInstanceOf(MalformedException.class);
  }
}

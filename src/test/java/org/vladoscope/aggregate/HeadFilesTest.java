package org.vladoscope.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.SafetensorsWriter;
import org.vladoscope.feature.checkpoint.SafetensorsWriter.Tensor;
import org.vladoscope.store.WholeFile;

/** Damaged files of heads are refused in our words, whatever is wrong with them. */
class HeadFilesTest {

  @TempDir Path folder;

  private static Tensor tensor(Integer... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, .5f);
    return new Tensor(List.of(shape), values);
  }

  /** A head of cells of 6 values. */
  private static Map<String, Tensor> head(String id) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    switch (id) {
      case "supervlad" -> all.put("module.aggregation.conv.weight", tensor(5, 6, 1, 1));
      case "gem" -> {
        all.put("aggregation.1.p", tensor(1));
        all.put("aggregation.3.weight", tensor(4, 6));
        all.put("aggregation.3.bias", tensor(4));
      }
      default -> {
        String prefix = id.equals("megaloc") ? "aggregator.agg." : "aggregator.";
        all.put(prefix + "dust_bin", tensor());
        all.put(prefix + "token_features.0.weight", tensor(3, 6));
        all.put(prefix + "token_features.0.bias", tensor(3));
        all.put(prefix + "token_features.2.weight", tensor(2, 3));
        all.put(prefix + "token_features.2.bias", tensor(2));
        for (String part : List.of("cluster_features", "score")) {
          all.put(prefix + part + ".0.weight", tensor(3, 6, 1, 1));
          all.put(prefix + part + ".0.bias", tensor(3));
          all.put(prefix + part + ".3.weight", tensor(4, 3, 1, 1));
          all.put(prefix + part + ".3.bias", tensor(4));
        }
        if (id.equals("megaloc")) {
          all.put("aggregator.linear.weight", tensor(5, 18));
          all.put("aggregator.linear.bias", tensor(5));
        }
      }
    }
    return all;
  }

  private Path write(Map<String, Tensor> tensors) {
    Path file = folder.resolve("head.safetensors");
    WholeFile.stream(file, out -> SafetensorsWriter.write(out, Map.of(), tensors));
    return file;
  }

  private AggregatorModel learn(String id, Path file) {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      return Aggregators.ALL
          .of(id)
          .withHead(file)
          .learn(FloatMatrix.zeros(0, 6), Aggregator.Images.NONE, compute, Progress.NONE);
    }
  }

  private void isRefused(String id, Path file, String what) {
    assertThat(catchThrowable(() -> learn(id, file)))
        .as(what)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @CsvSource({"supervlad", "gem", "salad", "megaloc"})
  void everyTensorIsNeededInItsShapeAndWithNumbers(String id) {
    Map<String, Tensor> whole = head(id);
    assertThat(learn(id, write(whole)).channels()).isEqualTo(6);
    for (String name : whole.keySet()) {
      Map<String, Tensor> lacking = new LinkedHashMap<>(whole);
      lacking.remove(name);
      lacking.put("other", tensor(1));
      isRefused(id, write(lacking), "without " + name);

      Map<String, Tensor> longer = new LinkedHashMap<>(whole);
      longer.put(name, tensor(2, 7, 3));
      isRefused(id, write(longer), "another shape of " + name);

      Map<String, Tensor> broken = new LinkedHashMap<>(whole);
      float[] values = whole.get(name).values().clone();
      values[values.length - 1] = Float.NaN;
      broken.put(name, new Tensor(whole.get(name).shape(), values));
      isRefused(id, write(broken), "not a number in " + name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "supervlad,supervlad_head_k4g1.pth",
    "gem,cosplace_head_tiny.pth",
    "gem,cosplace_head_tiny_legacy.pth",
    "anyloc-hard,c_centers.pt",
    "salad,salad",
    "megaloc,megaloc"
  })
  void damagedFilesAreReadOrRefusedButNeverAnythingElse(String id, String name) throws IOException {
    byte[] whole =
        Files.readAllBytes(name.equals(id) ? write(head(id)) : ModernAggregatorsTest.file(name));
    Random random = new Random(name.hashCode());
    Path file = folder.resolve("damaged");
    for (int round = 0; round < 150; round++) {
      byte[] bytes =
          round % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int i = 0; round % 2 == 1 && i < 3; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      Throwable failure =
          catchThrowable(
              () -> {
                if (id.startsWith("anyloc")) {
                  org.vladoscope.vlad.TrainedVlad.centres(ModelWeights.read(file));
                } else {
                  learn(id, file);
                }
              });
      if (failure != null) {
        assertThat(failure).as(name + " round " + round).isInstanceOf(InputException.class);
      }
    }
  }

  @Test
  void aPowerOfGemThatIsNotAboveZeroIsRefused() {
    Map<String, Tensor> head = head("gem");
    head.put("aggregation.1.p", new Tensor(List.of(1), new float[1]));
    isRefused("gem", write(head), "power 0");
  }

  @Test
  void ghostsThatNoFileStatesAreAskedFor() {
    Map<String, Tensor> head = Map.of("conv.weight", tensor(7, 6, 1, 1));
    Path file = write(head);
    assertThat(catchThrowable(() -> learn("supervlad", file)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("supervlad:ghosts=N");
    assertThat(Aggregators.ALL.parse("supervlad:ghosts=3").withHead(file).descriptorLength(6))
        .isEqualTo(4 * 6);
  }

  @Test
  void namesOfWrappersDoNotMatter() {
    for (String wrapper : List.of("state_dict.", "module.", "model_state_dict.module.")) {
      Map<String, Tensor> wrapped = new LinkedHashMap<>();
      head("salad").forEach((name, tensor) -> wrapped.put(wrapper + name, tensor));
      assertThat(learn("salad", write(wrapped)).descriptorLength()).isEqualTo(2 + 4 * 4);
    }
  }

  @Test
  void aVocabularyWithoutItsCentroidsIsNotTakenForSuperVlad() {
    Path file = write(Map.of("pool.conv.weight", tensor(5, 6, 1, 1)));
    isRefused("supervlad", file, "Patch-NetVLAD");
  }
}

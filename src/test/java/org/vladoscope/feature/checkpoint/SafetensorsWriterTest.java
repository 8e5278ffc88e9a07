package org.vladoscope.feature.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.feature.checkpoint.SafetensorsWriter.Tensor;
import org.vladoscope.store.WholeFile;

class SafetensorsWriterTest {

  @TempDir Path folder;

  @Test
  void tensorsComeBackWhateverTheLengthOfTheHeader() throws IOException {
    boolean likeAPickle = false;
    for (int length = 0; length < 256; length += 8) {
      Path file = folder.resolve(length + ".safetensors");
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      tensors.put("b", new Tensor(List.of(2, 1), new float[] {-1.5f, 1e-30f}));
      tensors.put("a", new Tensor(List.of(), new float[] {Float.MAX_VALUE}));
      Map<String, String> note = Map.of("note", "\u03b1\"" + "x".repeat(length));
      WholeFile.stream(file, out -> SafetensorsWriter.write(out, note, tensors));

      Checkpoint read = Checkpoint.read(file);

      assertThat(read.format()).contains("safetensors");
      assertThat(read.tensors().get("b"))
          .satisfies(
              b -> {
                assertThat(b.shape()).containsExactly(2, 1);
                assertThat(b.floats()).containsExactly(-1.5f, 1e-30f);
              });
      assertThat(read.tensors().get("a"))
          .satisfies(a -> assertThat(a.floats()).containsExactly(Float.MAX_VALUE));
      likeAPickle |= (Files.readAllBytes(file)[0] & 0xff) == 0x80;
    }
    assertThat(likeAPickle).as("some header's length begins as pickles do").isTrue();
  }

  @Test
  void aShapeThatDoesNotHoldTheValuesIsRefused() {
    assertThatThrownBy(() -> new Tensor(List.of(2, 2), new float[3]))
        .hasMessageContaining("[2, 2] does not hold 3 values");
  }
}

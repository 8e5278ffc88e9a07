package org.vladoscope.feature.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.Golden;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/** DINOv2 against the original in double precision. */
class Dinov2GoldenTest {

  /** The original itself, in single precision, is up to 5.4e-6 off. */
  private static final float TOLERANCE = 2e-5f;

  private static Compute compute;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws IOException {
    compute = Compute.open(DeviceChoice.CPU, 2);
    for (String file : new String[] {"dino_salad_tiny.ckpt", "dinov2_tiny_reg4_swiglu.pth"}) {
      Files.copy(golden(file), folder.resolve(file));
      Files.writeString(folder.resolve(file + ".json"), "{\"heads\": 4}");
    }
  }

  @AfterAll
  static void stop() {
    compute.close();
  }

  static Path golden(String file) {
    try {
      return Path.of(
          Objects.requireNonNull(Dinov2GoldenTest.class.getResource("/golden/modern/" + file))
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BackboneChoice choice(String model) {
    String file = model.equals("mlp") ? "dino_salad_tiny.ckpt" : "dinov2_tiny_reg4_swiglu.pth";
    return new BackboneChoice("dinov2", folder.resolve(file));
  }

  private static FeatureMap run(String model, int height, int width, TokenChoice tokens) {
    byte[] rgb = Golden.read("modern/image_rgb_u8_" + height + "x" + width).bytes();
    try (var network = Backbones.open(choice(model).withTokens(tokens), compute)) {
      return network.extract(new RgbImage(width, height, rgb));
    }
  }

  /** Rows of a golden array from a token on. */
  private static float[] cells(String name, int from, int count) {
    float[] all = Golden.read("modern/" + name + "_f64").floats();
    return Arrays.copyOfRange(all, from * 48, (from + count) * 48);
  }

  @ParameterizedTest
  @CsvSource({"mlp,126,154", "mlp,98,98", "mlp,56,84", "reg4,126,154", "reg4,98,98", "reg4,56,84"})
  void theOutputIsTheOriginalsAtEverySize(String model, int height, int width) {
    FeatureMap map = run(model, height, width, TokenChoice.OUTPUT);
    assertThat(map.height()).isEqualTo(height / 14);
    float difference =
        Golden.maxDifference(
            map.cells().data(),
            cells(
                model + "_" + height + "x" + width + "_x_norm_patchtokens",
                0,
                map.height() * map.width()));
    assertThat(difference).isLessThan(TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({
    "mlp,0,TOKEN,block0", "mlp,1,TOKEN,block1", "mlp,2,TOKEN,block2",
    "mlp,2,QUERY,facet_q_2", "mlp,1,KEY,facet_k_1", "mlp,2,VALUE,facet_v_2",
    "reg4,0,TOKEN,block0", "reg4,1,TOKEN,block1", "reg4,2,TOKEN,block2",
    "reg4,2,QUERY,facet_q_2", "reg4,1,KEY,facet_k_1", "reg4,2,VALUE,facet_v_2"
  })
  void everyLayerAndFacetIsTheOriginals(String model, int layer, TokenFacet facet, String name) {
    FeatureMap map = run(model, 126, 154, new TokenChoice(layer, facet));
    int before = model.equals("mlp") ? 1 : 5;
    String array = model + "_126x154_" + name;
    float difference =
        Math.max(
            Golden.maxDifference(map.cells().data(), cells(array, before, 99)),
            Golden.maxDifference(Objects.requireNonNull(map.summary()), cells(array, 0, 1)));
    assertThat(difference).isLessThan(TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"mlp,126,154", "mlp,98,98", "mlp,56,84", "reg4,126,154", "reg4,98,98", "reg4,56,84"})
  void theClassTokensAttentionIsTheOriginalsWithoutRegisters(String model, int height, int width) {
    AttentionMaps maps = attention(model, height, width, TokenChoice.OUTPUT);
    float[] expected =
        Golden.read("modern/" + model + "_" + height + "x" + width + "_cls_attn_last_f64").floats();
    assertThat(maps.layer()).isEqualTo(2);
    assertThat(maps.count()).isEqualTo(4);
    assertThat(Golden.maxDifference(maps.heads().data(), expected)).isLessThan(1e-6f);
  }

  @ParameterizedTest
  @CsvSource({"TOKEN", "KEY", "VALUE"})
  void attentionIsThatOfTheChosenLayerWhateverItsFacet(TokenFacet facet) {
    AttentionMaps last = attention("reg4", 56, 84, new TokenChoice(2, facet));
    AttentionMaps first = attention("reg4", 56, 84, new TokenChoice(0, facet));
    float[] expected = Golden.read("modern/reg4_56x84_cls_attn_last_f64").floats();
    assertThat(Golden.maxDifference(last.heads().data(), expected)).isLessThan(1e-6f);
    assertThat(first.layer()).isZero();
    float[] half = first.mean();
    for (int cell = 0; cell < half.length; cell++) {
      half[cell] /= 2;
    }
    // Of one block rollout is the mean of its heads, half of it for what the token keeps.
    assertThat(Golden.maxDifference(first.rollout(), half)).isLessThan(1e-6f);
  }

  private static AttentionMaps attention(String model, int height, int width, TokenChoice tokens) {
    byte[] rgb = Golden.read("modern/image_rgb_u8_" + height + "x" + width).bytes();
    try (var network = Backbones.open(choice(model).withTokens(tokens), compute)) {
      return network.attention(new RgbImage(width, height, rgb)).orElseThrow();
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "1,0", "1,1"})
  void positionsAreResizedAsTheOriginalDoesWithEitherKernelAndOffset(int antialias, int offset) {
    ModelWeights weights = ModelWeights.read(golden("dino_salad_tiny.ckpt"));
    float[] trained = weights.get("vit.pos_embed").floats();
    PositionGrid grid =
        new PositionGrid(
            7, 48, Arrays.copyOfRange(trained, 48, trained.length), antialias == 1, offset * .1);
    for (int[] size : new int[][] {{9, 11}, {4, 6}}) {
      float[] expected =
          Golden.read(
                  String.format(
                      "modern/pos_aa%d_off0%d_%dx%d",
                      antialias, offset, size[0] * 14, size[1] * 14))
              .floats();
      float difference =
          Golden.maxDifference(
              grid.resized(size[0], size[1]), Arrays.copyOfRange(expected, 48, expected.length));
      assertThat(difference).isLessThan(3e-6f);
    }
  }

  /** Rounded to 8 significant bits; processors without such instructions compute it slowly. */
  @ParameterizedTest
  @CsvSource({"mlp,126,154", "mlp,98,98", "reg4,126,154", "reg4,56,84"})
  void bfloat16IsNearTheOriginalAndAnotherKindOfFeatures(String model, int height, int width) {
    byte[] rgb = Golden.read("modern/image_rgb_u8_" + height + "x" + width).bytes();
    FeatureMap map;
    try (var network = Backbones.open(choice(model), Precision.BF16, compute)) {
      map = network.extract(new RgbImage(width, height, rgb));
    }
    float[] expected =
        cells(
            model + "_" + height + "x" + width + "_x_norm_patchtokens",
            0,
            map.height() * map.width());
    double least = 1;
    for (int cell = 0; cell < map.cells().rows(); cell++) {
      least = Math.min(least, cosine(map.cells().data(), expected, cell * 48));
    }
    assertThat(least).isGreaterThan(.9995);
    assertThat(Golden.maxDifference(map.cells().data(), expected)).isBetween(1e-3f, .15f);
    assertThat(Backbones.precision(choice(model), Precision.BF16)).isEqualTo(Precision.BF16);
  }

  private static double cosine(float[] a, float[] b, int from) {
    double product = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = from; i < from + 48; i++) {
      product += (double) a[i] * b[i];
      ofA += (double) a[i] * a[i];
      ofB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(ofA * ofB);
  }

  @Test
  void theHeadsThatNoFileStatesAreAskedForInTheSideFile() {
    Path file = golden("dinov2_tiny_reg4_swiglu.pth");
    assertThatThrownBy(() -> Backbones.describe(new BackboneChoice("dinov2", file), compute))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("heads")
        .hasMessageContaining(file + ".json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"six\"", "2.5", "[4]"})
  void headsThatAreNoWholeNumberAreRefusedAndNotGuessed(String heads) throws IOException {
    Path file = folder.resolve("wrong.pth");
    Files.copy(golden("dinov2_tiny_reg4_swiglu.pth"), file, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(Path.of(file + ".json"), "{\"heads\": " + heads + "}");
    assertThatThrownBy(() -> Backbones.describe(new BackboneChoice("dinov2", file), compute))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the heads must be a whole number");
  }

  @Test
  void aLayerThatIsNotThereAndASizeThatIsNoMultipleOfThePatchAreRefused() {
    assertThatThrownBy(
            () ->
                Backbones.describe(
                    choice("mlp").withTokens(new TokenChoice(3, TokenFacet.KEY)), compute))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("3 layers, 0 to 2; there is no layer 3.");
    assertThatThrownBy(
            () -> Backbones.describe(choice("mlp"), compute).checkSize(new ImageSize(640, 480)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("multiples of 14");
  }

  @Test
  void megaLocsFileHoldsTheNetworkToo() {
    ModelWeights weights = ModelWeights.read(golden("megaloc_tiny.safetensors"));
    assertThat(weights.report().layout()).isEqualTo("MegaLoc");
    assertThat(weights.report().backbone().isComplete()).isTrue();
  }
}

package org.vladoscope.feature.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.ScriptArchive;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/** What networks that someone brings along may give, and in which words others are refused. */
class OwnContractsTest {

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 1);

  /** Means of patches of 14 pixels, [1, 3, h / 14, w / 14]. */
  private static final ImageSize SIZE = new ImageSize(126, 84);

  private static final String PATCHES_14 = "p = torch.mul(torch.avg_pool2d(x, [14, 14]), self.w)";

  /** The same as tokens, [1, patches, 3]. */
  private static final String AS_TOKENS = "t = torch.transpose(torch.flatten(p, 2), 1, 2)";

  @TempDir Path folder;

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  private Path network(String... body) throws IOException {
    return ScriptFile.write(folder.resolve("mine.pt"), "Tensor", body);
  }

  private Path tuple(String... body) throws IOException {
    return ScriptFile.write(folder.resolve("mine.pt"), "Tuple[Tensor, Tensor]", body);
  }

  private void beside(String json) throws IOException {
    Files.writeString(folder.resolve("mine.pt.json"), json);
  }

  private static BackboneChoice own(Path file) {
    return new BackboneChoice("own-network", file);
  }

  private static BackboneInfo describe(Path file, String size) {
    return Backbones.describe(own(file), ImageSize.parse(size), COMPUTE);
  }

  private static Backbone open(Path file, String size) {
    return Backbones.open(own(file), ImageSize.parse(size), Precision.FP32, COMPUTE);
  }

  private static RgbImage picture(String text) {
    ImageSize size = ImageSize.parse(text);
    byte[] rgb = new byte[3 * size.width() * size.height()];
    new Random(4).nextBytes(rgb);
    return new RgbImage(size.width(), size.height(), rgb);
  }

  private static void refused(Path file, String size, String message) {
    assertThatThrownBy(() -> describe(file, size))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .doesNotContainIgnoringCase(
                        "traceback", "__torch__", "torch::", "aten", ".cpp", "/root"));
  }

  @Test
  void theCellsOfAPatchOf14AreMeasuredAtTheSizeOfTheImages() throws IOException {
    Path file = network(PATCHES_14, "return p");

    BackboneInfo info = describe(file, "126x84");

    assertThat(info.geometry()).isEqualTo(new CellGeometry(14, 14, 0));
    assertThat(info.mapWidth(new ImageSize(126, 84))).isEqualTo(9);
  }

  @Test
  void aNetworkOfOneSizeRunsAtThatSizeAndIsRefusedAtOthersInOurWords() throws IOException {
    Path file = network(PATCHES_14, "return torch.add(p, torch.reshape(p, [1, 3, 8, 8]))");

    assertThat(describe(file, "112x112").geometry().stride()).isEqualTo(14);
    refused(
        file, "126x84", "mine.pt cannot run on images of 126x84: it seems to be made for images");
  }

  @Test
  void theSizeInTheSideFileIsTheOnlyOne() throws IOException {
    Path file = network(PATCHES_14, "return torch.add(p, torch.reshape(p, [1, 3, 8, 8]))");
    beside("{\"imageSize\": \"112x112\"}");

    BackboneInfo info = describe(file, "640x480");

    assertThatThrownBy(() -> info.checkSize(new ImageSize(640, 480)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("takes images of 112x112 and no others");
  }

  @Test
  void tokensAreReadAsAGridWorkedOutFromTheirNumberWhichIsSaid() throws IOException {
    Path file = network(PATCHES_14, AS_TOKENS, "return torch.cat([torch.slice(t, 1, 0, 1), t], 1)");

    try (Backbone network = open(file, "126x84")) {
      FeatureMap map = network.extract(picture("126x84"));

      assertThat(network.info().description())
          .contains("55 tokens: the first dropped, 6 × 9 patches of 14 pixels (worked out");
      assertThat(map.height()).isEqualTo(6);
      assertThat(map.width()).isEqualTo(9);
      assertThat(map.geometry()).isEqualTo(new CellGeometry(14, 14, 0));
    }
  }

  @Test
  void tokensAndAMapOfTheSamePatchesAreTheSameCells() throws IOException {
    Path map = network(PATCHES_14, "return p");
    Path tokens =
        ScriptFile.write(
            folder.resolve("tokens.pt"),
            "Tensor",
            PATCHES_14,
            AS_TOKENS,
            "return torch.cat([torch.slice(t, 1, 0, 5), t], 1)");
    Files.writeString(folder.resolve("tokens.pt.json"), "{\"leadingTokens\": 5, \"patch\": 14}");

    try (Backbone first = open(map, "126x84");
        Backbone second = open(tokens, "126x84")) {
      assertThat(second.info().description()).contains("the first 5 dropped", "as stated");
      assertThat(second.extract(picture("126x84")).cells().data())
          .isEqualTo(first.extract(picture("126x84")).cells().data());
    }
  }

  @Test
  void tokensWithTwoReadingsAreAQuestion() throws IOException {
    // 224 × 224 pixels are 64 patches of 28, or 49 of 32 with 15 others.
    Path file = network("p = torch.avg_pool2d(x, [28, 28])", AS_TOKENS, "return t");

    refused(
        file,
        "224x224",
        "can be 8 × 8 patches of 28 pixels after 0 others or 7 × 7 patches of 32 pixels after 15");

    beside("{\"leadingTokens\": 0, \"patch\": 28}");
    assertThat(describe(file, "224x224").geometry().stride()).isEqualTo(28);
  }

  @Test
  void tokensThatAreNoGridAreRefused() throws IOException {
    Path file = network(PATCHES_14, AS_TOKENS, "return torch.slice(t, 1, 0, 50)");

    refused(file, "126x84", "gives 50 tokens of 3 values for images of 126x84");

    beside("{\"leadingTokens\": 1, \"patch\": 14}");
    refused(file, "126x84", "does not fit what is stated");
  }

  @Test
  void aDescriptorIsOneCellOfUnitLength() throws IOException {
    Path file = network(PATCHES_14, "return torch.mul(torch.mean(p, [2, 3]), 1e6)");

    try (Backbone network = open(file, "126x84")) {
      FeatureMap map = network.extract(picture("126x84"));

      assertThat(network.info().output().hasCells()).isFalse();
      assertThat(map.cells().rows()).isEqualTo(1);
      assertThat(map.cells().data()[0]).isBetween(-1f, 1f);
    }
  }

  @Test
  void ofSeveralOutputsOneIsNamedByNumber() throws IOException {
    Path file = tuple(PATCHES_14, "return (p, torch.mean(p, [2, 3]))");

    refused(
        file,
        "126x84",
        "gives output 0 of shape [1, 3, 6, 9] (a map of cells), output 1 of shape [1, 3] (a"
            + " descriptor); say which counts in mine.pt.json, {\"output\": 0}");

    beside("{\"output\": 1}");
    assertThat(describe(file, "126x84").output().hasCells()).isFalse();
    beside("{\"output\": 0}");
    assertThat(describe(file, "126x84").output().hasCells()).isTrue();
    beside("{\"output\": 2}");
    refused(file, "126x84", "has no output 2; it has output 0 of shape");
  }

  @Test
  void aNetworkOfAnotherRankIsRefusedWithItsShape() throws IOException {
    refused(network(PATCHES_14, "return torch.flatten(p)"), "126x84", "output 0 of shape [162]");
    refused(
        network(PATCHES_14, "return torch.unsqueeze(p, 0)"), "126x84", "of shape [1, 1, 3, 6, 9]");
    refused(network(PATCHES_14, "return torch.cat([p, p], 0)"), "126x84", "of shape [2, 3, 6, 9]");
  }

  @Test
  void channelsThatComeLastAreNoMapOfCells() throws IOException {
    refused(
        network(PATCHES_14, "return torch.permute(p, [0, 2, 3, 1])"),
        "126x84",
        "of shape [1, 6, 9, 3] for images of 126x84, which is no map");
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() throws IOException {
    refused(network(PATCHES_14, "return torch.log(torch.neg(torch.abs(p)))"), "126x84", "NaN");
    refused(network(PATCHES_14, "return torch.mul(p, 1e7)"), "126x84", "beyond 65504");
  }

  @Test
  void aNetworkThatIsStillInTrainingIsRefused() throws IOException {
    refused(network(PATCHES_14, "return torch.dropout(p, 0.5, True)"), "126x84", "call eval()");
  }

  @Test
  void aNetworkThatDoesNotLookAtTheImageIsRefused() throws IOException {
    refused(
        network(PATCHES_14, "return torch.ones_like(p)"),
        "126x84",
        "the same numbers for every image");
  }

  @Test
  void aNetworkForOtherChannelsIsRefused() throws IOException {
    refused(
        network(
            "return torch.conv2d(x, torch.expand(torch.reshape(self.w, [1, 1, 1, 1]), [2, 4, 14,"
                + " 14]))"),
        "126x84",
        "it wants images of 4 channels instead of 3");
  }

  @Test
  void aNetworkThatThrowsIsRefusedInOurWords() throws IOException {
    refused(
        network("ops.prim.RaiseException(\"secret /home/me/train.py\")", "return x"),
        "126x84",
        "mine.pt cannot run on images of 126x84: it fails on an input of shape");
  }

  @Test
  void cellsThatSeeTheWholeImageNeedAGeometryWhichTheRefusalSpellsOut() throws IOException {
    Path file = network(PATCHES_14, "return torch.add(p, torch.mean(p, [2, 3], True))");

    refused(file, "126x84", "{\"stride\": 14, \"receptiveField\": 14, \"padding\": 0}");

    beside("{\"stride\": 14, \"receptiveField\": 14, \"padding\": 0}");
    assertThat(describe(file, "126x84").description()).contains("as stated");
  }

  @Test
  void aStatedStrideThatContradictsTheOutputIsRefused() throws IOException {
    Path file = network(PATCHES_14, "return p");
    beside("{\"stride\": 16, \"receptiveField\": 16, \"padding\": 0}");

    refused(file, "126x84", "gives 6 × 9 cells for images of 126x84, but the stride of 16");
  }

  @Test
  void halfPrecisionRunsAndGivesWhatSinglePrecisionGives() throws IOException {
    Path single = network(PATCHES_14, "return p");
    try (Backbone exact = open(single, "126x84")) {
      float[] wanted = exact.extract(picture("126x84")).cells().data();
      for (ScriptArchive.Type type :
          new ScriptArchive.Type[] {ScriptArchive.Type.HALF, ScriptArchive.Type.BFLOAT16}) {
        Path file =
            ScriptFile.write(folder.resolve(type + ".pt"), type, "Tensor", PATCHES_14, "return p");
        Files.writeString(
            Path.of(file + ".json"), "{\"stride\": 14, \"receptiveField\": 14, \"padding\": 0}");
        try (Backbone half = open(file, "126x84")) {
          float[] values = half.extract(picture("126x84")).cells().data();
          for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isBetween(wanted[i] - .05f, wanted[i] + .05f);
          }
        }
      }
    }
  }

  @Test
  void aKeyOfTheSideFileThatIsNotKnownIsNamed() throws IOException {
    Path file = network(PATCHES_14, "return p");
    beside("{\"leadingToken\": 1}");

    refused(
        file, "126x84", "'leadingToken' is not known; it may say grid, imageSize, leadingTokens");
  }

  @Test
  void outputsOfADictionaryAreNamed() throws IOException {
    Path file =
        ScriptFile.write(
            folder.resolve("mine.pt"),
            "Dict[str, Tensor]",
            PATCHES_14,
            "return {\"map\": p, \"global\": torch.mean(p, [2, 3])}");

    refused(file, "126x84", "{\"output\": \"");

    beside("{\"output\": \"global\"}");
    assertThat(describe(file, "126x84").output().hasCells()).isFalse();
  }

  @Test
  void bfloat16AndWholeNumbersAreTakenAsSinglePrecision() throws IOException {
    Path narrow = network(PATCHES_14, "return torch.to(p, 15)");
    assertThat(describe(narrow, "126x84").channels()).isEqualTo(3);

    Path whole = network(PATCHES_14, "return torch.to(torch.mul(p, 100), 4)");
    beside("{\"stride\": 14, \"receptiveField\": 14, \"padding\": 0}");
    assertThat(describe(whole, "126x84").channels()).isEqualTo(3);
  }

  @Test
  void complexNumbersAndOutputsThatMemoryCannotHoldAreRefused() throws IOException {
    refused(network(PATCHES_14, "return torch.complex(p, p)"), "126x84", "gives complex numbers");
    refused(
        network(
            "c = torch.slice(torch.slice(x, 2, 0, 1), 3, 0, 1)",
            "return torch.expand(c, [1, 3, 40000, 40000])"),
        "126x84",
        "of shape [1, 3, 40000, 40000], which is more than features can be");
  }

  @Test
  void whatIsNoTensorIsRefused() throws IOException {
    Path number = ScriptFile.write(folder.resolve("mine.pt"), "int", "return 3");
    refused(number, "126x84", "mine.pt cannot");
    refused(network(PATCHES_14, "return torch.slice(p, 2, 0, 0)"), "126x84", "[1, 3, 0, 9]");
    refused(network("return nonsense.call(x)"), "126x84", "is not a TorchScript network");
  }

  /** Tells of its runs, and is cancelled after some. */
  private static final class Counting implements Progress {
    private final int most;
    private final AtomicInteger told = new AtomicInteger();

    Counting(int most) {
      this.most = most;
    }

    @Override
    public void report(String message, double fraction) {
      assertThat(message).startsWith("Measuring where cells of mine.pt lie, run ");
      assertThat(fraction).isBetween(0.0, 1.0);
      told.incrementAndGet();
    }

    @Override
    public boolean isCancelled() {
      return told.get() >= most;
    }
  }

  @Test
  void measuringTellsOfEveryRunAndStopsBeforeTheNextOneWhenCancelled() throws IOException {
    Path file = network(PATCHES_14, "return p");
    Counting whole = new Counting(Integer.MAX_VALUE);
    Backbones.describe(own(file), SIZE, COMPUTE, whole);
    assertThat(whole.told.get()).isBetween(20, 200);

    Counting cancelled = new Counting(7);
    assertThatThrownBy(() -> Backbones.describe(own(file), SIZE, COMPUTE, cancelled))
        .isInstanceOf(CancellationException.class);
    assertThat(cancelled.told.get()).isEqualTo(7);
  }

  @Test
  void whatWasMeasuredOnceIsWhatItIsOpenedWith() throws IOException {
    Path file = network(PATCHES_14, "return p");
    BackboneInfo known = Backbones.describe(own(file), SIZE, COMPUTE, Progress.NONE);
    try (Backbone network = Backbones.open(own(file), SIZE, Precision.FP32, known, COMPUTE)) {
      assertThat(network.info()).isEqualTo(known);
    }
  }
}

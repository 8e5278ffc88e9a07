package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.PairCells;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.image.ImageSize;
import org.vladoscope.linalg.ThreeComponents;
import org.vladoscope.step.AttentionStep;
import org.vladoscope.store.DescriptorStore;

/** Attention and features of single images, of a tiny DINOv2 and of the embedded network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class AttentionTest {

  private Compute compute;
  private DescriptorStore store;
  private Workspace workspace;
  private BackboneChoice dinov2;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    Path map = TinyMap.write(folder.resolve("map"));
    Path file = folder.resolve("tiny.pth");
    String name = "/golden/modern/dinov2_tiny_reg4_swiglu.pth";
    try (InputStream in = Objects.requireNonNull(AttentionTest.class.getResourceAsStream(name))) {
      Files.copy(in, file);
    }
    Files.writeString(folder.resolve("tiny.pth.json"), "{\"heads\": 4}");
    dinov2 = new BackboneChoice("dinov2", file);
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
    workspace = Workspace.open(PlaceMapFormats.known().read(map, Progress.NONE), compute, store);
  }

  @AfterAll
  void close() {
    workspace.close();
    store.close();
    compute.close();
  }

  private PreparedMap prepared(TokenChoice tokens) {
    PipelineConfig config =
        TinyMap.CONFIG
            .withImageSize(new ImageSize(154, 126))
            .withBackbone(dinov2.withTokens(tokens));
    return workspace.pipeline(config).prepare(Progress.NONE);
  }

  @Test
  void attentionIsComputedForImagesThatAreLookedAtOnceAndNeverStored() {
    PreparedMap map = prepared(TokenChoice.OUTPUT);
    PlaceImage image = workspace.map().queries().getFirst();
    assertThat(workspace.stepTimes().runs(AttentionStep.KIND)).isZero();

    AttentionMaps maps = map.attention(image, Progress.NONE).orElseThrow();
    assertThat(map.attention(image, Progress.NONE)).containsSame(maps);
    assertThat(maps.height()).isEqualTo(9);
    assertThat(maps.width()).isEqualTo(11);
    assertThat(store.usage()).doesNotContainKey(AttentionStep.KIND.id());

    AttentionMaps first =
        prepared(new TokenChoice(0, TokenFacet.KEY)).attention(image, Progress.NONE).orElseThrow();
    assertThat(first.layer()).isZero();
    assertThat(first.heads()).isNotEqualTo(maps.heads());
  }

  @Test
  void anyNetworksCellsAreComparedAndHaveComponentsButNotItsAttention() {
    PreparedMap map = workspace.pipeline(TinyMap.CONFIG).prepare(Progress.NONE);
    PlaceImage query = workspace.map().queries().getFirst();
    PlaceImage candidate = workspace.map().database().getFirst();

    assertThat(map.attention(query, Progress.NONE)).isEmpty();
    PairCells cells = map.cells(query, candidate, Progress.NONE);
    assertThat(cells.similarities(true, 7, true)[7]).isCloseTo(1, within(1e-5f));
    assertThat(cells.candidate().rows()).isEqualTo(80);
    ThreeComponents found = map.components(query, candidate, Progress.NONE);
    assertThat(found.scores().rows()).isEqualTo(160);
    assertThat(found.shares()[0]).isGreaterThan(found.shares()[1]);
    assertThat(found.shares()[1]).isGreaterThan(found.shares()[2]);
  }
}

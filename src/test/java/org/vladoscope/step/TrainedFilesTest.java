package org.vladoscope.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.StepTimes;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.TrainedVlad;
import org.vladoscope.vlad.VocabularyConfig;

/** Network, clusters and projection of one file, on a map. */
@Tag("slow")
class TrainedFilesTest {

  @TempDir static Path folder;

  private static Path file = Path.of("");
  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 2);

  private DescriptorStore store;
  private Workspace workspace;

  @BeforeAll
  static void write() throws IOException, URISyntaxException {
    TinyMap.write(folder.resolve("map"));
    Path original =
        Path.of(
            Objects.requireNonNull(
                    TrainedFilesTest.class.getResource(
                        "/golden/checkpoint/tiny_WPCA7_float64wpca.pth.tar"))
                .toURI());
    file = Files.copy(original, folder.resolve("tiny.pth.tar"));
  }

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @BeforeEach
  void open() {
    store = DescriptorStore.temporary();
    workspace =
        Workspace.open(
            PlaceMapFormats.known().read(folder.resolve("map"), Progress.NONE), COMPUTE, store);
  }

  @AfterEach
  void closeMap() {
    workspace.close();
    store.close();
  }

  private static PipelineConfig config() {
    return TinyMap.CONFIG.withBackbone(new BackboneChoice("vgg16", file));
  }

  private static PipelineConfig withTrainedWords() {
    return config()
        .withWords(
            config().words().orElseThrow().withFile(file, 5), ReductionConfig.trained(file, 7));
  }

  @Test
  void wordsAndProjectionOfTheFileMakeGlobalAndPatchDescriptors() {
    Pipeline pipeline = workspace.pipeline(withTrainedWords());
    PlaceImage query = workspace.map().queries().getFirst();
    assertThat(pipeline.workload(query, null, Progress.NONE).counts())
        .as("nothing is fitted")
        .doesNotContainKeys(LearningStep.KIND, ProjectionStep.KIND);

    QueryResult result = pipeline.query(query, Progress.NONE);

    assertThat(pipeline.prepare(Progress.NONE).vocabulary(Progress.NONE).centroids())
        .isEqualTo(TrainedVlad.vocabulary(ModelWeights.read(file), true).centroids());
    assertThat(result.candidates()).isNotEmpty();
    // Projected as the original does it: the unprojected one times the file's matrix.
    float[] whole =
        workspace
            .pipeline(withTrainedWords().withReduction(new ReductionConfig(0, 0, 2)))
            .prepare(Progress.NONE)
            .global(query, Progress.NONE);
    float[] projected =
        TrainedVlad.projection(ModelWeights.read(file))
            .apply(FloatMatrix.ofRows(whole), COMPUTE)
            .data();
    assertThat(whole).hasSize(60);
    assertThat(
            Golden.maxDifference(
                pipeline.prepare(Progress.NONE).global(query, Progress.NONE), projected))
        .isLessThan(1e-6f);
    assertThat(pipeline.cost(query, null, Progress.NONE).descriptorLength()).isEqualTo(7);
  }

  @Test
  void theSameContentUnderAnotherNameIsFoundInTheCache() throws IOException {
    PlaceImage query = workspace.map().queries().getFirst();
    workspace.pipeline(withTrainedWords()).query(query, Progress.NONE);
    Path copy = Files.copy(file, folder.resolve("renamed.pth"));
    PipelineConfig renamed =
        config()
            .withBackbone(new BackboneChoice("vgg16", copy))
            .withWords(
                config().words().orElseThrow().withFile(copy, 5), ReductionConfig.trained(copy, 7));
    int runs = workspace.networkRuns();
    StepTimes before = workspace.stepTimes();

    workspace.pipeline(renamed).query(query, Progress.NONE);

    assertThat(workspace.networkRuns()).isEqualTo(runs);
    for (StepKind kind : List.of(GlobalStep.KIND, PatchStep.KIND, SimilarityStep.KIND)) {
      assertThat(workspace.stepTimes().runs(kind)).as("%s", kind).isEqualTo(before.runs(kind));
    }
  }

  @Test
  void wordsOfAnotherNetworkAreRefusedBeforeItRuns() {
    PipelineConfig wrong =
        TinyMap.CONFIG.withWords(TinyMap.CONFIG.words().orElseThrow().withFile(file, 5));

    assertThatThrownBy(() -> workspace.pipeline(wrong).prepare(Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "are for cells of 12 values, but the backbone mobilenetv2-coco gives 96");
    assertThat(workspace.networkRuns()).isZero();
  }

  @Test
  void aNumberOfWordsThatTheFileDoesNotHaveIsRefused() {
    PipelineConfig wrong = config().withWords(config().words().orElseThrow().withFile(file, 64));

    assertThatThrownBy(() -> workspace.pipeline(wrong).prepare(Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds 5 clusters, not 64");
  }

  @Test
  void aProjectionGoesOnlyWithTheWordsItWasTrainedWith() {
    VocabularyConfig onMap = config().words().orElseThrow();

    assertThatThrownBy(() -> config().withWords(onMap, ReductionConfig.trained(file, 7)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("only goes with the vocabulary of the same file");
  }
}

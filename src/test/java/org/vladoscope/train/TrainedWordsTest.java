package org.vladoscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.GlobalAnatomy;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;

/** Clusters trained on a painted map, from the pipeline and back to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class TrainedWordsTest {

  private static final PipelineConfig CONFIG = TinyMap.CONFIG;
  private static final TrainingConfig TRAINING =
      new TrainingConfig(
          EnumSet.allOf(TrainedPart.class), true, 3, 3, .01, 0, .3, 5, 4, .5, false, 1);

  private Path file;
  private Compute compute;
  private DescriptorStore store;
  private Workspace workspace;
  private PreparedMap before;
  private PlaceSplit split;
  private Vocabulary start;
  private TrainingResult result;
  private PreparedMap after;

  @BeforeAll
  void train(@TempDir Path folder) throws IOException {
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
    PlaceMap map =
        PlaceMapFormats.known().read(PaintedMap.write(folder.resolve("map")), Progress.NONE);
    workspace = Workspace.open(map, compute, store);
    Pipeline pipeline = workspace.pipeline(CONFIG.withRerank(0));
    before = pipeline.prepare(Progress.NONE);
    TrainingImages images = TrainingImages.of(map, before);
    split = PlaceSplit.of(images, TRAINING);
    start = before.vocabulary(Progress.NONE);
    result =
        new Trainer(images, split, CONFIG, start, TRAINING, compute)
            .run(folder.resolve("state"), false, epoch -> {}, new WorkControl(), Progress.NONE);
    // Whether it helps is not asked here: these images are recognised anyway.
    file = folder.resolve("trained.safetensors");
    pipeline
        .export(
            new FirstGuess(images, split, TRAINING, start, compute)
                .of(begin(), Progress.NONE)
                .vocabulary(start))
        .write(file, Progress.NONE);
    after = workspace.pipeline(reading(CONFIG)).prepare(Progress.NONE);
  }

  @AfterAll
  void close() {
    workspace.close();
    store.close();
    compute.close();
  }

  private VladWeights begin() {
    return VladWeights.of(start);
  }

  private PipelineConfig reading(PipelineConfig config) {
    VocabularyConfig words = config.words().orElseThrow();
    return config.withWords(words.withFile(file, words.clusters()));
  }

  @Test
  void trainingBeginsWithTheDescriptorsThatAnswerQueriesToday() {
    Vocabulary same = begin().vocabulary(start);

    for (PlaceImage image : workspace.map().database()) {
      assertThat(NetVlad.describe(before.features(image, Progress.NONE), same))
          .isEqualTo(before.global(image, Progress.NONE));
    }
  }

  @Test
  void epochZeroIsTodaysRecallOfTheQueriesHeldOut() {
    PlaceMap map = workspace.map();
    Pipeline pipeline = workspace.pipeline(CONFIG.withRerank(0));

    long hits =
        IntStream.of(split.heldOut())
            .filter(
                q -> {
                  QueryResult answer = pipeline.query(map.queries().get(q), Progress.NONE);
                  String first = answer.candidates().getFirst().image().name();
                  return first.equals(map.queries().get(q).name());
                })
            .count();

    assertThat(result.curve().first().recall()).isEqualTo((float) hits / split.heldOut().length);
  }

  @Test
  void theExportedWordsGiveTheTrainedDescriptor() {
    Vocabulary trained = after.vocabulary(Progress.NONE);

    assertThat(trained.residualProjection()).isNotNull();
    assertThat(ModelWeights.read(file).report().vocabulary().text())
        .isEqualTo(
            "8 clusters of 96 values, assignment with bias (v2), residuals projected, clusters"
                + " weighed");
    for (PlaceImage image : workspace.map().database()) {
      FeatureMap features = before.features(image, Progress.NONE);
      float[] expected = NetVlad.describe(features, trained);
      assertThat(after.global(image, Progress.NONE)).isEqualTo(expected);
      assertThat(expected).isNotEqualTo(before.global(image, Progress.NONE));
      assertThat(GlobalAnatomy.of(features, trained).descriptor()).isEqualTo(expected);
    }
  }

  @Test
  void hardAssignmentProjectsTheCellsToo() {
    VocabularyConfig words = CONFIG.words().orElseThrow();
    PipelineConfig hard =
        CONFIG
            .withRerank(0)
            .withAggregator(
                Aggregators.ALL
                    .parse("hard-vlad")
                    .withWords(words.withFile(file, words.clusters())));
    Vocabulary trained = after.vocabulary(Progress.NONE);
    Vocabulary expected =
        Vocabulary.hard(trained.centroids(), true)
            .withResidualProjection(trained.residualProjection())
            .withWordWeights(trained.wordWeights());
    PreparedMap prepared = workspace.pipeline(hard).prepare(Progress.NONE);
    PlaceImage image = workspace.map().database().getFirst();

    assertThat(prepared.global(image, Progress.NONE))
        .isEqualTo(NetVlad.describe(before.features(image, Progress.NONE), expected));
  }

  @Test
  void trainingGoesOnFromTrainedWords() {
    TrainingImages images = TrainingImages.of(workspace.map(), after);
    Vocabulary trained = after.vocabulary(Progress.NONE);
    VladWeights again = VladWeights.of(trained);
    for (int i = 0; i < again.projection().data().length; i++) {
      again.projection().data()[i] *= 2;
    }

    // Twice the projection is the same direction, so the same descriptor up to rounding.
    float[] doubled = NetVlad.describe(images.image(0, Progress.NONE), again.vocabulary(trained));
    float[] once = NetVlad.describe(images.image(0, Progress.NONE), trained);
    for (int i = 0; i < once.length; i++) {
      assertThat(doubled[i]).isCloseTo(once[i], within(1e-5f));
    }
  }

  @Test
  void whatIsNotTrainedIsRefused() {
    PipelineConfig other = CONFIG.withAggregator(Aggregators.ALL.parse("hard-vlad"));

    assertThatThrownBy(() -> TrainingImages.check(workspace.map(), other))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Only a vocabulary of NetVLAD is trained, not Hard VLAD; choose NetVLAD as the"
                + " aggregator.");
  }
}

package org.vladoscope.ui;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.index.engine.IndexKinds;
import org.vladoscope.judge.VerdictFile;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.run.RunStore;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.session.MapOpener;
import org.vladoscope.ui.session.MapSession;
import org.vladoscope.ui.session.Measurements;
import org.vladoscope.ui.session.WordTraining;

/** Opens folders as maps whose answers a test knows by hand; nothing is computed. */
final class KnownAnswers implements MapOpener {

  /** What warped images of a map tell. */
  static final Calibration CALIBRATION = new Calibration(4, 1, "4 answers to warped copies");

  private final BiFunction<PlaceImage, PipelineConfig, QueryResultOf> answers;

  /** The answer to a query among the images of a database. */
  @FunctionalInterface
  interface QueryResultOf {
    QueryResult among(List<PlaceImage> database);
  }

  KnownAnswers(BiFunction<PlaceImage, PipelineConfig, QueryResultOf> answers) {
    this.answers = answers;
  }

  @Override
  public MapSession open(Path folder, Progress progress) {
    return new Session(PlaceMapFormats.known().read(folder, progress));
  }

  private final class Session implements MapSession {

    private final PlaceMap map;
    private final Compute compute = Compute.open(DeviceChoice.CPU, 1);

    Session(PlaceMap map) {
      this.map = map;
    }

    @Override
    public PlaceMap map() {
      return map;
    }

    @Override
    public VerdictFile verdictFile() {
      return new VerdictFile(map.root(), map.root().resolve("cache"));
    }

    @Override
    public PipelineConfig initialConfig() {
      return Preset.DEFAULT.config();
    }

    @Override
    public BackboneInfo describe(BackboneChoice choice, ImageSize size) {
      return Backbones.describe(choice, size, compute);
    }

    @Override
    public BackboneChoice withWeights(BackboneChoice choice) {
      return choice;
    }

    @Override
    public Optional<String> refusal(Precision precision) {
      return Optional.empty();
    }

    @Override
    public IndexKinds indexKinds() {
      return new IndexKinds(IndexEngine.EXACT, false);
    }

    private QueryResult answer(PlaceImage query, PipelineConfig config) {
      return answers.apply(query, config).among(map.database());
    }

    @Override
    public Analysis analysis(PipelineConfig config) {
      return made(
          Analysis.class,
          (proxy, method, args) ->
              switch (method.getName()) {
                case "config" -> config;
                case "prepare" -> null;
                case "notices" -> List.of();
                case "calibration" -> CALIBRATION;
                case "query" -> answer((PlaceImage) args[0], config);
                case "evaluate" ->
                    new Evaluation(
                        map.queries().stream().map(q -> answer(q, config)).toList(),
                        null,
                        null,
                        "exact",
                        null,
                        Map.of(),
                        Map.of(),
                        List.of());
                default -> throw new InputException("Nobody computes here.");
              });
    }

    @Override
    public Measurements measurements() {
      return made(
          Measurements.class,
          (proxy, method, args) -> {
            if (method.getName().equals("runs")) {
              return new RunStore(map.root(), map.root().resolve("cache"));
            }
            throw new InputException("Nobody computes here.");
          });
    }

    @Override
    public WordTraining training() {
      return made(
          WordTraining.class,
          (proxy, method, args) -> {
            throw new InputException("Nobody trains here.");
          });
    }

    private static <T> T made(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public void close() {
      compute.close();
    }
  }
}

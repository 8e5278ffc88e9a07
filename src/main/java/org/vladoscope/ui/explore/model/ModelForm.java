package org.vladoscope.ui.explore.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.common.InputException;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.WeightsNeed;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.ShapeReport;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * The choice of a model: backbone, file with weights, and what is taken from the file. Every change
 * is looked into in the background before it can be used.
 */
public final class ModelForm {

  private static final int FITTED_DIMENSIONS = 256;
  private static final int FITTED_SAMPLES = 3000;

  /** Where the projection comes from. */
  public enum Projection {
    /** The file's. */
    FILE("of the file"),
    /** Fitted on the map's patches. */
    FIT("fitted on the map"),
    /** None. */
    NONE("none");

    private final String label;

    Projection(String label) {
      this.label = label;
    }

    /** Its name, for people. */
    public String label() {
      return label;
    }
  }

  /**
   * What is known of the choice.
   *
   * @param report what the file holds; null if it is no checkpoint or there is none
   * @param info what the backbone amounts to; null if it cannot be used
   * @param problem why not; empty if it can
   */
  public record Inspection(
      @Nullable ShapeReport report, @Nullable BackboneInfo info, String problem) {

    /** Nothing is known yet. */
    static final Inspection NOTHING = new Inspection(null, null, "");

    /** True if the file has clusters that can be used. */
    public boolean hasWords() {
      return report != null && report.vocabulary().isComplete();
    }

    /** True if the file has a projection that can be used. */
    public boolean hasProjection() {
      return report != null && report.projection().isComplete();
    }
  }

  private final Function<BackboneChoice, BackboneInfo> describe;
  private final LatestOnly lane;
  private final ObjectProperty<String> backbone;
  private final ObjectProperty<@Nullable Path> file;
  private final ObjectProperty<Boolean> randomParts;
  private final BackboneChoice usual;
  private final ObjectProperty<Boolean> wordsOfFile;
  private final ObjectProperty<Projection> projection;
  private final ReadOnlyObjectWrapper<Inspection> inspection =
      new ReadOnlyObjectWrapper<>(Inspection.NOTHING);

  /**
   * A form filled with a configuration, which is looked into at once.
   *
   * @param describe tells what a backbone amounts to; called in the background
   */
  public ModelForm(
      PipelineConfig config,
      Function<BackboneChoice, BackboneInfo> describe,
      BackgroundTasks tasks) {
    this.describe = describe;
    this.lane = new LatestOnly(tasks);
    BackboneChoice choice = config.backbone();
    this.usual = choice;
    backbone = new SimpleObjectProperty<>(choice.id());
    file = new SimpleObjectProperty<>(choice.weights());
    randomParts = new SimpleObjectProperty<>(choice.randomParts());
    wordsOfFile =
        new SimpleObjectProperty<>(config.words().map(VocabularyConfig::file).isPresent());
    projection = new SimpleObjectProperty<>(projectionOf(config));
    backbone.addListener((o, before, now) -> inspect(true));
    file.addListener((o, before, now) -> inspect(true));
    randomParts.addListener((o, before, now) -> inspect(false));
    inspect(false);
  }

  private static Projection projectionOf(PipelineConfig config) {
    if (config.reduction().isNone()) {
      return Projection.NONE;
    }
    return config.reduction().file() == null ? Projection.FIT : Projection.FILE;
  }

  /** Name of the backbone. */
  public ObjectProperty<String> backboneProperty() {
    return backbone;
  }

  /** File with weights, or null. */
  public ObjectProperty<@Nullable Path> fileProperty() {
    return file;
  }

  /** Whether parts that the file lacks may be random. */
  public ObjectProperty<Boolean> randomPartsProperty() {
    return randomParts;
  }

  /** Whether the clusters are those of the file rather than of the map. */
  public ObjectProperty<Boolean> wordsOfFileProperty() {
    return wordsOfFile;
  }

  /** Where the projection comes from. */
  public ObjectProperty<Projection> projectionProperty() {
    return projection;
  }

  /** What is known of the choice. */
  public ReadOnlyObjectProperty<Inspection> inspectionProperty() {
    return inspection.getReadOnlyProperty();
  }

  /** True while the choice is looked into. */
  public ReadOnlyBooleanProperty busyProperty() {
    return lane.busyProperty();
  }

  private BackboneChoice choice() {
    boolean takesFile = Backbones.weights(backbone.get()) != WeightsNeed.NONE;
    TokenChoice same = backbone.get().equals(usual.id()) ? usual.tokens() : TokenChoice.OUTPUT;
    return new BackboneChoice(
        backbone.get(), takesFile ? file.get() : null, randomParts.get(), same);
  }

  /** Looks into the choice; what a new file holds is then suggested to be used. */
  private void inspect(boolean suggest) {
    BackboneChoice wanted = choice();
    lane.submit(
        "Looking into " + wanted.id(),
        progress -> look(wanted),
        Outcome.of(
            found -> {
              inspection.set(found);
              if (suggest || !found.hasWords()) {
                wordsOfFile.set(found.hasWords());
              }
              if (suggest && found.hasProjection()) {
                projection.set(Projection.FILE);
              } else if (projection.get() == Projection.FILE && !found.hasProjection()) {
                projection.set(Projection.FIT);
              }
            },
            failure -> inspection.set(new Inspection(null, null, Words.of(failure)))));
  }

  private Inspection look(BackboneChoice wanted) {
    @Nullable ShapeReport report = null;
    try {
      Path weights = wanted.weights();
      if (weights != null && Backbones.readsCheckpoints(wanted.id())) {
        report = ModelWeights.read(weights).report();
      }
      return new Inspection(report, describe.apply(wanted), "");
    } catch (InputException e) {
      return new Inspection(report, null, String.valueOf(e.getMessage()));
    }
  }

  /** The lines that tell about the choice. */
  public List<String> lines() {
    Inspection now = inspection.get();
    List<String> lines = new java.util.ArrayList<>();
    BackboneInfo info = now.info();
    if (info != null) {
      lines.add(
          info.output().hasCells()
              ? info.description() + ", " + info.channels() + " values per cell"
              : info.description());
      lines.add("Training: " + info.training());
    }
    ShapeReport report = now.report();
    if (report != null) {
      lines.addAll(report.lines());
    }
    return lines;
  }

  /** A configuration with this choice; nothing while it cannot be used. */
  public Optional<PipelineConfig> over(PipelineConfig base) {
    Inspection now = inspection.get();
    if (now.info() == null || busyProperty().get()) {
      return Optional.empty();
    }
    ShapeReport report = now.report();
    boolean words = report != null && wordsOfFile.get() && now.hasWords();
    boolean projected = words && projection.get() == Projection.FILE && now.hasProjection();
    ReductionConfig reduction = projected ? trained(report) : fitted(base.reduction());
    return Optional.of(
        base.withBackbone(choice())
            .withAggregator(withWordsOf(base, words ? report : null), reduction));
  }

  /** The aggregator with the vocabulary of a file, or with those of the map. */
  private static Aggregator withWordsOf(PipelineConfig base, @Nullable ShapeReport file) {
    return base.words()
        .map(
            words ->
                base.aggregator()
                    .withWords(
                        file == null
                            ? words.withFile(null, words.clusters())
                            : words.withFile(file.file(), file.clusters())))
        .orElse(base.aggregator());
  }

  private static ReductionConfig trained(@Nullable ShapeReport report) {
    ShapeReport known = Objects.requireNonNull(report);
    return ReductionConfig.trained(known.file(), known.dimensions());
  }

  private ReductionConfig fitted(ReductionConfig old) {
    if (projection.get() == Projection.NONE) {
      return new ReductionConfig(0, 0, FITTED_SAMPLES);
    }
    return old.file() == null && !old.isNone()
        ? old
        : new ReductionConfig(FITTED_DIMENSIONS, 0, FITTED_SAMPLES);
  }
}

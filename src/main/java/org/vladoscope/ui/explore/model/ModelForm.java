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
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.common.SettingValue;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.WeightsNeed;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.checkpoint.Head;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.ShapeReport;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * The choice of a model: backbone, file with weights, aggregator, a file of its own if it has one,
 * and what is taken from the files. Every change is looked into in the background before it can be
 * used.
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
   * @param beside what the aggregator's own file holds; null if there is none
   * @param info what the backbone amounts to; null if it cannot be used
   * @param problem why not; empty if it can
   */
  public record Inspection(
      @Nullable ShapeReport report,
      @Nullable ShapeReport beside,
      @Nullable BackboneInfo info,
      String problem) {

    /** Nothing is known yet. */
    static final Inspection NOTHING = new Inspection(null, null, null, "");

    /** The file that clusters and projection are taken from, or null. */
    @Nullable ShapeReport source() {
      return beside == null ? report : beside;
    }

    /** True if a file has clusters that can be used. */
    public boolean hasWords() {
      ShapeReport from = source();
      return from != null && from.vocabulary().isComplete();
    }

    /** True if a file has a projection that can be used. */
    public boolean hasProjection() {
      ShapeReport from = source();
      return from != null && from.projection().isComplete();
    }

    /** The aggregator that these files were made for; empty if nothing tells. */
    Optional<Aggregator> suited() {
      if (info != null && !info.output().hasCells()) {
        return Aggregators.ALL.all().stream().filter(a -> !a.aggregates()).findFirst();
      }
      ShapeReport from = source();
      return from == null || from.head() == Head.NONE
          ? Optional.empty()
          : Aggregators.ALL.all().stream().filter(a -> a.head() == from.head()).findFirst();
    }
  }

  private final Function<BackboneChoice, BackboneInfo> describe;
  private final LatestOnly lane;
  private final ObjectProperty<String> backbone;
  private final ObjectProperty<@Nullable Path> file;
  private final ObjectProperty<Boolean> randomParts;
  private final ObjectProperty<String> aggregator;
  private final ObjectProperty<@Nullable Path> aggregatorFile;
  private final BackboneChoice usual;
  private final Aggregator usualAggregator;
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
    usualAggregator = config.aggregator();
    aggregator = new SimpleObjectProperty<>(usualAggregator.id());
    aggregatorFile =
        new SimpleObjectProperty<>(
            usualAggregator.file().filter(own -> !own.equals(choice.weights())).orElse(null));
    wordsOfFile =
        new SimpleObjectProperty<>(config.words().map(VocabularyConfig::file).isPresent());
    projection = new SimpleObjectProperty<>(projectionOf(config));
    backbone.addListener((o, before, now) -> inspect(true));
    file.addListener((o, before, now) -> inspect(true));
    aggregatorFile.addListener((o, before, now) -> inspect(true));
    randomParts.addListener((o, before, now) -> inspect(false));
    aggregator.addListener((o, before, now) -> inspect(false));
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

  /** Name of the aggregator. */
  public ObjectProperty<String> aggregatorProperty() {
    return aggregator;
  }

  /**
   * A file of the aggregator alone, with its weights or its clusters; null where they are in the
   * network's file or learned on the map.
   */
  public ObjectProperty<@Nullable Path> aggregatorFileProperty() {
    return aggregatorFile;
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

  /** The chosen aggregator without a file, under the settings in use if it is the one in use. */
  private Aggregator named() {
    Aggregator fresh = Aggregators.ALL.parse(aggregator.get());
    if (!fresh.id().equals(usualAggregator.id())) {
      return fresh;
    }
    if (usualAggregator.head() == Head.NONE || usualAggregator.file().isEmpty()) {
      return usualAggregator;
    }
    for (SettingValue setting : usualAggregator.settings()) {
      fresh = fresh.with(setting.name(), setting.value());
    }
    return fresh;
  }

  /** Looks into the choice; what a new file holds is then suggested to be used. */
  private void inspect(boolean suggest) {
    BackboneChoice wanted = choice();
    Aggregator named = named();
    Path own = aggregatorFile.get();
    lane.submit(
        "Looking into " + wanted.id(),
        progress -> look(wanted, named, own),
        Outcome.of(
            found -> {
              Optional<Aggregator> suited =
                  found.suited().filter(a -> suggest && !a.id().equals(aggregator.get()));
              if (suited.isPresent()) {
                aggregator.set(suited.get().id()); // which looks into it again
                return;
              }
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
            failure -> inspection.set(new Inspection(null, null, null, Words.of(failure)))));
  }

  private Inspection look(BackboneChoice wanted, Aggregator named, @Nullable Path own) {
    @Nullable ShapeReport report = null;
    @Nullable ShapeReport beside = null;
    @Nullable BackboneInfo info = null;
    try {
      Path weights = wanted.weights();
      if (weights != null && Backbones.readsCheckpoints(wanted.id())) {
        report = ModelWeights.read(weights).report();
      }
      info = describe.apply(wanted);
      if (own != null) {
        ModelWeights read = ModelWeights.read(own);
        beside = read.report();
        demand(read, named, info);
      }
      return new Inspection(report, beside, info, "");
    } catch (InputException e) {
      // What is known of the files stays: it tells which aggregator they are for.
      return new Inspection(report, beside, info, String.valueOf(e.getMessage()));
    }
  }

  /** Refuses a file that holds nothing for an aggregator. */
  private static void demand(ModelWeights own, Aggregator named, BackboneInfo info) {
    if (named.words().isPresent() && named.head() == Head.NONE) {
      own.demand(own.report().vocabulary(), "a vocabulary");
      return;
    }
    Aggregator whole = named.withHead(own.report().file());
    if (info.output().hasCells()) {
      whole.descriptorLength(info.channels()); // reads the head
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
    ShapeReport beside = now.beside();
    if (beside != null) {
      lines.addAll(beside.lines());
    }
    return lines;
  }

  /** A configuration with this choice; nothing while it cannot be used. */
  public Optional<PipelineConfig> over(PipelineConfig base) {
    Inspection now = inspection.get();
    if (now.info() == null || !now.problem().isEmpty() || busyProperty().get()) {
      return Optional.empty();
    }
    ShapeReport source = now.source();
    boolean words = source != null && wordsOfFile.get() && now.hasWords();
    boolean projected = words && projection.get() == Projection.FILE && now.hasProjection();
    ReductionConfig reduction = projected ? trained(source) : fitted(base.reduction());
    return Optional.of(
        base.withBackbone(choice()).withAggregator(whole(base, words ? source : null), reduction));
  }

  /**
   * The aggregator with its head or the vocabulary of a file, or with the vocabulary of the map.
   */
  private Aggregator whole(PipelineConfig base, @Nullable ShapeReport vocabulary) {
    Aggregator chosen = named();
    Path own = aggregatorFile.get();
    if (chosen.head() != Head.NONE) {
      return own == null ? chosen : chosen.withHead(own);
    }
    // Another aggregator with a vocabulary has the same one.
    Optional<VocabularyConfig> words =
        chosen
            .words()
            .map(
                usual ->
                    chosen.id().equals(base.aggregator().id())
                        ? usual
                        : base.words().orElse(usual));
    return words
        .map(
            had ->
                chosen.withWords(
                    vocabulary == null
                        ? had.withFile(null, had.clusters())
                        : had.withFile(vocabulary.file(), vocabulary.clusters())))
        .orElse(chosen);
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

package org.vladoscope.ui.evaluate.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.match.Fusion;
import org.vladoscope.match.Fusions;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.PairScorers;
import org.vladoscope.run.SweepGrid;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;
import org.vladoscope.vlad.PatchScale;

/** The settings a sweep varies, as they are typed: alternatives with slashes between. */
public final class SweepForm {

  /** A setting that can be varied. */
  public enum Field {
    /** Sets of patch sizes. */
    SIZES("Patch sizes", "Sets of patch sizes, such as 2,5,8 / 5"),
    /** Sets of strides. */
    STRIDES("Strides", "Sets of strides, such as 1,1,1 / 2; one number counts for all sizes"),
    /** Sets of weights. */
    WEIGHTS("Weights", "Sets of weights, one for each patch size, such as 0.45,0.15,0.4"),
    /** What patches are rounded to when they are compared. */
    MATCH_PRECISION("Matching", "Precision of comparing patches: fp32 / bf16 / int8"),
    /** How matches are scored. */
    SCORER("Score", String.join(" / ", PairScorers.ALL.ids())),
    /** What scores are measured against. */
    FUSION("Fusion", String.join(" / ", Fusions.ALL.ids())),
    /** Numbers of candidates. */
    RERANK("Re-rank", "Numbers of candidates that are re-ranked, such as 20 / 100"),
    /** Lengths of patch descriptors. */
    DIMENSIONS("Dimensions", "Lengths of patch descriptors, such as 128 / 512; 0 for all"),
    /** Exponents of whitening. */
    WHITENING("Whitening", "Exponents between 0 and 1, such as 0 / 0.5 / 1"),
    /** How features become descriptors. */
    AGGREGATOR("Aggregator", String.join(" / ", Aggregators.ALL.ids())),
    /** Numbers of clusters. */
    CLUSTERS("Clusters K", "Numbers of clusters, such as 16 / 64"),
    /** How much clusters count. */
    MIX("Mix", "Mixes of clusters, such as none / 7=0,12=1.5; 0 mutes a cluster"),
    /** How global descriptors are searched. */
    INDEX("Index", "Kinds of index, such as Flat / HNSW32"),
    /** Sizes of images. */
    IMAGE_SIZE("Image size", "Sizes, such as 640x480 / 320x240; the network runs anew for each"),
    /** How large photographs become small. */
    DECODING("Decoding", "Of large photographs: exact / fast; the network runs anew for each"),
    /** Networks. */
    BACKBONE("Network", "Names of networks; each runs anew"),
    /** Layers of a vision transformer. */
    LAYER("Layer", "Layers of a vision transformer, such as 23 / 31 / output"),
    /** Facets of its tokens. */
    FACET("Facet", "What of a layer: token / query / key / value"),
    /** What network and projection round their factors to. */
    PRECISION("Precision", "Of network and projection: fp32 / bf16");

    private final String label;
    private final String help;

    Field(String label, String help) {
      this.label = label;
      this.help = help;
    }

    /** Its name, for people. */
    public String label() {
      return label;
    }

    /** What can be typed. */
    public String help() {
      return help;
    }
  }

  private final Map<Field, StringProperty> texts = new EnumMap<>(Field.class);
  private final Map<Field, ReadOnlyStringWrapper> errors = new EnumMap<>(Field.class);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /** Nothing is varied. */
  public SweepForm() {
    for (Field field : Field.values()) {
      texts.put(field, new SimpleStringProperty(""));
      errors.put(field, new ReadOnlyStringWrapper(""));
    }
  }

  /** What is typed. */
  public StringProperty text(Field field) {
    return known(texts.get(field));
  }

  /** Why it is not understood; empty if it is. */
  public ReadOnlyStringProperty error(Field field) {
    return known(errors.get(field)).getReadOnlyProperty();
  }

  /** What is wrong with all of it together; empty if nothing is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The first setting that is not understood. */
  public Optional<Field> firstWrong() {
    return Arrays.stream(Field.values()).filter(f -> !error(f).get().isEmpty()).findFirst();
  }

  private static <T> T known(@org.jspecify.annotations.Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("every field is known");
    }
    return value;
  }

  /** The value of a setting that is not varied, as it would be typed. */
  public static String inUse(Field field, PipelineConfig config) {
    return switch (field) {
      case SIZES -> joined(config.scales().stream().map(PatchScale::size).toList());
      case STRIDES -> joined(config.scales().stream().map(PatchScale::stride).toList());
      case WEIGHTS -> joined(config.matching().weights());
      case SCORER -> config.matching().scorer().id();
      case FUSION -> config.matching().fusion().id();
      case MATCH_PRECISION -> config.matching().precision().toString();
      case RERANK -> String.valueOf(config.rerank());
      case DIMENSIONS -> String.valueOf(config.reduction().dimensions());
      case WHITENING -> Numbers.plain(config.reduction().whitening());
      case AGGREGATOR -> config.aggregator().id();
      case CLUSTERS -> config.words().map(w -> String.valueOf(w.clusters())).orElse("");
      case MIX -> config.mix().toString();
      case INDEX -> config.index().factory();
      case IMAGE_SIZE -> config.imageSize().toString();
      case DECODING -> config.decoding().toString();
      case BACKBONE -> config.backbone().id();
      case LAYER -> config.backbone().tokens().layerText();
      case FACET -> config.backbone().tokens().facet().toString();
      case PRECISION -> config.precision().toString();
    };
  }

  private static String joined(List<? extends Number> numbers) {
    return numbers.stream()
        .map(n -> Numbers.plain(n.doubleValue()))
        .collect(Collectors.joining(","));
  }

  /** Reads everything; empty, with errors set, if something is not understood. */
  public Optional<SweepGrid> read(PipelineConfig base) {
    problem.set("");
    List<BackboneChoice> backbones = values(Field.BACKBONE, text -> new BackboneChoice(text, null));
    List<Integer> layers = values(Field.LAYER, TokenChoice::layer);
    List<TokenFacet> facets = values(Field.FACET, TokenFacet::parse);
    List<ImageSize> sizes = values(Field.IMAGE_SIZE, ImageSize::parse);
    List<Precision> precisions = values(Field.PRECISION, Precision::parse);
    List<Aggregator> aggregators = values(Field.AGGREGATOR, Aggregators.ALL::parse);
    List<Integer> clusters = values(Field.CLUSTERS, SweepForm::integer);
    List<ClusterMix> mixes = values(Field.MIX, ClusterMix::parse);
    List<Decoding> decodings = values(Field.DECODING, Decoding::parse);
    List<IndexConfig> indexes = values(Field.INDEX, IndexConfig::of);
    List<Integer> dimensions = values(Field.DIMENSIONS, SweepForm::integer);
    List<Double> whitening = values(Field.WHITENING, SweepForm::decimal);
    List<List<Integer>> patches = values(Field.SIZES, text -> list(text, SweepForm::integer));
    List<List<Integer>> strides = values(Field.STRIDES, text -> list(text, SweepForm::integer));
    List<List<Double>> weights = values(Field.WEIGHTS, text -> list(text, SweepForm::decimal));
    List<Precision> matchPrecisions = values(Field.MATCH_PRECISION, Precision::parse);
    List<PairScorer> scorers = values(Field.SCORER, base.matching().scorers()::parse);
    List<Fusion> fusions = values(Field.FUSION, base.matching().fusions()::parse);
    List<Integer> rerank = values(Field.RERANK, SweepForm::integer);
    if (errors.values().stream().anyMatch(e -> !e.get().isEmpty())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SweepGrid(
              base,
              List.of(),
              backbones,
              layers,
              facets,
              sizes,
              precisions,
              aggregators,
              clusters,
              indexes,
              dimensions,
              whitening,
              patches,
              strides,
              weights,
              matchPrecisions,
              scorers,
              fusions,
              rerank,
              mixes,
              decodings));
    } catch (InputException e) {
      problem.set(Words.of(e));
      return Optional.empty();
    }
  }

  private <T> List<T> values(Field field, Function<String, T> read) {
    ReadOnlyStringWrapper error = known(errors.get(field));
    error.set("");
    List<T> values = new ArrayList<>();
    String typed = text(field).get();
    if (typed.isBlank()) {
      return values;
    }
    for (String part : typed.split("/", -1)) {
      try {
        if (part.isBlank()) {
          throw new InputException("There is nothing between two slashes, or at an end.");
        }
        values.add(read.apply(part.strip()));
      } catch (InputException e) {
        error.set(Words.of(e));
      } catch (IllegalArgumentException e) {
        error.set("\u201c" + part.strip() + "\u201d is not understood. " + field.help() + ".");
      }
    }
    return values;
  }

  private static int integer(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InputException("\u201c" + text + "\u201d is not a whole number.", e);
    }
  }

  private static double decimal(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as for infinite values.
    }
    throw new InputException("\u201c" + text + "\u201d is not a number.");
  }

  private static <T> List<T> list(String text, Function<String, T> read) {
    return Arrays.stream(text.split("[,;\\s]+")).map(String::strip).map(read).toList();
  }

  /** The weights of a configuration replaced by others. */
  static PipelineConfig withWeights(PipelineConfig config, List<Double> weights) {
    return config.withMatching(config.matching().withWeights(weights));
  }
}

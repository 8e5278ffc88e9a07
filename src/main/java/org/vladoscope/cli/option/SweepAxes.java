package org.vladoscope.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.feature.models.FittingWeights;
import org.vladoscope.feature.models.ModelsFolder;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.run.SweepGrid;

/**
 * What {@code --vary NAME=VALUE/VALUE…} asks for: the option's name, and values for it. Paths are
 * given one by one, by repeating the option.
 */
public final class SweepAxes {

  /** The options that can be varied. */
  static final List<String> NAMES =
      List.of(
          "global-descriptors",
          "rankings",
          "backbone",
          "layer",
          "facet",
          "image-size",
          "decoding",
          "precision",
          "aggregator",
          "clusters",
          "mix",
          "index",
          "whitening",
          "whitening-power",
          "patch-sizes",
          "strides",
          "patch-weights",
          "match-precision",
          "scorer",
          "fusion",
          "rerank");

  /** The same, for help and completion. */
  public static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }

  /** Their values are paths, which have slashes themselves: one value for each option. */
  private static final Set<String> PATHS = Set.of("global-descriptors", "rankings");

  private static final Pattern SLASH = Pattern.compile("/");
  private static final Pattern COMMA = Pattern.compile(",");

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /**
   * Reads the options.
   *
   * @throws InputException naming what is not understood
   */
  public static SweepAxes parse(List<String> options) {
    SweepAxes axes = new SweepAxes();
    for (String option : options) {
      int equals = option.indexOf('=');
      String given = equals < 0 ? option : option.substring(0, equals).strip();
      String name = given.equals("matcher") ? "scorer" : given;
      if (equals < 0 || option.length() == equals + 1) {
        throw new InputException(
            "'" + option + "' is not NAME=VALUE/VALUE…, for example scorer=rapid/ransac.");
      }
      if (!NAMES.contains(name)) {
        throw new InputException(
            "'" + name + "' cannot be varied; choose from " + String.join(", ", NAMES) + ".");
      }
      axes.values
          .computeIfAbsent(name, n -> new ArrayList<>())
          .addAll(
              PATHS.contains(name)
                  ? List.of(option.substring(equals + 1).strip())
                  : SLASH.splitAsStream(option.substring(equals + 1)).map(String::strip).toList());
    }
    return axes;
  }

  private <T> List<T> values(String name, Function<String, T> read) {
    List<T> result = new ArrayList<>();
    for (String text : values.getOrDefault(name, List.of())) {
      try {
        result.add(read.apply(text));
      } catch (NumberFormatException e) {
        throw new InputException("'" + text + "' is no value for " + name + ".", e);
      }
    }
    return result;
  }

  private static <T> List<T> list(String text, Function<String, T> read) {
    return COMMA.splitAsStream(text).map(String::strip).map(read).toList();
  }

  /** Sources of candidates; {@code computed} is one of them. */
  private List<RetrievalSource> retrievals() {
    List<RetrievalSource> sources =
        new ArrayList<>(
            values(
                "global-descriptors",
                text ->
                    text.equals(RetrievalSource.COMPUTED.id())
                        ? RetrievalSource.COMPUTED
                        : RetrievalSource.descriptors(Path.of(text), Optional.empty())));
    sources.addAll(values("rankings", text -> RetrievalSource.rankings(Path.of(text))));
    return sources;
  }

  /** The grid around a configuration. */
  public SweepGrid grid(PipelineConfig base) {
    return new SweepGrid(
        base,
        retrievals(),
        values(
            "backbone",
            id -> FittingWeights.complete(new BackboneChoice(id, null), ModelsFolder.standard())),
        values("layer", TokenChoice::layer),
        values("facet", TokenFacet::parse),
        values("image-size", ImageSize::parse),
        values("precision", Precision::parse),
        values("aggregator", Aggregators.ALL::parse),
        values("clusters", Integer::valueOf),
        values("index", IndexConfig::of),
        values(
            "whitening", t -> t.equalsIgnoreCase("none") ? Integer.valueOf(0) : Integer.valueOf(t)),
        values("whitening-power", Double::valueOf),
        values("patch-sizes", t -> list(t, Integer::valueOf)),
        values("strides", t -> list(t, Integer::valueOf)),
        values("patch-weights", t -> list(t, Double::valueOf)),
        values("match-precision", Precision::parse),
        values("scorer", base.matching().scorers()::parse),
        values("fusion", base.matching().fusions()::parse),
        values("rerank", Integer::valueOf),
        values("mix", ClusterMix::parse),
        values("decoding", Decoding::parse));
  }
}

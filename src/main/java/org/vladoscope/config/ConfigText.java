package org.vladoscope.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.vlad.PatchScale;

/** Configurations in words. */
public final class ConfigText {

  /** A mix that changes more clusters is not written out. */
  private static final int FEW_CLUSTERS = 4;

  private ConfigText() {}

  /** The settings that matter most on one line: "patches 2,5,8 / 2,2,2 · rapid · 256 dims · …". */
  public static String summary(PipelineConfig config) {
    Path weights = config.backbone().weights();
    return config.backbone().id()
        + (weights == null ? "" : " (" + weights.getFileName() + ")")
        + (config.backbone().tokens().equals(TokenChoice.OUTPUT)
            ? ""
            : " " + config.backbone().tokens())
        + " "
        + config.imageSize()
        + " · "
        + config.aggregator().label()
        + config.words().map(words -> " K " + words.clusters()).orElse("")
        + (config.mix().isNone() ? "" : " · " + mix(config.mix()))
        + " · patches "
        + joined(config.scales().stream().map(PatchScale::size).toList())
        + ", stride "
        + joined(config.scales().stream().map(PatchScale::stride).toList())
        + ", weights "
        + joined(config.matching().weights())
        + " · "
        + config.matching().scorer().id()
        + ", "
        + config.matching().fusion().id()
        + " · "
        + (config.reduction().isNone() ? "all" : config.reduction().dimensions())
        + " dims · "
        + config.index().factory()
        + (config.retrieval().isComputed() ? "" : " · " + config.retrieval().label())
        + (config.rerank() == 0 ? " · not re-ranked" : " · top " + config.rerank())
        + (reduced(config).isEmpty() ? "" : " · " + reduced(config));
  }

  /** A mix as it is typed; how many clusters it changes where that would be long. */
  public static String mix(ClusterMix mix) {
    int changed = mix.factors().size();
    return changed <= FEW_CLUSTERS
        ? "mix " + mix
        : "mix of " + changed + " clusters, " + mix.muted() + " muted";
  }

  /**
   * Which steps compute in reduced precision: "bf16 for network and projection"; empty if none
   * does.
   */
  public static String reduced(PipelineConfig config) {
    Map<String, Precision> steps = new LinkedHashMap<>();
    steps.put("network", config.networkPrecision());
    steps.put("projection", config.projectionPrecision());
    steps.put("matching", config.matching().precision());
    List<String> phrases = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      List<String> names =
          steps.keySet().stream().filter(step -> steps.get(step) == precision).toList();
      if (precision != Precision.FP32 && !names.isEmpty()) {
        phrases.add(precision + " for " + enumerated(names));
      }
    }
    return String.join(", ", phrases);
  }

  private static String enumerated(List<String> names) {
    String last = names.getLast();
    return names.size() == 1
        ? last
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + last;
  }

  /** A device with the reduced precision it computes in: "CPU, 2 threads, bf16 for matching". */
  public static String device(String device, PipelineConfig config) {
    String reduced = reduced(config);
    return reduced.isEmpty() ? device : device + ", " + reduced;
  }

  private static String joined(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Every setting with its value, by its path in {@link ConfigJson}: "matching.weights". */
  public static Map<String, String> settings(PipelineConfig config) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", ConfigJson.of(config), flat, String::valueOf);
    return flat;
  }

  /**
   * Every setting as {@link #settings} has it, but of files their names only: folders tell of a
   * machine and its users.
   */
  public static Map<String, String> publicSettings(PipelineConfig config) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", ConfigJson.of(config), flat, ConfigText::fileName);
    return flat;
  }

  /**
   * A setting by the last part of its path: "weights" for "matching.weights"; by the whole path
   * where that part names another setting too: "matching precision".
   */
  public static String shortName(String path) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    boolean ambiguous =
        Arrays.stream(PipelineConfig.class.getRecordComponents())
            .anyMatch(part -> part.getName().equals(last));
    return ambiguous ? path.replace('.', ' ') : last;
  }

  private static void flatten(
      String prefix, Map<?, ?> object, Map<String, String> flat, Function<Object, String> said) {
    object.forEach(
        (name, value) -> {
          String path = prefix.isEmpty() ? String.valueOf(name) : prefix + "." + name;
          if (value instanceof Map<?, ?> inner) {
            flatten(path, inner, flat, said);
          } else if (name.equals(ConfigJson.VARIANT)) {
            // The name of a variant stands for it.
            flat.put(prefix, text(value, said));
          } else {
            flat.put(path, text(value, said));
          }
        });
  }

  private static String text(@Nullable Object value, Function<Object, String> said) {
    if (value instanceof List<?> list) {
      return list.stream().map(one -> text(one, said)).collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .map(e -> e.getKey() + " " + text(e.getValue(), said))
          .collect(Collectors.joining(" "));
    }
    return value == null ? "none" : said.apply(value);
  }

  /** What comes after the last slash; no other setting than a file has one. */
  private static String fileName(Object value) {
    String text = value.toString();
    return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
  }

  /** The settings in which configurations differ, each with its value in every one of them. */
  public static Map<String, List<String>> differences(List<PipelineConfig> configs) {
    List<Map<String, String>> all = configs.stream().map(ConfigText::settings).toList();
    Map<String, List<String>> differing = new TreeMap<>();
    for (Map<String, String> one : all) {
      for (String name : one.keySet()) {
        List<String> values = all.stream().map(m -> m.getOrDefault(name, "none")).toList();
        if (values.stream().distinct().count() > 1) {
          differing.put(name, values);
        }
      }
    }
    return differing;
  }
}

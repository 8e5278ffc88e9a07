package org.vladoscope.cli.output;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Variant;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.store.WholeFile;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.VocabularyConfig;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results as JSON files. */
public final class JsonOutput {

  /** Made when a file is wanted: it takes a while, and most commands write none. */
  private static final class Writer {
    static final JsonMapper MAPPER =
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  }

  private JsonOutput() {}

  /** Writes a file whole or not at all; does nothing without a file. */
  public static void write(@Nullable Path file, Map<String, ?> content) {
    if (file == null) {
      return;
    }
    try {
      WholeFile.write(file, Writer.MAPPER.writeValueAsBytes(content));
    } catch (JacksonException e) {
      throw new InputException("The file " + file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> settings(Variant<?> variant) {
    Map<String, String> settings = new LinkedHashMap<>();
    variant.settings().forEach(setting -> settings.put(setting.name(), setting.value()));
    return settings;
  }

  private static void putWords(Map<String, Object> json, VocabularyConfig words) {
    json.put("clusters", words.clusters());
    json.put("vocabularySamples", words.samples());
    json.put("vocabularyIterations", words.iterations());
    json.put("vlad", words.version().toString());
    json.put("normalizeInput", words.normalizeInput());
    json.put("whitenResiduals", words.whitenResiduals());
    json.put("weighWords", words.weighWords());
    json.put("seed", words.seed());
  }

  /** A configuration by the names of its options. */
  public static Map<String, Object> of(PipelineConfig config) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("imageSize", config.imageSize().toString());
    json.put("decoding", config.decoding().toString());
    json.put("backbone", config.backbone().id());
    Path weights = config.backbone().weights();
    json.put("weights", weights == null ? "embedded" : weights.toString());
    json.put("precision", config.precision().toString());
    json.put("aggregator", config.aggregator().id());
    json.put("aggregatorSettings", settings(config.aggregator()));
    json.put("vocabulary", source(config.aggregator().file().orElse(null), "map"));
    config.words().ifPresent(words -> putWords(json, words));
    json.put("mix", config.mix().toString());
    json.put("index", config.index().factory());
    json.put("nprobe", config.index().effectiveNprobe());
    json.put("efSearch", config.index().effectiveEfSearch());
    json.put("patchSizes", config.scales().stream().map(PatchScale::size).toList());
    json.put("strides", config.scales().stream().map(PatchScale::stride).toList());
    json.put("patchWeights", config.matching().weights());
    json.put("globalWeight", config.matching().globalWeight());
    json.put("scorer", config.matching().scorer().id());
    json.put("scorerSettings", settings(config.matching().scorer()));
    json.put("fusion", config.matching().fusion().id());
    json.put("fusionSettings", settings(config.matching().fusion()));
    json.put("matchPrecision", config.matching().precision().toString());
    json.put("ransacTolerance", config.matching().inlierTolerance());
    json.put("whitening", config.reduction().isNone() ? "none" : config.reduction().dimensions());
    json.put(
        "wpca", config.reduction().isNone() ? "none" : source(config.reduction().file(), "fit"));
    json.put("whiteningPower", config.reduction().whitening());
    json.put("rerank", config.rerank());
    json.put("cameras", config.cameras().toString());
    json.put("retrieval", of(config.retrieval()));
    return json;
  }

  private static Map<String, Object> of(RetrievalSource source) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source.id());
    switch (source) {
      case RetrievalSource.Computed _ -> {}
      case RetrievalSource.Descriptors(Path database, Path queries, String hash) -> {
        json.put("database", database.toString());
        if (queries != null) {
          json.put("queries", queries.toString());
        }
        json.put("hash", hash);
      }
      case RetrievalSource.Rankings(Path file, String hash) -> {
        json.put("file", file.toString());
        json.put("hash", hash);
      }
    }
    return json;
  }

  private static String source(@Nullable Path file, String otherwise) {
    return file == null ? otherwise : file.toString();
  }

  /** A map in the order of its arguments: name, value, name, value. */
  public static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> result = new LinkedHashMap<>();
    List<Object> all = List.of(namesAndValues);
    for (int i = 0; i < all.size(); i += 2) {
      result.put((String) all.get(i), all.get(i + 1));
    }
    return result;
  }
}

package org.vladoscope.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Variant;
import org.vladoscope.common.Variants;
import org.vladoscope.match.Fusion;
import org.vladoscope.match.Fusions;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.PairScorers;
import org.vladoscope.match.ZScoreFusion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A configuration as JSON, whole and exact: each record an object with its components by name. A
 * setting that is added to {@link PipelineConfig} needs nothing here. A setting that a file does
 * not have yet gets the value of {@link Preset#DEFAULT}; one that is not known is refused.
 */
public final class ConfigJson {

  /** Names the variant whose settings follow. */
  static final String VARIANT = "id";

  /** What clusters were not refined by in files that do not say so. */
  private static final List<String> REFINEMENTS = List.of("whitenResiduals", "weighWords");

  private ConfigJson() {}

  /** A configuration as nested maps, lists, texts and numbers. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> of(PipelineConfig config) {
    return (Map<String, Object>) Objects.requireNonNull(tree(config));
  }

  private static @Nullable Object tree(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(e -> elements.add(tree(e)));
      return elements;
    }
    if (value instanceof ClusterMix mix) {
      return mix.toString();
    }
    if (value instanceof Record record) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      if (value instanceof Variant<?> variant) {
        object.put(VARIANT, variant.id());
      }
      if (value instanceof RetrievalSource source) {
        object.put(VARIANT, source.id());
      }
      for (RecordComponent part : record.getClass().getRecordComponents()) {
        object.put(part.getName(), tree(component(record, part)));
      }
      return object;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return value.toString();
  }

  private static @Nullable Object component(Record record, RecordComponent part) {
    try {
      Method accessor = part.getAccessor();
      // Variants need not be public: they are known by their interface.
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a configuration.
   *
   * @throws InputException naming the setting that cannot be used
   */
  public static PipelineConfig read(JsonNode json) {
    return (PipelineConfig)
        record(PipelineConfig.class, upToDate(json), Preset.DEFAULT.config(), "configuration");
  }

  /**
   * Files from before there were variants hold the vocabulary of NetVLAD, and the name of a scorer.
   * Lists were fused by z-scores before anything else could be chosen, and clusters were as
   * clustering left them.
   */
  private static JsonNode upToDate(JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      return json;
    }
    ObjectNode copy = object.deepCopy();
    JsonNode words = copy.remove("vocabulary");
    if (words != null) {
      copy.putObject("aggregator").put(VARIANT, "netvlad").set("vocabulary", words);
    }
    if (copy.get("matching") instanceof ObjectNode matching && matching.has("matcher")) {
      String scorer = matching.remove("matcher").asString().toLowerCase(Locale.ROOT);
      JsonNode tolerance = matching.remove("ransacTolerance");
      ObjectNode settings = matching.putObject("scorer").put(VARIANT, scorer);
      if (tolerance != null) {
        matching.set("inlierTolerance", tolerance);
        if (scorer.equals("ransac")) {
          settings.set("tolerance", tolerance);
        }
      }
    }
    if (copy.get("matching") instanceof ObjectNode matching && !matching.has("fusion")) {
      matching.putObject("fusion").put(VARIANT, new ZScoreFusion().id());
    }
    if (copy.get("aggregator") instanceof ObjectNode aggregator
        && aggregator.get("vocabulary") instanceof ObjectNode vocabulary) {
      for (String refinement : REFINEMENTS) {
        if (!vocabulary.has(refinement)) {
          vocabulary.put(refinement, false);
        }
      }
    }
    return copy;
  }

  private static Object variant(Variants<?> variants, JsonNode json, String where) {
    JsonNode id = json.get(VARIANT);
    if (id == null || !id.isString() || !(json instanceof ObjectNode object)) {
      throw new InputException(where + "." + VARIANT + " is missing");
    }
    Object usual = variants.of(id.asString());
    ObjectNode settings = object.deepCopy();
    settings.remove(VARIANT);
    return record(usual.getClass(), settings, usual, where);
  }

  private static Object source(JsonNode json, String where) {
    JsonNode id = json.get(VARIANT);
    if (id == null || !id.isString() || !(json instanceof ObjectNode object)) {
      throw new InputException(where + "." + VARIANT + " is missing");
    }
    ObjectNode settings = object.deepCopy();
    settings.remove(VARIANT);
    return record(RetrievalSource.type(id.asString()), settings, null, where);
  }

  private static Object record(Class<?> type, JsonNode json, @Nullable Object usual, String where) {
    if (!json.isObject()) {
      throw new InputException(where + " is not an object");
    }
    RecordComponent[] parts = type.getRecordComponents();
    TreeSet<String> unknown = new TreeSet<>(json.propertyNames());
    @Nullable Object[] values = new @Nullable Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      RecordComponent part = parts[i];
      unknown.remove(part.getName());
      Object usualPart = usual == null ? null : component((Record) usual, part);
      JsonNode node = json.get(part.getName());
      if (node == null && usual == null) {
        throw new InputException(where + "." + part.getName() + " is missing");
      }
      values[i] =
          node == null
              ? usualPart
              : value(part.getGenericType(), node, usualPart, where + "." + part.getName());
      if (values[i] == null && !part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw new InputException(where + "." + part.getName() + " cannot be null");
      }
    }
    if (!unknown.isEmpty()) {
      throw new InputException(where + "." + unknown.first() + " is not known to this version");
    }
    return create(type, parts, values);
  }

  private static Object create(Class<?> type, RecordComponent[] parts, @Nullable Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InputException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object value(
      Type type, JsonNode node, @Nullable Object usual, String where) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      if (!node.isArray()) {
        throw new InputException(where + " is not a list");
      }
      List<Object> elements = new ArrayList<>();
      for (JsonNode element : node) {
        Object one = value(list.getActualTypeArguments()[0], element, null, where + "[]");
        if (one == null) {
          throw new InputException(where + "[] cannot be null");
        }
        elements.add(one);
      }
      return elements;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Aggregator.class) {
      return variant(Aggregators.ALL, node, where);
    }
    if (plain == PairScorer.class) {
      return variant(PairScorers.ALL, node, where);
    }
    if (plain == Fusion.class) {
      return variant(Fusions.ALL, node, where);
    }
    if (plain == RetrievalSource.class) {
      return source(node, where);
    }
    if (plain == ClusterMix.class) {
      return mix(node, where);
    }
    if (plain.isRecord()) {
      return node.isNull() ? null : record(plain, node, usual, where);
    }
    if (plain.isPrimitive() || plain == Double.class || plain == Integer.class) {
      return number(plain, node, where);
    }
    if (node.isNull()) {
      return null;
    }
    if (!node.isString()) {
      throw new InputException(where + " is not a text");
    }
    return text(plain, node.asString(), where);
  }

  private static ClusterMix mix(JsonNode node, String where) {
    if (!node.isString()) {
      throw new InputException(where + " is not a text such as 7=0,12=1.5");
    }
    return ClusterMix.parse(node.asString());
  }

  private static Object number(Class<?> type, JsonNode node, String where) {
    if (type == boolean.class) {
      if (!node.isBoolean()) {
        throw new InputException(where + " is neither true nor false");
      }
      return node.asBoolean();
    }
    boolean whole = type != double.class && type != Double.class && type != float.class;
    if (!node.isNumber() || (whole && !node.isIntegralNumber())) {
      throw new InputException(where + " is not a " + (whole ? "whole " : "") + "number");
    }
    if (type == long.class) {
      return node.asLong();
    }
    if (type == float.class) {
      return (float) node.asDouble();
    }
    // Not "whole ? … : …": that would turn both into double.
    if (whole) {
      return node.asInt();
    }
    return node.asDouble();
  }

  private static Object text(Class<?> type, String text, String where) {
    if (type == String.class) {
      return text;
    }
    if (type == Path.class) {
      return Path.of(text);
    }
    for (Object constant : Objects.requireNonNullElse(type.getEnumConstants(), new Object[0])) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    throw new InputException(where + " cannot be '" + text + "'");
  }
}

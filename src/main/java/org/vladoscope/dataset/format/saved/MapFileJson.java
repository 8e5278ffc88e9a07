package org.vladoscope.dataset.format.saved;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.vladoscope.common.InputException;
import org.vladoscope.common.JsonProblem;
import org.vladoscope.dataset.format.Roles;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text of {@code map.json}. What is not understood is refused as a whole: a field that a later
 * version knows may change what counts as right.
 */
final class MapFileJson {

  static final int VERSION = 1;

  private static final Set<String> FIELDS =
      Set.of("version", "name", "format", "database", "queries", "truth", "conditions");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path file;

  private MapFileJson(Path file) {
    this.file = file;
  }

  /**
   * Reads a file's content.
   *
   * @param file where it lies, for messages
   * @param name what to call a map that has no name
   * @return nothing if it is JSON of some other program
   * @throws InputException naming the file and the field that is wrong
   */
  static Optional<MapFile> read(Path file, byte[] content, String name) {
    MapFileJson reader = new MapFileJson(file);
    JsonNode root;
    try {
      root = JSON.readTree(content);
    } catch (JacksonException e) {
      throw new InputException(
          "The map file "
              + file
              + " is not JSON: "
              + JsonProblem.of(e)
              + ". Mend or remove it; it is left as it is.",
          e);
    }
    return root.isObject() && (root.has("version") || root.has("truth"))
        ? Optional.of(reader.mapFile(root, name))
        : Optional.empty();
  }

  private MapFile mapFile(JsonNode root, String folderName) {
    checkFields(root, FIELDS, "");
    if (!root.path("version").isInt() || root.path("version").asInt() != VERSION) {
      throw refused("version", "is " + shown(root.path("version")) + ", not " + VERSION);
    }
    Optional<String> database = text(root, "database");
    Optional<String> queries = text(root, "queries");
    if (queries.isPresent() && database.isEmpty()) {
      throw refused("database", "is missing beside 'queries'");
    }
    // Each on its own first, so that the message names the field.
    database.ifPresent(d -> checked("database", () -> new Roles(d, Optional.empty())));
    queries.ifPresent(q -> checked("queries", () -> new Roles(q, Optional.empty())));
    Optional<Roles> roles = database.map(d -> checked("queries", () -> new Roles(d, queries)));
    Optional<String> format = text(root, "format");
    String name = text(root, "name").orElse(folderName);
    TruthRule truth = truth(root.path("truth"));
    MapFile said =
        checked(name.isBlank() ? "name" : "format", () -> new MapFile(name, format, roles, truth));
    return text(root, "conditions")
        .map(c -> checked("conditions", () -> said.withConditions(c)))
        .orElse(said);
  }

  private TruthRule truth(JsonNode truth) {
    if (truth.isMissingNode()) {
      return new TruthRule.AsMapSays();
    }
    if (!truth.isObject()) {
      throw refused("truth", "is " + shown(truth) + ", not an object such as {\"kind\": \"map\"}");
    }
    String kind = text(truth, "kind").orElse("");
    return switch (kind) {
      case "map" -> {
        checkFields(truth, Set.of("kind"), "truth.");
        yield new TruthRule.AsMapSays();
      }
      case "radius" -> {
        checkFields(truth, Set.of("kind", "radius", "softRadius", "maxHeading"), "truth.");
        if (truth.size() == 1) {
          throw refused("truth.radius", "is missing, not a number");
        }
        Radii radii = radii(truth);
        OptionalDouble heading = optional(truth, "maxHeading");
        yield checked("truth.maxHeading", () -> new TruthRule.Within(radii, heading));
      }
      case "frames" -> {
        checkFields(truth, Set.of("kind", "tolerance", "softTolerance", "offset"), "truth.");
        int tolerance = whole(truth, "tolerance");
        int offset = truth.has("offset") ? whole(truth, "offset") : 0;
        int soft = truth.has("softTolerance") ? whole(truth, "softTolerance") : tolerance;
        yield checked("truth.tolerance", () -> new TruthRule.Frames(tolerance, soft, offset));
      }
      case "file" -> {
        checkFields(truth, Set.of("kind", "file", "radius", "softRadius"), "truth.");
        String path = text(truth, "file").orElseThrow(() -> refused("truth.file", "is missing"));
        Radii radii = radii(truth);
        yield checked("truth.file", () -> new TruthRule.OfFile(path, radii).inFolder());
      }
      case "unknown" -> {
        checkFields(truth, Set.of("kind"), "truth.");
        yield new TruthRule.Unknown();
      }
      default ->
          throw refused(
              "truth.kind",
              "is " + shown(truth.path("kind")) + "; choose map, radius, frames, file or unknown");
    };
  }

  private Optional<String> text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw refused(field, "is " + shown(value) + ", not a text");
    }
    return Optional.of(value.asString());
  }

  private Radii radii(JsonNode truth) {
    OptionalDouble hard = optional(truth, "radius");
    OptionalDouble soft = optional(truth, "softRadius");
    return checked("truth.radius", () -> new Radii(hard, soft));
  }

  private OptionalDouble optional(JsonNode truth, String field) {
    return truth.has(field) ? OptionalDouble.of(number(truth, field)) : OptionalDouble.empty();
  }

  private double number(JsonNode truth, String field) {
    JsonNode value = truth.path(field);
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw refused("truth." + field, "is " + shown(value) + ", not a number");
    }
    return value.asDouble();
  }

  private int whole(JsonNode truth, String field) {
    JsonNode value = truth.path(field);
    if (!value.isInt()) {
      throw refused("truth." + field, "is " + shown(value) + ", not a whole number");
    }
    return value.asInt();
  }

  private <T> T checked(String field, Supplier<T> value) {
    try {
      return value.get();
    } catch (InputException e) {
      throw new InputException(
          sentence("its field '" + field + "' is wrong: " + e.getMessage()), e);
    }
  }

  private void checkFields(JsonNode node, Set<String> known, String prefix) {
    for (String field : node.propertyNames()) {
      if (!known.contains(field)) {
        throw refused(prefix + field, "is not known to this version of Vladoscope");
      }
    }
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "\u2026" : text;
  }

  private InputException refused(String field, String problem) {
    return new InputException(sentence("its field '" + field + "' " + problem));
  }

  private String sentence(String problem) {
    return "The map file "
        + file
        + " cannot be used: "
        + problem
        + ". Mend or remove it; it is left as it is.";
  }

  /** The text of a file. */
  static byte[] write(MapFile said) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", VERSION);
    root.put("name", said.name());
    said.format().ifPresent(format -> root.put("format", format));
    said.roles()
        .ifPresent(
            roles -> {
              root.put("database", Roles.shown(roles.database()));
              roles.queries().ifPresent(queries -> root.put("queries", Roles.shown(queries)));
            });
    ObjectNode truth = root.putObject("truth");
    switch (said.truth()) {
      case TruthRule.AsMapSays _ -> truth.put("kind", "map");
      case TruthRule.Within(Radii radii, OptionalDouble heading) -> {
        truth.put("kind", "radius");
        put(truth, radii);
        heading.ifPresent(degrees -> truth.put("maxHeading", degrees));
      }
      case TruthRule.Frames(int tolerance, int soft, int offset) -> {
        truth.put("kind", "frames").put("tolerance", tolerance);
        if (soft > tolerance) {
          truth.put("softTolerance", soft);
        }
        truth.put("offset", offset);
      }
      case TruthRule.OfFile(String path, Radii radii) -> {
        truth.put("kind", "file").put("file", path);
        put(truth, radii);
      }
      case TruthRule.Unknown _ -> truth.put("kind", "unknown");
    }
    said.conditions().ifPresent(conditions -> root.put("conditions", conditions));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  private static void put(ObjectNode truth, Radii radii) {
    radii.hard().ifPresent(radius -> truth.put("radius", radius));
    radii.soft().ifPresent(radius -> truth.put("softRadius", radius));
  }
}

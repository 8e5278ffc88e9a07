package org.vladoscope.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.InputException;
import org.vladoscope.store.ApplicationFolders;
import org.vladoscope.store.WholeFile;
import org.vladoscope.ui.explore.ShownPanels;
import org.vladoscope.ui.lab.LessonProgress;
import org.vladoscope.ui.theme.Look;
import org.vladoscope.ui.theme.TextSize;
import org.vladoscope.ui.theme.ThemeChoice;
import org.vladoscope.ui.welcome.RecentMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps {@link UserPreferences} in a JSON file. Whatever is unusable in it is left aside. */
public final class PreferencesFile {

  private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);
  private static final double MIN_WIDTH = 800;
  private static final double MIN_HEIGHT = 560;

  private final Path file;
  private final JsonMapper json = JsonMapper.builder().build();

  /** Preferences in a file, which need not exist. */
  public PreferencesFile(Path file) {
    this.file = file;
  }

  /** The file for this user, where the operating system wants it. */
  public static Path userFile() {
    return ApplicationFolders.ofUser().settings().resolve("window.json");
  }

  /** Reads the file; the defaults if there is none or it cannot be read. */
  public UserPreferences read() {
    try {
      return parse(json.readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      return UserPreferences.DEFAULT;
    } catch (IOException | RuntimeException e) {
      LOG.warn("The preferences {} cannot be read and are left aside.", file, e);
      return UserPreferences.DEFAULT;
    }
  }

  private static UserPreferences parse(JsonNode root) {
    UserPreferences defaults = UserPreferences.DEFAULT;
    List<RecentMap> recent = new ArrayList<>();
    for (JsonNode entry : root.path("recent")) {
      String name = entry.path("name").asString("");
      String folder = entry.path("folder").asString("");
      if (!name.isBlank() && !folder.isBlank()) {
        recent.add(new RecentMap(name, Path.of(folder)));
      }
    }
    String lastFolder = root.path("lastFolder").asString("");
    return new UserPreferences(
        new Look(
            named(root, "theme", ThemeChoice.values(), defaults.look().theme()),
            named(root, "textSize", TextSize.values(), defaults.look().size())),
        recent,
        Math.max(MIN_WIDTH, root.path("width").asDouble(defaults.width())),
        Math.max(MIN_HEIGHT, root.path("height").asDouble(defaults.height())),
        lastFolder.isBlank() ? null : Path.of(lastFolder),
        lesson(root.path("lesson")),
        root.path("linkedImages").asBoolean(defaults.linked()),
        root.path("reducedMotion").asBoolean(defaults.reducedMotion()),
        panels(root.path("panels")));
  }

  private static ShownPanels panels(JsonNode node) {
    ShownPanels usual = ShownPanels.DEFAULT;
    return new ShownPanels(
        node.path("places").asBoolean(usual.places()),
        node.path("verdict").asBoolean(usual.verdict()),
        node.path("candidateNumbers").asBoolean(usual.numbers()),
        node.path("firstSteps").asBoolean(usual.firstSteps()));
  }

  private static LessonProgress lesson(JsonNode node) {
    String file = node.path("file").asString("");
    Set<Integer> answered = new TreeSet<>();
    for (JsonNode step : node.path("answered")) {
      answered.add(step.asInt(0));
    }
    return new LessonProgress(
        file.isBlank() ? null : Path.of(file), node.path("step").asInt(0), answered);
  }

  /** The choice that a field names; the one without it if there is no such field or choice. */
  private static <E extends Enum<E>> E named(JsonNode root, String field, E[] all, E without) {
    String name = root.path(field).asString("");
    return Arrays.stream(all)
        .filter(choice -> choice.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(without);
  }

  /** Writes the file, whole or not at all. A failure is only logged. */
  public synchronized void write(UserPreferences preferences) {
    try {
      WholeFile.write(
          file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(preferences)));
    } catch (InputException | JacksonException e) {
      LOG.warn("The preferences {} cannot be written.", file, e);
    }
  }

  private ObjectNode tree(UserPreferences preferences) {
    ObjectNode root = json.createObjectNode();
    root.put("theme", preferences.look().theme().name().toLowerCase(Locale.ROOT));
    root.put("textSize", preferences.look().size().name().toLowerCase(Locale.ROOT));
    root.put("width", preferences.width());
    root.put("height", preferences.height());
    root.put("linkedImages", preferences.linked());
    root.put("reducedMotion", preferences.reducedMotion());
    ShownPanels panels = preferences.panels();
    root.putObject("panels")
        .put("places", panels.places())
        .put("verdict", panels.verdict())
        .put("candidateNumbers", panels.numbers())
        .put("firstSteps", panels.firstSteps());
    Path lastFolder = preferences.lastFolder();
    if (lastFolder != null) {
      root.put("lastFolder", lastFolder.toString());
    }
    LessonProgress progress = preferences.lesson();
    ObjectNode lesson = root.putObject("lesson");
    Path lessonFile = progress.file();
    if (lessonFile != null) {
      lesson.put("file", lessonFile.toString());
    }
    lesson.put("step", progress.step());
    ArrayNode answered = lesson.putArray("answered");
    progress.answered().stream().sorted().forEach(answered::add);
    ArrayNode recent = root.putArray("recent");
    for (RecentMap map : preferences.recent()) {
      recent.addObject().put("name", map.name()).put("folder", map.folder().toString());
    }
    return root;
  }
}

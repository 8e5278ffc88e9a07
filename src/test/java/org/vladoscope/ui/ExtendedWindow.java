package org.vladoscope.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.map.OpenMap;

/**
 * Opens the window on a painted map and writes down what it offers, a line each: for a process that
 * has more variants than the program.
 */
public final class ExtendedWindow {

  private ExtendedWindow() {}

  /**
   * Looks at the window.
   *
   * @param arguments a folder to work in, and the file to write
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<String> lines = new ArrayList<>();
    Path map = FixtureMap.write(folder.resolve("window map"), 8, 3);
    try (EngineWindow engine = new EngineWindow(folder, EngineWindow.fewWords(4))) {
      Harness harness = engine.harness;
      harness.open(map);
      harness.chooseQuery(0);
      harness.fx(() -> look(harness, lines, "explore"));
      lines.add("scored " + scored(harness, lines));
      for (Command command : harness.window.commands().all()) {
        lines.add("command " + command.fullTitle() + " " + command.keysText());
      }
      harness.fx(() -> harness.window.commands().find("colour.certainty").orElseThrow().run());
      harness.awaitRest();
      lines.add("figure " + figure(harness, folder));
      harness.fx(() -> harness.window.perspectiveProperty().set(Perspective.EVALUATE));
      harness.fx(() -> harness.window.commands().find("evaluate.run").orElseThrow().run());
      harness.awaitRest();
      harness.fx(() -> look(harness, lines, "results"));
      harness.fx(
          () -> harness.window.evaluateView().model().pageProperty().set(EvaluatePage.SWEEP));
      harness.awaitRest();
      harness.fx(() -> look(harness, lines, "sweep"));
    }
    Files.write(Path.of(arguments[1]), lines, StandardCharsets.UTF_8);
    System.exit(0);
  }

  /** Chooses the new scorer and changes its setting; the settings in use then. */
  private static String scored(Harness harness, List<String> lines) {
    OpenMap map = harness.explore();
    Node root = harness.window.stage().getScene().getRoot();
    harness.fx(() -> choose((ComboBox<?>) root.lookup("#config-score")));
    harness.awaitRest();
    harness.fx(() -> ((TextField) root.lookup("#config-matched-share-least")).setText("many"));
    harness.fx(() -> look(harness, lines, "scorer"));
    harness.fx(() -> ((TextField) root.lookup("#config-matched-share-least")).setText("3"));
    harness.await(
        "the setting in use",
        () -> map.configProperty().get().matching().scorer().text().endsWith("3"));
    harness.awaitRest();
    return map.configProperty().get().matching().scorer().settings().stream()
        .map(setting -> setting.name() + "=" + setting.value())
        .collect(Collectors.joining(","));
  }

  private static <T> void choose(ComboBox<T> box) {
    box.setValue(box.getItems().getLast());
  }

  /** The pair as a drawing, which is text. */
  private static String figure(Harness harness, Path folder) throws IOException {
    ExploreView view = (ExploreView) harness.window.stage().getScene().getRoot().lookup(".explore");
    FolderTargets targets = new FolderTargets(folder);
    harness.fx(
        () -> {
          view.setExportTargets(targets);
          view.export(ExportKind.SVG);
        });
    harness.awaitRest();
    return Files.readString(targets.file).replace("\n", " ");
  }

  private static void look(Harness harness, List<String> lines, String page) {
    harness.texts().forEach(text -> lines.add(page + " text " + text));
    for (Node node : harness.window.stage().getScene().getRoot().lookupAll("*")) {
      switch (node) {
        case ComboBox<?> box -> choices(box).forEach(c -> lines.add(page + " choice " + c));
        case TextField field -> lines.add(page + " prompt " + field.getPromptText());
        case TableView<?> table ->
            table.getColumns().forEach(c -> lines.add(page + " column " + c.getText()));
        default -> {}
      }
      if (node.getAccessibleText() != null) {
        lines.add(page + " clusters " + node.getAccessibleText());
      }
    }
  }

  private static <T> List<String> choices(ComboBox<T> box) {
    return box.getItems().stream()
        .map(item -> box.getConverter() == null ? item + "" : box.getConverter().toString(item))
        .toList();
  }
}

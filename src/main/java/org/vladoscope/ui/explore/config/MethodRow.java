package org.vladoscope.ui.explore.config;

import java.nio.file.Path;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableObjectValue;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.vladoscope.config.RetrievalSource;

/** The choice of where candidates come from, and the files that were chosen. */
final class MethodRow extends VBox {

  private static final String HELP =
      "What finds the candidates of a query: our global descriptors, or results of another program";

  private final MenuButton choice = new MenuButton();
  private final Label name = ConfigRows.note();

  /**
   * A row.
   *
   * @param source where they come from now
   * @param actions what choices do
   */
  MethodRow(ObservableObjectValue<RetrievalSource> source, MethodActions actions) {
    super(4);
    choice.setId("config-candidates");
    choice.getStyleClass().add("small");
    choice.setMinWidth(0);
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setTooltip(new Tooltip(HELP));
    choice
        .getItems()
        .setAll(
            item("ours", "Our global descriptors", actions::useOurs),
            item(
                "descriptors-folder",
                "Descriptors of another program: a folder\u2026",
                actions::chooseDescriptorsFolder),
            item(
                "descriptors-file",
                "Descriptors of another program: files\u2026",
                actions::chooseDescriptors),
            item("rankings", "A ranking of another program\u2026", actions::chooseRankings));
    name.setId("config-candidates-file");
    getChildren().setAll(ConfigRows.row("Candidates by", HELP), choice, name);
    source.addListener((o, before, now) -> show(now));
    show(source.get());
  }

  private static MenuItem item(String id, String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setId("config-candidates-" + id);
    item.setOnAction(event -> action.run());
    return item;
  }

  private void show(RetrievalSource source) {
    choice.setText(
        switch (source) {
          case RetrievalSource.Computed _ -> "our global descriptors";
          case RetrievalSource.Descriptors _ -> "descriptors of another program";
          case RetrievalSource.Rankings _ -> "a ranking of another program";
        });
    choice.setAccessibleText("Candidates by " + choice.getText());
    name.setText(
        source.files().stream().map(MethodRow::shortName).collect(Collectors.joining(", ")));
    name.setTooltip(
        source.isComputed()
            ? null
            : new Tooltip(
                source.files().stream().map(Path::toString).collect(Collectors.joining("\n"))));
  }

  /** Files of known names are told apart by their folder. */
  private static String shortName(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null || folder.getFileName() == null
        ? String.valueOf(file.getFileName())
        : folder.getFileName() + "/" + file.getFileName();
  }
}

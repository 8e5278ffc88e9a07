package org.vladoscope.ui;

import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.theme.Themes;

/** What the Help menu shows. */
final class HelpDialogs {

  private static final String[][] KEYS = {
    {"J  or  Alt+\u2193", "Next query"},
    {"K  or  Alt+\u2191", "Previous query"},
    {"\u2192", "Next candidate"},
    {"\u2190", "Previous candidate"},
    {"1", "Patch matches on or off"},
    {"2", "Clusters on or off"},
    {"3", "Similarity on or off"},
    {"F  or  double click", "Show the whole images"},
    {"Wheel,  +  and  \u2212", "Zoom both images"},
    {"Drag,  Shift+arrows", "Move both images"},
    {"Ctrl/\u2318+O", "Open a map"},
    {"Ctrl/\u2318+Shift+O", "Open the sample map"},
    {"Ctrl/\u2318+W", "Close the map"},
    {"Ctrl/\u2318+I", "Scores and configuration on or off"},
  };

  private HelpDialogs() {}

  static void shortcuts(Stage owner) {
    GridPane table = new GridPane(32, 8);
    for (int i = 0; i < KEYS.length; i++) {
      Label keys = new Label(KEYS[i][0]);
      keys.getStyleClass().add("form-label");
      table.addRow(i, keys, new Label(KEYS[i][1]));
    }
    show(owner, "Keyboard shortcuts", table);
  }

  static void about(Stage owner) {
    @Nullable String version = HelpDialogs.class.getPackage().getImplementationVersion();
    Label text =
        new Label(
            "A microscope for visual place recognition: it computes Patch-NetVLAD descriptors"
                + " (Hausler et al., CVPR 2021) of your pictures and shows why two of them"
                + " match.\n\n"
                + "Free software under the GNU General Public License, version 3 or later.");
    text.setWrapText(true);
    text.setMaxWidth(420);
    Label number = new Label(version == null ? "" : "Version " + version);
    number.getStyleClass().add("muted");
    show(owner, "Vladoscope", new VBox(12, number, text));
  }

  private static void show(Stage owner, String title, Node content) {
    Alert dialog = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
    dialog.initOwner(owner);
    dialog.setTitle(title);
    dialog.setHeaderText(title);
    dialog.getDialogPane().getStylesheets().add(Themes.stylesheet());
    dialog.getDialogPane().setContent(content);
    dialog.show();
  }
}

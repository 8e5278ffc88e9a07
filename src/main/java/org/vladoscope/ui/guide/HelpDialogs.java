package org.vladoscope.ui.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.theme.Dialogs;

/** What the Help menu shows. */
public final class HelpDialogs {

  /** What the mouse does, and keys that only work on an image. */
  private static final String[][] GESTURES = {
    {"Wheel,  +  and  \u2212", "Zoom both images"},
    {"Drag,  Shift+arrows", "Move both images"},
    {"Double click", "Show the whole images"},
  };

  private HelpDialogs() {}

  /** Lists all commands that have keys, by menu. */
  public static void shortcuts(Stage owner, Commands commands) {
    GridPane table = new GridPane(32, 6);
    table.setPadding(new Insets(0, 16, 8, 0));
    Map<String, List<Command>> byMenu = new LinkedHashMap<>();
    for (Command command : commands.all()) {
      if (!command.keys().isEmpty()) {
        String menu = command.menu().isEmpty() ? "Window" : command.menu().split("/", 2)[0];
        byMenu.computeIfAbsent(menu, m -> new ArrayList<>()).add(command);
      }
    }
    byMenu.forEach(
        (menu, list) -> {
          heading(table, menu);
          list.forEach(command -> row(table, command.keysText(), command.fullTitle()));
        });
    heading(table, "On the images");
    for (String[] gesture : GESTURES) {
      row(table, gesture[0], gesture[1]);
    }
    ScrollPane scroll = new ScrollPane(table);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.ALWAYS);
    scroll.setFitToWidth(true);
    scroll.setPrefViewportHeight(440);
    scroll.setFocusTraversable(true);
    show(owner, "Keyboard shortcuts", scroll);
  }

  private static void heading(GridPane table, String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("form-heading");
    table.add(heading, 0, table.getRowCount(), 2, 1);
  }

  private static void row(GridPane table, String keys, String meaning) {
    Label left = new Label(keys);
    left.getStyleClass().add("form-label");
    table.addRow(table.getRowCount(), left, new Label(meaning));
  }

  /** Names the program, its version and where it comes from. */
  public static void about(Stage owner) {
    @Nullable String version = HelpDialogs.class.getPackage().getImplementationVersion();
    Label text =
        new Label(
            "A microscope for visual place recognition: it computes Patch-NetVLAD descriptors"
                + " (Hausler et al., CVPR 2021) of your images and shows why two of them"
                + " match.\n\n"
                + "Free software under the GNU General Public License, version 3 or later.");
    text.setWrapText(true);
    text.setMaxWidth(420);
    Label number = new Label(version == null ? "" : "Version " + version);
    number.getStyleClass().add("muted");
    ImageView icon = new ImageView();
    icon.setFitWidth(64);
    icon.setFitHeight(64);
    owner.getIcons().stream()
        .filter(image -> image.getWidth() == 128)
        .findFirst()
        .ifPresent(icon::setImage);
    HBox content = new HBox(16, icon, new VBox(12, number, text));
    show(owner, "Vladoscope", content);
  }

  private static void show(Stage owner, String title, Node content) {
    Alert dialog = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
    dialog.setTitle(title);
    dialog.setHeaderText(title);
    dialog.getDialogPane().setContent(content);
    Dialogs.show(dialog, owner);
  }
}

package org.vladoscope.ui;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BooleanSupplier;
import javafx.geometry.Pos;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.controlsfx.control.action.Action;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.common.InputException;
import org.vladoscope.ui.view.Notifier;

/** Shows notifications in a corner of the window; technical details only on demand. */
final class WindowNotifier implements Notifier {

  private static final Duration ERROR_STAYS = Duration.seconds(12);
  private static final Duration INFO_STAYS = Duration.seconds(5);
  private static final int LINE = 60;

  private final Window owner;
  private final BooleanSupplier dark;

  WindowNotifier(Window owner, BooleanSupplier dark) {
    this.owner = owner;
    this.dark = dark;
  }

  @Override
  public void error(String title, String message, @Nullable Throwable cause) {
    Notifications notification = notification(title, message, ERROR_STAYS);
    if (cause != null && !(cause instanceof InputException)) {
      notification.action(new Action("Details", event -> showDetails(title, cause)));
    }
    notification.graphic(icon(Feather.ALERT_CIRCLE, "notification-error")).show();
  }

  @Override
  public void info(String title, String message) {
    notification(title, message, INFO_STAYS)
        .graphic(icon(Feather.INFO, "notification-info"))
        .show();
  }

  private static FontIcon icon(Feather symbol, String style) {
    FontIcon icon = new FontIcon(symbol);
    icon.getStyleClass().add(style);
    return icon;
  }

  private Notifications notification(String title, String message, Duration stays) {
    Notifications notification =
        Notifications.create()
            .owner(owner)
            .title(title)
            .text(wrapped(message))
            .position(Pos.BOTTOM_RIGHT)
            .hideAfter(stays);
    return dark.getAsBoolean() ? notification.darkStyle() : notification;
  }

  /** Notifications do not wrap by themselves. */
  static String wrapped(String message) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : message.split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > LINE) {
        text.append('\n');
        column = 0;
      } else if (column > 0) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text.toString();
  }

  private void showDetails(String title, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace, true));
    TextArea area = new TextArea(trace.toString());
    area.setEditable(false);
    area.setPrefSize(640, 320);
    Alert dialog = new Alert(Alert.AlertType.ERROR, "", ButtonType.CLOSE);
    dialog.initOwner(owner);
    dialog.setTitle("Details");
    dialog.setHeaderText(title);
    dialog.getDialogPane().setContent(area);
    dialog.show();
  }
}

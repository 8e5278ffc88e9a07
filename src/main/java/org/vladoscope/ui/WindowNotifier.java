package org.vladoscope.ui;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.event.EventDispatcher;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.controlsfx.control.action.Action;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.common.InputException;
import org.vladoscope.ui.theme.Themes;
import org.vladoscope.ui.view.Notifier;

/**
 * Shows notifications in a corner of the window; technical details only on demand. A notification
 * never takes the keys: they stay with what the user works on.
 */
final class WindowNotifier implements Notifier {

  private static final Duration ERROR_STAYS = Duration.seconds(12);
  private static final Duration INFO_STAYS = Duration.seconds(5);
  private static final int LINE = 60;

  /**
   * A failure that nobody foresaw.
   *
   * @param title what did not work
   * @param cause technical details
   */
  record Failure(String title, Throwable cause) {}

  private final Window owner;
  private final BooleanSupplier dark;
  private final ReadOnlyObjectWrapper<@Nullable Failure> last = new ReadOnlyObjectWrapper<>();

  WindowNotifier(Window owner, BooleanSupplier dark) {
    this.owner = owner;
    this.dark = dark;
  }

  /** The last failure that has technical details, or null. */
  ReadOnlyObjectProperty<@Nullable Failure> lastProperty() {
    return last.getReadOnlyProperty();
  }

  @Override
  public void error(String title, String message, @Nullable Throwable cause) {
    Notifications notification = notification(title, message, ERROR_STAYS);
    if (cause != null && !(cause instanceof InputException)) {
      Failure failure = new Failure(title, cause);
      last.set(failure);
      notification.action(new Action("Details", event -> showDetails(failure)));
    }
    show(notification.graphic(icon(Feather.ALERT_CIRCLE, "notification-error")));
  }

  @Override
  public void info(String title, String message) {
    show(notification(title, message, INFO_STAYS).graphic(icon(Feather.INFO, "notification-info")));
  }

  /**
   * Shows a notification. JavaFX sends every key of a window first to pop-ups over it, and a button
   * that has the focus there would keep arrows and Enter: so keys pass it by.
   */
  private void show(Notifications notification) {
    List<Window> before = List.copyOf(Window.getWindows());
    notification.show();
    for (Window shown : Window.getWindows()) {
      if (!before.contains(shown)) {
        Scene scene = shown.getScene();
        EventDispatcher usual = scene.getEventDispatcher();
        scene.setEventDispatcher(
            (event, tail) -> event instanceof KeyEvent ? event : usual.dispatchEvent(event, tail));
      }
    }
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

  /** Shows the details of the last failure, if there was one. */
  void showLast() {
    Failure known = last.get();
    if (known != null) {
      showDetails(known);
    }
  }

  private void showDetails(Failure failure) {
    StringWriter trace = new StringWriter();
    failure.cause().printStackTrace(new PrintWriter(trace, true));
    TextArea area = new TextArea(trace.toString());
    area.setEditable(false);
    area.setPrefSize(640, 320);
    Alert dialog = new Alert(Alert.AlertType.ERROR, "", ButtonType.CLOSE);
    dialog.initOwner(owner);
    dialog.setTitle("Details");
    dialog.setHeaderText(failure.title());
    dialog.getDialogPane().getStylesheets().add(Themes.stylesheet());
    dialog.getDialogPane().setContent(area);
    dialog.show();
  }
}

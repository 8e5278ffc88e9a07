package org.vladoscope.ui;

import atlantafx.base.controls.Notification;
import atlantafx.base.theme.Styles;
import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.common.InputException;
import org.vladoscope.ui.theme.Dialogs;
import org.vladoscope.ui.view.Notifier;

/**
 * Shows notifications in a corner of the window; technical details only on demand. A notification
 * never takes the focus: keys stay with what the user works on.
 */
final class WindowNotifier implements Notifier {

  private static final Duration ERROR_STAYS = Duration.seconds(12);
  private static final Duration INFO_STAYS = Duration.seconds(5);

  /** More than so many at once would hide the window. */
  private static final int MOST = 4;

  /**
   * A failure that nobody foresaw.
   *
   * @param title what did not work
   * @param cause technical details
   */
  record Failure(String title, Throwable cause) {}

  private final Window owner;
  private final VBox layer = new VBox();
  private final ReadOnlyObjectWrapper<@Nullable Failure> last = new ReadOnlyObjectWrapper<>();

  WindowNotifier(Window owner) {
    this.owner = owner;
    layer.getStyleClass().add("notifications");
    layer.setPickOnBounds(false);
  }

  /** The last failure that has technical details, or null. */
  ReadOnlyObjectProperty<@Nullable Failure> lastProperty() {
    return last.getReadOnlyProperty();
  }

  /**
   * Where notifications appear: a layer over the window that lets the mouse through beside them.
   */
  Region layer() {
    return layer;
  }

  @Override
  public void error(String title, String message, @Nullable Throwable cause) {
    Notification notification = notification(title, message, Feather.ALERT_CIRCLE, Styles.DANGER);
    if (cause != null && !(cause instanceof InputException)) {
      Failure failure = new Failure(title, cause);
      last.set(failure);
      Button details = new Button("Details");
      details.setFocusTraversable(false);
      details.setOnAction(event -> showDetails(failure));
      notification.setPrimaryActions(details);
    }
    show(notification, ERROR_STAYS);
  }

  @Override
  public void info(String title, String message) {
    show(notification(title, message, Feather.INFO, Styles.ACCENT), INFO_STAYS);
  }

  private Notification notification(String title, String message, Feather symbol, String style) {
    Notification notification =
        new Notification(message.isEmpty() ? title : title + "\n" + message, new FontIcon(symbol));
    notification.getStyleClass().addAll(Styles.ELEVATED_2, style);
    notification.setOnClose(event -> layer.getChildren().remove(notification));
    return notification;
  }

  /** Shows a notification for a while, and as long as the mouse is on it. */
  private void show(Notification notification, Duration stays) {
    PauseTransition shown = new PauseTransition(stays);
    shown.setOnFinished(event -> layer.getChildren().remove(notification));
    notification
        .hoverProperty()
        .addListener(
            (o, before, now) -> {
              if (now) {
                shown.stop();
              } else {
                shown.playFromStart();
              }
            });
    layer.getChildren().add(notification);
    if (layer.getChildren().size() > MOST) {
      layer.getChildren().removeFirst();
    }
    shown.play();
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
    dialog.setTitle("Details");
    dialog.setHeaderText(failure.title());
    dialog.getDialogPane().setContent(area);
    Dialogs.show(dialog, owner);
  }
}

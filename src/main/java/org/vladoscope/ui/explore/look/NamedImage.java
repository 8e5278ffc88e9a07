package org.vladoscope.ui.explore.look;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Picture;

/** One of several images side by side, with its role and its name above it. */
public final class NamedImage extends VBox {

  private final ImagePane pane;
  private final Label role = new Label();
  private final Label name = new Label();

  /**
   * An image.
   *
   * @param between stands between role and name
   */
  public NamedImage(ImagePane pane, Node... between) {
    super(4);
    this.pane = pane;
    role.getStyleClass().add("form-heading");
    role.setMinWidth(USE_PREF_SIZE);
    name.getStyleClass().add("muted");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(0);
    HBox header = new HBox(8, role);
    header.getChildren().addAll(between);
    header.getChildren().add(name);
    header.setAlignment(Pos.CENTER_LEFT);
    header.setMinHeight(28);
    VBox.setVgrow(pane, Priority.ALWAYS);
    HBox.setHgrow(this, Priority.ALWAYS);
    VBox.setVgrow(this, Priority.ALWAYS);
    setMinWidth(0);
    setPrefWidth(100);
    getChildren().addAll(header, pane);
  }

  /** Where the image is seen. */
  public ImagePane pane() {
    return pane;
  }

  /** Shows an image under a name. */
  public void show(String newRole, String newName, Picture picture) {
    role.setText(newRole);
    name.setText(newName);
    name.setTooltip(new Tooltip(newName));
    pane.setAccessibleText(newRole + ", " + newName);
    if (!picture.equals(pane.picture())) {
      pane.setPicture(picture);
    }
  }
}

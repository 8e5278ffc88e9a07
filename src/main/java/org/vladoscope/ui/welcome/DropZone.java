package org.vladoscope.ui.welcome;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says that folders can be dropped; the window as a whole takes them, here and anywhere else. */
final class DropZone extends VBox {

  DropZone() {
    getStyleClass().add("drop-zone");
    Label what = new Label("Or drop a map folder anywhere in this window");
    Label how =
        new Label(
            "database/ and queries/ with JPEG, PNG, TIFF or WebP images; a bare folder of"
                + " images works too");
    how.getStyleClass().add("muted");
    how.setWrapText(true);
    getChildren().addAll(new FontIcon(Feather.DOWNLOAD), what, how);
  }
}

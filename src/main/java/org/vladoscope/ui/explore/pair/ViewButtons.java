package org.vladoscope.ui.explore.pair;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.view.Viewport;

/** How both images are looked at: together or each alone, and whole again. */
final class ViewButtons extends HBox {

  ViewButtons(OverlayModel overlays, Consumer<ExportKind> onExport, Consumer<ExportKind> onStrip) {
    super(4);
    setAlignment(Pos.CENTER_RIGHT);
    setMinWidth(USE_PREF_SIZE);
    ToggleButton linked = new ToggleButton("", new FontIcon(Feather.LINK));
    linked.getStyleClass().addAll("small", "button-icon", "overlay-toggle", "link-toggle");
    linked.setTooltip(new Tooltip("Both images move together (L)"));
    linked.setAccessibleText("Both images move together");
    linked.selectedProperty().bindBidirectional(overlays.linkedProperty());
    Button fit = new Button("", new FontIcon(Feather.MAXIMIZE));
    fit.getStyleClass().addAll("small", "flat", "button-icon");
    fit.setTooltip(new Tooltip("Show the whole images (0)"));
    fit.setAccessibleText("Show the whole images");
    fit.setOnAction(event -> overlays.fit());
    fit.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    overlays.viewportProperty().get().equals(Viewport.FIT)
                        && overlays.candidateViewportProperty().get().equals(Viewport.FIT),
                overlays.viewportProperty(),
                overlays.candidateViewportProperty()));
    MenuButton export = new MenuButton("", new FontIcon(Feather.SHARE));
    export.getStyleClass().addAll("small", "flat", "button-icon", "export-button");
    export.setTooltip(new Tooltip("Export what is seen"));
    export.setAccessibleText("Export what is seen");
    for (ExportKind kind : ExportKind.values()) {
      MenuItem item = new MenuItem(kind.label());
      item.setOnAction(event -> onExport.accept(kind));
      export.getItems().add(item);
    }
    export.getItems().add(new SeparatorMenuItem());
    for (ExportKind kind : StripExport.KINDS) {
      MenuItem item = new MenuItem(StripExport.label(kind));
      item.setOnAction(event -> onStrip.accept(kind));
      export.getItems().add(item);
    }
    getChildren().addAll(linked, fit, export);
  }
}

package org.vladoscope.ui.lab;

import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.vladoscope.ui.view.Segments;

/** The perspective: pages on the right, the lesson on the left. */
public final class LabView extends BorderPane {

  private final LabModel model;
  private final Map<LabPage, ToggleButton> tabs = new EnumMap<>(LabPage.class);
  private final Map<LabPage, Node> pages = new EnumMap<>(LabPage.class);
  private final StackPane shown = new StackPane();

  /** The view of a lab. */
  public LabView(LabModel model) {
    this.model = model;
    getStyleClass().add("lab");
    ToggleGroup group = new ToggleGroup();
    for (LabPage page : LabPage.values()) {
      ToggleButton tab = new ToggleButton(page.label());
      tab.setId("lab-" + page.id());
      tab.setOnAction(event -> model.pageProperty().set(page));
      tabs.put(page, tab);
    }
    HBox bar = new HBox(8, Segments.of(group, tabs.values().toArray(new ToggleButton[0])));
    bar.getStyleClass().add("lab-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    BorderPane middle = new BorderPane(shown);
    middle.setTop(bar);
    setCenter(middle);
    model.pageProperty().addListener((o, before, now) -> show(now));
    show(model.pageProperty().get());
  }

  private void show(LabPage page) {
    tabs.forEach((tab, button) -> button.setSelected(tab == page));
    shown.getChildren().setAll(pages.computeIfAbsent(page, this::view));
  }

  private Node view(LabPage page) {
    return switch (page) {
      case PLANE -> new PlaneView(model.plane());
      case PATCHES -> new PatchesView(model.patches());
      case RACE -> new RaceView(model.race());
    };
  }
}

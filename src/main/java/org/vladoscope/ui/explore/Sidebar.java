package org.vladoscope.ui.explore;

import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.ui.explore.queries.ImageBrowser;
import org.vladoscope.ui.explore.queries.OutsideImages;
import org.vladoscope.ui.explore.queries.OutsideStrip;
import org.vladoscope.ui.explore.queries.TriageBar;
import org.vladoscope.ui.explore.queries.VerdictBar;
import org.vladoscope.ui.map.ImageList;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.places.PlacePane;
import org.vladoscope.ui.task.Frames;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Thumbnails;

/** The images of the map: queries and database, one of the two at a time. */
final class Sidebar extends VBox {

  private static final double PLACES_HEIGHT = 264;

  private final ImageBrowser queries;
  private final ImageBrowser database;

  Sidebar(
      OpenMap model,
      OutsideImages outside,
      SidebarState state,
      Thumbnails thumbnails,
      Frames frames) {
    getStyleClass().add("sidebar");
    PlaceMap map = model.map();
    queries =
        new ImageBrowser(
            model.queries(),
            "queries",
            thumbnails,
            model.queryProperty(),
            image -> model.queryProperty().set(image));
    database =
        new ImageBrowser(
            new ImageList(map.database()),
            "database images",
            thumbnails,
            model.candidateProperty(),
            model::showDatabaseImage);
    StackPane body = new StackPane();
    VBox.setVgrow(body, Priority.ALWAYS);
    VBox images = new VBox(switcher(map), body);
    frames.add(() -> images.getChildren().add(new VerdictBar(model)));
    frames.add(() -> queries.addControls(new OutsideStrip(model, outside, thumbnails)));
    frames.add(() -> queries.addControls(new TriageBar(model)));
    images.getStyleClass().add("sidebar-images");
    PlacePane places = new PlacePane(model);
    places.setPrefHeight(PLACES_HEIGHT);
    SplitPane split = new SplitPane(images);
    split.setOrientation(Orientation.VERTICAL);
    SplitPane.setResizableWithParent(places, false);
    VBox.setVgrow(split, Priority.ALWAYS);
    getChildren().add(split);
    frames.add(() -> show(split, places, state));
    frames.add(() -> body.getChildren().addAll(queries, database));
    state.placesShownProperty().addListener(o -> show(split, places, state));
  }

  /** With the places below the images, divided where they were divided last. */
  private static void show(SplitPane split, PlacePane places, SidebarState state) {
    boolean there = split.getItems().contains(places);
    if (state.placesShownProperty().get() && !there) {
      double divider = state.dividerProperty().get();
      split.getItems().add(places);
      split.setDividerPositions(divider);
      // The first layout goes by the sizes the parts would like to have.
      Platform.runLater(() -> restore(split, divider, state));
    } else if (!state.placesShownProperty().get() && there) {
      split.getItems().remove(places);
    }
  }

  private static void restore(SplitPane split, double divider, SidebarState state) {
    if (!split.getDividers().isEmpty()) {
      split.setDividerPositions(divider);
      split
          .getDividers()
          .getFirst()
          .positionProperty()
          .addListener((o, before, now) -> state.dividerProperty().set(now.doubleValue()));
    }
  }

  private HBox switcher(PlaceMap map) {
    ToggleGroup group = new ToggleGroup();
    ToggleButton first = tab("Queries", map.queries().size(), group);
    ToggleButton second = tab("Database", map.database().size(), group);
    queries.visibleProperty().bind(first.selectedProperty());
    database.visibleProperty().bind(second.selectedProperty());
    first.setSelected(true);
    HBox box = Segments.of(group, first, second);
    HBox.setHgrow(first, Priority.ALWAYS);
    HBox.setHgrow(second, Priority.ALWAYS);
    return box;
  }

  private static ToggleButton tab(String name, int count, ToggleGroup group) {
    ToggleButton tab = new ToggleButton(name + "  " + Numbers.count(count));
    tab.setToggleGroup(group);
    tab.setMaxWidth(Double.MAX_VALUE);
    return tab;
  }
}

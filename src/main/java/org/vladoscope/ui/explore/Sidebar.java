package org.vladoscope.ui.explore;

import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.WeakInvalidationListener;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vladoscope.ui.control.FoldButton;
import org.vladoscope.ui.explore.queries.ImageBrowser;
import org.vladoscope.ui.explore.queries.OutcomeBadges;
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

  private static final double PLACES_HEIGHT = 200;

  private final OpenMap model;
  private final Panels panels;
  private final Thumbnails thumbnails;
  private final StackPane body = new StackPane();
  private final SplitPane split;

  /** Kept here because panels outlive the sidebar: they only hold it weakly. */
  private InvalidationListener onPlaces = o -> {};

  /** Everything but its frame comes piece by piece; the database when it is first looked at. */
  Sidebar(
      OpenMap model, OutsideImages outside, Panels panels, Thumbnails thumbnails, Frames frames) {
    this.model = model;
    this.panels = panels;
    this.thumbnails = thumbnails;
    getStyleClass().add("sidebar");
    ToggleGroup group = new ToggleGroup();
    ToggleButton first = tab("Queries", model.map().queries().size(), group);
    ToggleButton second = tab("Database", model.map().database().size(), group);
    first.setSelected(true);
    VBox.setVgrow(body, Priority.ALWAYS);
    VBox images = new VBox(switcher(group, first, second), body);
    images.getStyleClass().add("sidebar-images");
    split = new SplitPane(images);
    split.setOrientation(Orientation.VERTICAL);
    VBox.setVgrow(split, Priority.ALWAYS);
    getChildren().add(split);
    frames.add(
        () -> {
          ImageBrowser queries = queries();
          queries.visibleProperty().bind(first.selectedProperty());
          frames.add(() -> queries.addControls(new OutsideStrip(model, outside, thumbnails)));
          frames.add(() -> queries.addControls(new TriageBar(model)));
          frames.add(() -> body.getChildren().add(queries));
        });
    second
        .selectedProperty()
        .addListener(
            new InvalidationListener() {
              @Override
              public void invalidated(Observable selected) {
                if (second.isSelected()) {
                  second.selectedProperty().removeListener(this);
                  ImageBrowser database = database();
                  database.visibleProperty().bind(second.selectedProperty());
                  body.getChildren().add(database);
                }
              }
            });
    frames.add(() -> images.getChildren().add(new VerdictBar(model, panels.verdictProperty())));
    frames.add(() -> addPlaces(images));
  }

  private ImageBrowser queries() {
    return new ImageBrowser(
        model.queries(),
        "queries",
        thumbnails,
        model.queryProperty(),
        image -> model.queryProperty().set(image),
        new OutcomeBadges(model));
  }

  private ImageBrowser database() {
    return new ImageBrowser(
        new ImageList(model.map().database()),
        "database images",
        thumbnails,
        model.candidateProperty(),
        model::showDatabaseImage,
        null);
  }

  private void addPlaces(VBox images) {
    PlacePane places = new PlacePane(model, panels.placesProperty());
    places.setPrefHeight(PLACES_HEIGHT);
    SplitPane.setResizableWithParent(places, false);
    FoldButton unfold = new FoldButton(places.title(), panels.placesProperty());
    unfold.visibleProperty().bind(panels.placesProperty().not());
    unfold.managedProperty().bind(unfold.visibleProperty());
    images.getChildren().add(unfold);
    onPlaces = o -> show(split, places, panels);
    panels.placesProperty().addListener(new WeakInvalidationListener(onPlaces));
    show(split, places, panels);
  }

  /** With the places below the images, divided where they were divided last. */
  private static void show(SplitPane split, PlacePane places, Panels panels) {
    boolean there = split.getItems().contains(places);
    if (panels.placesProperty().get() && !there) {
      double divider = panels.dividerProperty().get();
      split.getItems().add(places);
      split.setDividerPositions(divider);
      // The first layout goes by the sizes the parts would like to have.
      Platform.runLater(() -> restore(split, divider, panels));
    } else if (!panels.placesProperty().get() && there) {
      split.getItems().remove(places);
    }
  }

  private static void restore(SplitPane split, double divider, Panels panels) {
    if (!split.getDividers().isEmpty()) {
      split.setDividerPositions(divider);
      split
          .getDividers()
          .getFirst()
          .positionProperty()
          .addListener((o, before, now) -> panels.dividerProperty().set(now.doubleValue()));
    }
  }

  private static HBox switcher(ToggleGroup group, ToggleButton first, ToggleButton second) {
    HBox box = Segments.of(group, first, second);
    HBox.setHgrow(first, Priority.ALWAYS);
    HBox.setHgrow(second, Priority.ALWAYS);
    return box;
  }

  private static ToggleButton tab(String name, int count, ToggleGroup group) {
    ToggleButton tab = new ToggleButton(name + "  " + Numbers.rough(count));
    String exact = name + ": " + Numbers.count(count);
    tab.setTooltip(new Tooltip(exact));
    tab.setAccessibleText(exact);
    tab.setToggleGroup(group);
    tab.setMaxWidth(Double.MAX_VALUE);
    return tab;
  }
}

package org.vladoscope.ui.lab;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.vladoscope.ui.lab.plane.AggregatorsView;
import org.vladoscope.ui.lab.plane.PlaneView;
import org.vladoscope.ui.view.Segments;

/** The perspective: pages on the right, the lesson on the left. */
public final class LabView extends BorderPane {

  private static final double MIN_LESSON = 248;
  private static final double MAX_LESSON = 300;

  private final LabModel model;
  private final Map<LabPage, ToggleButton> tabs = new EnumMap<>(LabPage.class);
  private final Map<LabPage, Node> pages = new EnumMap<>(LabPage.class);
  private final StackPane shown = new StackPane();

  /**
   * The view of a lab.
   *
   * @param lessons asks for the file of a lesson
   */
  public LabView(LabModel model, Supplier<Optional<Path>> lessons) {
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
    LessonPanel lesson = new LessonPanel(model.lesson(), lessons);
    DoubleBinding enlarged = lesson.enlarged();
    lesson
        .prefWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    enlarged.get() * Math.min(MAX_LESSON, Math.max(MIN_LESSON, getWidth() * 0.225)),
                widthProperty(),
                enlarged));
    setLeft(lesson);
    model.pageProperty().addListener((o, before, now) -> show(now));
    show(model.pageProperty().get());
  }

  /** What is shown. */
  public LabModel model() {
    return model;
  }

  private void show(LabPage page) {
    tabs.forEach((tab, button) -> button.setSelected(tab == page));
    shown.getChildren().setAll(pages.computeIfAbsent(page, this::view));
  }

  private Node view(LabPage page) {
    return switch (page) {
      case PLANE -> new PlaneView(model.plane());
      case AGGREGATORS -> new AggregatorsView(model.plane());
      case IMAGE -> new CellsView(model.cells());
      case PATCHES -> new PatchesView(model.patches());
      case RACE -> new RaceView(model.race());
    };
  }
}

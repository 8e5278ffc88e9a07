package org.vladoscope.ui.evaluate.mix;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.theme.Painted;
import org.vladoscope.ui.view.CanvasPainter;

/** The faders on the screen, moved by mouse and keyboard. As high as its rows need. */
final class DeskPane extends Painted {

  private static final double STEP = .1;
  private static final double BIG_STEP = .5;

  private final MixModel model;
  private final ObservableBooleanValue dark;
  private final Canvas canvas = new Canvas();
  private final DoubleProperty room = new SimpleDoubleProperty();
  private int held = -1;

  DeskPane(MixModel model, ObservableBooleanValue dark) {
    this.model = model;
    this.dark = dark;
    setId("mix-desk");
    getStyleClass().add("chart-pane");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinWidth(260);
    canvas.setManaged(false);
    getChildren().add(canvas);
    model.fadersProperty().addListener(o -> again());
    model.effectsProperty().addListener(o -> again());
    model.knownProperty().addListener(o -> again());
    model.chosenProperty().addListener(o -> again());
    dark.addListener(o -> again());
    room.addListener(o -> again());
    focusedProperty().addListener(o -> again());
    widthProperty().addListener(o -> again());
    onRestyled(this::again);
    setOnMousePressed(this::onPressed);
    setOnMouseDragged(this::onDragged);
    setOnMouseReleased(this::onReleased);
    setOnMouseMoved(event -> point(event));
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    again();
  }

  /** How much height there is: faders are longer where there is more. */
  DoubleProperty roomProperty() {
    return room;
  }

  /** What is drawn now. */
  DeskDrawing drawing() {
    Faders faders = model.fadersProperty().get();
    double width = Math.max(60, getWidth() / unit());
    return new DeskDrawing(
        faders,
        model.effectsProperty().get().list(),
        !model.areEffectsUpToDate(),
        width,
        DeskDrawing.wayIn(faders.clusters(), width, room.get() / unit()),
        dark.get(),
        new Point(0, 0));
  }

  /** Where a cluster lies on this pane, to be scrolled to. */
  Box boxOf(int cluster) {
    Box box = drawing().box(cluster);
    return new Box(
        box.left() * unit(), box.top() * unit(), box.width() * unit(), box.height() * unit());
  }

  private void again() {
    setMinHeight(drawing().height() * unit());
    setPrefHeight(drawing().height() * unit());
    describe();
    requestLayout();
  }

  private void describe() {
    int cluster = model.chosenProperty().get();
    Faders faders = model.fadersProperty().get();
    setAccessibleText(
        "Faders of "
            + faders.clusters()
            + " clusters. "
            + (cluster < faders.clusters() ? ClusterText.of(cluster, faders) + ". " : "")
            + "Left and right go from cluster to cluster, up and down move the fader, M mutes, S"
            + " lets it alone count, 0 puts it back to 1.");
  }

  // --- mouse ---

  private DeskDrawing.Place at(MouseEvent event) {
    return drawing().at(event.getX() / unit(), event.getY() / unit());
  }

  private void point(MouseEvent event) {
    setCursor(
        switch (at(event).part()) {
          case FADER -> Cursor.V_RESIZE;
          case SOLO, MUTE -> Cursor.HAND;
          case REST -> Cursor.DEFAULT;
        });
  }

  private void onPressed(MouseEvent event) {
    requestFocus();
    DeskDrawing.Place place = at(event);
    event.consume();
    if (place.cluster() < 0 || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    model.chosenProperty().set(place.cluster());
    switch (place.part()) {
      case SOLO -> model.solo();
      case MUTE -> model.mute();
      case FADER -> {
        if (event.getClickCount() == 2) {
          toOne();
        } else {
          held = place.cluster();
          model.begin();
          drag(event);
        }
      }
      case REST -> {}
    }
  }

  private void drag(MouseEvent event) {
    if (held >= 0) {
      double factor = drawing().factor(held, event.getY() / unit());
      model.move(model.fadersProperty().get().withFactor(held, factor));
    }
  }

  private void onDragged(MouseEvent event) {
    drag(event);
    event.consume();
  }

  private void onReleased(MouseEvent event) {
    if (held >= 0) {
      held = -1;
      model.end();
    }
    event.consume();
  }

  // --- keyboard ---

  private void toOne() {
    int cluster = model.chosenProperty().get();
    model.apply(
        model
            .fadersProperty()
            .get()
            .withFactor(cluster, 1)
            .withMuted(cluster, false)
            .withSolo(cluster, false));
  }

  private void by(double step) {
    Faders faders = model.fadersProperty().get();
    int cluster = model.chosenProperty().get();
    double factor = Math.round(Math.max(0, faders.factor(cluster) + step) * 100) / 100.0;
    double most = Math.max(DeskDrawing.TOP, faders.factor(cluster));
    model.apply(faders.withFactor(cluster, Math.min(most, factor)));
  }

  private void choose(int cluster) {
    model.chosenProperty().set(Math.clamp(cluster, 0, model.fadersProperty().get().clusters() - 1));
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    int cluster = model.chosenProperty().get();
    switch (event.getCode()) {
      case LEFT -> choose(cluster - 1);
      case RIGHT -> choose(cluster + 1);
      case UP -> by(event.isShiftDown() ? STEP / 10 : STEP);
      case DOWN -> by(event.isShiftDown() ? -STEP / 10 : -STEP);
      case PAGE_UP -> by(BIG_STEP);
      case PAGE_DOWN -> by(-BIG_STEP);
      case HOME, DIGIT0, NUMPAD0 -> toOne();
      case M -> model.mute();
      case S -> model.solo();
      default -> {
        return;
      }
    }
    event.consume();
  }

  // --- what is drawn ---

  @Override
  protected void layoutChildren() {
    canvas.setWidth((int) getWidth());
    canvas.setHeight((int) getHeight());
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    if (model.knownProperty().get() == null) {
      return;
    }
    DeskDrawing desk = drawing();
    Drawing marks = new Drawing();
    int chosen = model.chosenProperty().get();
    if (chosen < desk.faders().clusters()) {
      Box box = desk.box(chosen);
      Colour colour = dark.get() ? Palette.RERANKED_ON_DARK : Palette.RERANKED;
      Box around = new Box(box.left() + 1, box.top() + 1, box.width() - 2, box.height() - 4);
      marks.fill(around, colour.opacity(.14));
      marks.box(around, colour.opacity(isFocused() ? 1 : .5), 1);
    }
    desk.draw(marks);
    graphics.save();
    graphics.scale(unit(), unit());
    CanvasPainter.paint(marks.marks(), graphics);
    graphics.restore();
  }
}

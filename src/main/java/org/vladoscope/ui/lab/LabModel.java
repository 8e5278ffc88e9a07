package org.vladoscope.ui.lab;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.lab.plane.PlaneModel;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.view.Notifier;

/** What the lab shows. */
public final class LabModel {

  private final ObjectProperty<LabPage> page = new SimpleObjectProperty<>(LabPage.PLANE);
  private final PlaneModel plane;
  private final CellsModel cells;
  private final PatchModel patches;
  private final RaceModel race;
  private final LessonModel lesson;

  /**
   * Begins on the plane.
   *
   * @param tasks for work that is listed and can be cancelled
   * @param instant for work that is over before it could be listed
   * @param explore the open map, or null
   * @param progress how far the lesson is, remembered from one run to the next
   */
  public LabModel(
      BackgroundTasks tasks,
      BackgroundTasks instant,
      LabEngine engine,
      ObservableObjectValue<@Nullable OpenMap> explore,
      Notifier notifier,
      ObjectProperty<LessonProgress> progress) {
    cells = new CellsModel(explore, tasks);
    plane = new PlaneModel(instant);
    patches = new PatchModel(tasks, engine);
    race = new RaceModel(tasks, engine);
    lesson = new LessonModel(this, tasks, notifier, progress);
  }

  /** The page shown. */
  public ObjectProperty<LabPage> pageProperty() {
    return page;
  }

  /** The plane. */
  public PlaneModel plane() {
    return plane;
  }

  /** An image of the open map. */
  public CellsModel cells() {
    return cells;
  }

  /** From cells to patches. */
  public PatchModel patches() {
    return patches;
  }

  /** Ways to compute VLAD. */
  public RaceModel race() {
    return race;
  }

  /** The lesson that drives all of it. */
  public LessonModel lesson() {
    return lesson;
  }
}

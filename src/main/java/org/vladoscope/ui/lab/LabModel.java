package org.vladoscope.ui.lab;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.vladoscope.ui.task.BackgroundTasks;

/** What the lab shows. */
public final class LabModel {

  private final ObjectProperty<LabPage> page = new SimpleObjectProperty<>(LabPage.PLANE);
  private final PlaneModel plane;
  private final PatchModel patches;
  private final RaceModel race;

  /**
   * Begins on the plane.
   *
   * @param tasks for work that is listed and can be cancelled
   * @param instant for work that is over before it could be listed
   */
  public LabModel(BackgroundTasks tasks, BackgroundTasks instant, LabEngine engine) {
    plane = new PlaneModel(instant);
    patches = new PatchModel(tasks, engine);
    race = new RaceModel(tasks, engine);
  }

  /** The page shown. */
  public ObjectProperty<LabPage> pageProperty() {
    return page;
  }

  /** The plane. */
  public PlaneModel plane() {
    return plane;
  }

  /** From cells to patches. */
  public PatchModel patches() {
    return patches;
  }

  /** Ways to compute VLAD. */
  public RaceModel race() {
    return race;
  }
}

package org.vladoscope.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiPredicate;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.foreign.GivenFiles;
import org.vladoscope.ui.explore.config.MethodActions;
import org.vladoscope.ui.explore.queries.OutsideImages;
import org.vladoscope.ui.explore.queries.Transfer;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.opening.MapFolders;

/** What is dropped on the window or pasted into it, and where it goes. */
final class Drops {

  private final WindowModel model;
  private final ObjectProperty<Perspective> perspective;
  private final FileChoosers chooser;
  private final OutsideImages outside;
  private final WindowNotifier notifier;
  private final BiPredicate<Double, Double> isOverCandidate;

  /**
   * The ways in.
   *
   * @param isOverCandidate true for a place in the scene, in pixels, where the candidate is shown
   */
  Drops(
      WindowModel model,
      ObjectProperty<Perspective> perspective,
      FileChoosers chooser,
      OutsideImages outside,
      WindowNotifier notifier,
      BiPredicate<Double, Double> isOverCandidate) {
    this.model = model;
    this.perspective = perspective;
    this.chooser = chooser;
    this.outside = outside;
    this.notifier = notifier;
    this.isOverCandidate = isOverCandidate;
  }

  /** Takes what is dropped on a scene. */
  void register(Scene scene) {
    scene.setOnDragOver(Drops::onDragOver);
    scene.setOnDragDropped(this::onDragDropped);
  }

  /**
   * Uses what was dropped or pasted: results of another program are used for the open map; a
   * folder, that of a table, or a list of images is opened as a map; an image is searched for in
   * the open map.
   *
   * @param asCandidate true to compare an image with the query instead
   */
  void take(Transfer transfer, boolean asCandidate) {
    OpenMap open = model.exploreProperty().get();
    if (open != null && GivenFiles.mayBeResults(transfer.files())) {
      perspective.set(Perspective.EXPLORE);
      new MethodActions(open, chooser, true)
          .take(transfer.files(), () -> takeOther(transfer, asCandidate));
    } else {
      takeOther(transfer, asCandidate);
    }
  }

  private void takeOther(Transfer transfer, boolean asCandidate) {
    Optional<Path> folder = MapFolders.of(transfer.files(), PlaceMapFormats.known()::opens);
    OpenMap open = model.exploreProperty().get();
    if (folder.isPresent()) {
      model.open(folder.get());
    } else if (transfer.isEmpty()) {
      notifier.info(
          "There is no image to paste", "Copy an image or image files first, then paste.");
    } else if (open == null) {
      notifier.error(
          "There is no map to search in",
          (transfer.files().isEmpty()
                  ? "The image"
                  : transfer.files().getFirst().getFileName().toString())
              + " is no folder with a map. Open a map first: drop its folder here, or choose File,"
              + " Open Map. Then images can be searched for in it.",
          null);
    } else {
      perspective.set(Perspective.EXPLORE);
      boolean comparable = asCandidate && open.queryProperty().get() != null;
      outside.add(
          transfer,
          open.map(),
          image -> (comparable ? open.candidateProperty() : open.queryProperty()).set(image));
    }
  }

  private static void onDragOver(DragEvent event) {
    if (event.getDragboard().hasFiles() || event.getDragboard().hasImage()) {
      event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
    }
    event.consume();
  }

  private void onDragDropped(DragEvent event) {
    Transfer transfer = Transfer.of(event.getDragboard());
    if (!transfer.isEmpty()) {
      take(transfer, isOverCandidate.test(event.getSceneX(), event.getSceneY()));
    }
    event.setDropCompleted(!transfer.isEmpty());
    event.consume();
  }
}

package org.vladoscope.ui.explore.queries;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.Image;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.store.WholeFile;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.ui.view.Words;

/**
 * Images that belong to no map and are looked at nevertheless, newest first. An image that cannot
 * be read is told and changes nothing.
 */
public final class OutsideImages {

  private static final int MAX = 12;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm.ss.SSS");

  /** What came of some files: the images, and why the others are none. */
  private record Read(List<PlaceImage> images, List<InputException> failures) {}

  private final BackgroundTasks tasks;
  private final Notifier notifier;
  private final Supplier<Path> pastedFolder;
  private final ObservableList<PlaceImage> recent = FXCollections.observableArrayList();

  /**
   * No images yet.
   *
   * @param pastedFolder where images are written that come without a file; asked for only when
   *     there is one, in the background
   */
  public OutsideImages(BackgroundTasks tasks, Notifier notifier, Supplier<Path> pastedFolder) {
    this.tasks = tasks;
    this.notifier = notifier;
    this.pastedFolder = pastedFolder;
  }

  /** The images, newest first. */
  public ObservableList<PlaceImage> recent() {
    return recent;
  }

  /** Takes an image off the list; its file stays. */
  public void remove(PlaceImage image) {
    recent.remove(image);
  }

  /**
   * Reads what was dropped or pasted.
   *
   * @param map the open map; of its own images it is these that are used, not copies
   * @param use called with the first image, if there is one
   */
  public void add(Transfer transfer, PlaceMap map, Consumer<PlaceImage> use) {
    Image picture = transfer.picture();
    BufferedImage pixels = picture == null ? null : SwingFXUtils.fromFXImage(picture, null);
    tasks.start(
        "Reading images",
        progress -> read(pixels == null ? transfer.files() : List.of(written(pixels)), map),
        Outcome.of(
            read -> added(read, map, use),
            failure -> notifier.error("The image could not be used", Words.of(failure), failure)));
  }

  private void added(Read read, PlaceMap map, Consumer<PlaceImage> use) {
    for (PlaceImage image : read.images().reversed()) {
      if (!map.queries().contains(image)) {
        recent.remove(image);
        recent.addFirst(image);
      }
    }
    if (recent.size() > MAX) {
      recent.remove(MAX, recent.size());
    }
    tellFailures(read.failures());
    if (!read.images().isEmpty()) {
      use.accept(read.images().getFirst());
    }
  }

  private void tellFailures(List<InputException> failures) {
    if (!failures.isEmpty()) {
      int more = failures.size() - 1;
      notifier.error(
          failures.size() == 1 ? "The image cannot be used" : "Some images cannot be used",
          Words.of(failures.getFirst())
              + (more == 0
                  ? ""
                  : " The same goes for " + Words.count(more, "other file.", "other files.")),
          failures.getFirst());
    }
  }

  private static Read read(List<Path> files, PlaceMap map) {
    Map<Path, PlaceImage> own = new HashMap<>();
    map.queries().forEach(query -> own.put(canonical(query.file()), query));
    List<PlaceImage> images = new ArrayList<>();
    List<InputException> failures = new ArrayList<>();
    for (Path file : files.stream().limit(MAX).toList()) {
      Path path = canonical(file);
      @Nullable PlaceImage known = own.get(path);
      try {
        if (known == null) {
          ImageDecoder.decode(path);
        }
        images.add(known == null ? PlaceImage.of(path) : known);
      } catch (InputException e) {
        failures.add(e);
      }
    }
    return new Read(images, failures);
  }

  private static Path canonical(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** Images without a file get one: everything after this works on files. */
  private Path written(BufferedImage pixels) {
    Path folder = pastedFolder.get();
    Path file = folder.resolve("pasted " + LocalTime.now().format(TIME) + ".png");
    WholeFile.stream(file, out -> ImageIO.write(pixels, "png", out));
    file.toFile().deleteOnExit();
    return file;
  }
}

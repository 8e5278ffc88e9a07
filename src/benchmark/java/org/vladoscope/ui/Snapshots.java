package org.vladoscope.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** Writes images of scenes, as they look once they have come to rest. */
public final class Snapshots {

  private static final int FRAMES = 4;

  private Snapshots() {}

  /** Writes a PNG; from any thread but JavaFX's. Missing folders are made. */
  public static Path write(Scene scene, Path file) {
    settle();
    return save(
        file,
        () -> {
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          return scene.snapshot(null);
        });
  }

  /** The same of a window's contents laid out at another size than the window has. */
  public static Path write(Parent root, double width, double height, Path file) {
    settle();
    return save(
        file,
        () -> {
          root.resize(width, height);
          root.applyCss();
          root.layout();
          SnapshotParameters whole = new SnapshotParameters();
          whole.setFill(root.getScene().getFill());
          whole.setViewport(new Rectangle2D(0, 0, width, height));
          return root.snapshot(whole, null);
        });
  }

  private static Path save(Path file, Supplier<WritableImage> picture) {
    WritableImage image = FxThread.call(picture::get);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return file;
  }

  /** Waits until what was put off to later frames has been done, however slowly they come. */
  public static void settle() {
    for (int i = 0; i < FRAMES; i++) {
      frame();
      pause(30);
    }
  }

  /** Waits until a frame was really made, and what it put off was done. */
  public static void frame() {
    CountDownLatch made = new CountDownLatch(1);
    Platform.runLater(() -> countDownAtNextFrame(made));
    try {
      made.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    pause(10);
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void countDownAtNextFrame(CountDownLatch made) {
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        stop();
        Platform.runLater(made::countDown);
      }
    }.start();
  }
}

package org.vladoscope.ui.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.image.ImageDecoder;

/** Small images of image files, made in the background and kept while there is room. */
public final class Thumbnails {

  /** Longer side of a thumbnail in pixels. */
  public static final int SIDE = 240;

  private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
  private static final long CACHE_BYTES = 96L << 20;

  /** A wish for a thumbnail that can be taken back. */
  @FunctionalInterface
  public interface Request {
    /** The thumbnail is not needed any more. */
    void cancel();
  }

  private final Executor workers;
  private final Executor fx;

  /** By file or part of one. An empty value stands for a file that is no image. */
  private final Cache<Object, Optional<Image>> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher((Object key, Optional<Image> image) -> image.map(Thumbnails::bytes).orElse(64))
          .build();

  /**
   * A loader.
   *
   * @param workers decodes files
   * @param fx runs on the JavaFX thread
   */
  public Thumbnails(Executor workers, Executor fx) {
    this.workers = workers;
    this.fx = fx;
  }

  private static int bytes(Image image) {
    return (int) (4 * image.getWidth() * image.getHeight());
  }

  /**
   * Asks for a thumbnail. To be called on the JavaFX thread, on which the answer comes too: at once
   * if the thumbnail is known, else later. The answer is empty if the file cannot be read.
   */
  public Request request(Path file, Consumer<Optional<Image>> answer) {
    return request(file, () -> Picture.thumbnail(ImageDecoder.thumbnail(file, SIDE), SIDE), answer);
  }

  /**
   * Asks for a cell with what surrounds it; otherwise like {@link #request(Path, Consumer)}.
   *
   * @param pixels side of the answer
   */
  public Request request(CellPart part, int pixels, Consumer<Optional<Image>> answer) {
    return request(
        List.of(part, pixels),
        () -> Picture.thumbnail(part.cut(ImageDecoder.decode(part.file()), pixels), pixels),
        answer);
  }

  private Request request(Object key, Supplier<Image> loader, Consumer<Optional<Image>> answer) {
    Optional<Image> known = cache.getIfPresent(key);
    if (known != null) {
      answer.accept(known);
      return () -> {};
    }
    AtomicBoolean wanted = new AtomicBoolean(true);
    workers.execute(
        () -> {
          if (wanted.get()) {
            Optional<Image> image = cache.get(key, k -> load(k, loader));
            fx.execute(
                () -> {
                  if (wanted.get()) {
                    answer.accept(image);
                  }
                });
          }
        });
    return () -> wanted.set(false);
  }

  private static Optional<Image> load(Object key, Supplier<Image> loader) {
    try {
      return Optional.of(loader.get());
    } catch (RuntimeException e) {
      LOG.debug("no thumbnail of {}", key, e);
      return Optional.empty();
    }
  }
}

package org.vladoscope.pipeline.prepare;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.foreign.DescriptorFiles;
import org.vladoscope.foreign.ForeignDescriptors;
import org.vladoscope.foreign.ForeignRankings;
import org.vladoscope.graph.CancellableLock;
import org.vladoscope.store.FileHashes;

/** The results of other programs that were chosen for a map, opened once. */
public final class ForeignResults implements AutoCloseable {

  /**
   * What a source comes to.
   *
   * @param descriptors those it holds, if any
   * @param rankings those it holds, if any
   * @param missing images of the map that it lacks and why, by {@code database/NAME} and the like
   * @param notices how it was understood, for people
   */
  public record Opened(
      Optional<ForeignDescriptors> descriptors,
      Optional<ForeignRankings> rankings,
      Map<String, String> missing,
      List<String> notices) {

    /** Nothing of another program is used. */
    public static final Opened NONE =
        new Opened(Optional.empty(), Optional.empty(), Map.of(), List.of());

    /** Copies what it holds. */
    public Opened {
      missing = Map.copyOf(missing);
      notices = List.copyOf(notices);
    }
  }

  private final PlaceMap map;
  private final FileHashes hashes = new FileHashes();
  private final Map<RetrievalSource, Opened> opened = new HashMap<>();
  private final CancellableLock lock = new CancellableLock();

  /** Nothing is open yet. */
  public ForeignResults(PlaceMap map) {
    this.map = map;
  }

  /**
   * Opens the files of a source, unless they are open.
   *
   * @throws org.vladoscope.common.InputException if they do not fit the map
   */
  public Opened open(RetrievalSource source, Progress progress) {
    return switch (source) {
      case RetrievalSource.Computed _ -> Opened.NONE;
      case RetrievalSource.Descriptors(Path database, Path queries, String hash) ->
          once(source, hash, progress, () -> descriptors(database, queries, hash, progress));
      case RetrievalSource.Rankings(Path file, String hash) ->
          once(source, hash, progress, () -> rankings(file, progress));
    };
  }

  private interface Opening {
    Opened open();
  }

  private Opened once(RetrievalSource source, String hash, Progress progress, Opening opening) {
    return lock.hold(
        progress,
        () -> {
          Opened known = opened.get(source);
          if (known != null) {
            return known;
          }
          RetrievalSource.checkUnchanged(source, hash, hashes);
          Opened found = opening.open();
          opened.put(source, found);
          return found;
        });
  }

  private Opened descriptors(
      Path database, @Nullable Path queries, String hash, Progress progress) {
    ForeignDescriptors found =
        ForeignDescriptors.open(new DescriptorFiles(database, queries), hash, map, progress);
    return new Opened(Optional.of(found), Optional.empty(), found.missing(), found.notices());
  }

  private Opened rankings(Path file, Progress progress) {
    ForeignRankings found = ForeignRankings.read(file, map, progress);
    return new Opened(Optional.empty(), Optional.of(found), found.missing(), found.notices());
  }

  @Override
  public void close() {
    opened.values().forEach(one -> one.descriptors().ifPresent(ForeignDescriptors::close));
    opened.clear();
  }
}

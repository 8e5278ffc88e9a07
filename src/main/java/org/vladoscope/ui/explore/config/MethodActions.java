package org.vladoscope.ui.explore.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.vladoscope.common.Progress;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.map.WhatIf;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/**
 * Choosing where candidates come from. What was chosen is proposed as other settings are, and it is
 * told how its files are understood; what does not fit changes nothing.
 */
public final class MethodActions {

  private final OpenMap model;
  private final MethodFiles files;
  private final boolean tells;

  /**
   * Choices for a map.
   *
   * @param files asks for files
   * @param tells whether a notification says what does not fit: not needed beside the form, which
   *     says it
   */
  public MethodActions(OpenMap model, MethodFiles files, boolean tells) {
    this.model = model;
    this.files = files;
    this.tells = tells;
  }

  /** Candidates are found by our own global descriptors. */
  public void useOurs() {
    propose(progress -> Optional.of(RetrievalSource.COMPUTED), () -> {});
  }

  /** Asks for a folder with global descriptors and uses them. */
  public void chooseDescriptorsFolder() {
    files.chooseDescriptorsFolder().ifPresent(folder -> useDescriptors(folder, Optional.empty()));
  }

  /** Asks for a file with global descriptors, and for one of the queries' where it takes two. */
  public void chooseDescriptors() {
    Optional<Path> database = files.chooseDescriptors(false);
    if (database.isEmpty()) {
      return;
    }
    boolean hasAll =
        model.map().queriesAreDatabase()
            || database.get().toString().toLowerCase(Locale.ROOT).matches(".*\\.(h5|hdf5)");
    Optional<Path> queries = hasAll ? Optional.empty() : files.chooseDescriptors(true);
    if (hasAll || queries.isPresent()) {
      useDescriptors(database.get(), queries);
    }
  }

  private void useDescriptors(Path database, Optional<Path> queries) {
    propose(progress -> Optional.of(RetrievalSource.descriptors(database, queries)), () -> {});
  }

  /** Asks for a file with rankings and uses them. */
  public void chooseRankings() {
    files
        .chooseRankings()
        .ifPresent(
            file -> propose(progress -> Optional.of(RetrievalSource.rankings(file)), () -> {}));
  }

  /**
   * Uses files that were given without a word.
   *
   * @param otherwise called if they are no results of another program
   */
  public void take(List<Path> given, Runnable otherwise) {
    propose(progress -> RetrievalSource.recognised(given, model.map(), progress), otherwise);
  }

  private void propose(Function<Progress, Optional<RetrievalSource>> read, Runnable otherwise) {
    model
        .whatIf()
        .proposeSource(
            read, Outcome.of(found -> found.ifPresentOrElse(this::tell, otherwise), this::failed));
  }

  private void failed(Throwable failure) {
    if (tells) {
      model
          .notifier()
          .error("These results of another program cannot be used", Words.of(failure), failure);
    }
  }

  private void tell(WhatIf.NewSource found) {
    RetrievalSource source = found.proposal().config().retrieval();
    if (!source.isComputed()) {
      model
          .notifier()
          .info(
              "Taken for the " + source.label(),
              String.join("\n", found.notices())
                  + (found.proposal().needsConsent()
                      ? "\nThese settings wait: choose Run to use them."
                      : ""));
    }
  }
}

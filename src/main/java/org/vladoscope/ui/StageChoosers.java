package org.vladoscope.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.ui.opening.MapFolders;

/** The operating system's dialogs over a window. */
final class StageChoosers implements FileChoosers {

  private final Stage owner;

  StageChoosers(Stage owner) {
    this.owner = owner;
  }

  @Override
  public Optional<Path> chooseFolder(@Nullable Path start) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Open map");
    if (start != null && start.toFile().isDirectory()) {
      chooser.setInitialDirectory(start.toFile());
    }
    return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
  }

  @Override
  public Optional<Path> chooseMapFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open map by a file in it");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                "Files of maps", MapFolders.ENDINGS.stream().map(e -> "*." + e).toList()),
            new FileChooser.ExtensionFilter("All files", "*.*"));
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }

  @Override
  public List<Path> chooseImages() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open image");
    List<String> endings =
        ImageDecoder.EXTENSIONS.stream()
            .flatMap(
                e ->
                    java.util.stream.Stream.of(
                        "*." + e, "*." + e.toUpperCase(java.util.Locale.ROOT)))
            .sorted()
            .toList();
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("Images", endings),
            new FileChooser.ExtensionFilter("All files", "*.*"));
    List<File> chosen = chooser.showOpenMultipleDialog(owner);
    return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
  }

  @Override
  public Optional<Path> chooseGroundTruth() {
    return chooseFile("Open ground truth", "Ground truth", "*.npz", "*.csv", "*.txt");
  }

  @Override
  public Optional<Path> chooseDescriptorsFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Open a folder with global descriptors");
    return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
  }

  @Override
  public Optional<Path> chooseDescriptors(boolean ofQueries) {
    return chooseFile(
        ofQueries
            ? "Open global descriptors of the queries"
            : "Open global descriptors of the database images",
        "Global descriptors",
        "*.npy",
        "*.h5",
        "*.hdf5",
        "*.faiss",
        "*.index");
  }

  @Override
  public Optional<Path> chooseRankings() {
    return chooseFile("Open a ranking", "Rankings", "*.txt", "*.csv");
  }

  private Optional<Path> chooseFile(String title, String kind, String... endings) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(kind, endings),
            new FileChooser.ExtensionFilter("All files", "*.*"));
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }
}

package org.vladoscope.feature.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.store.ApplicationFolders;

/**
 * The folder where files with weights are looked for.
 *
 * @param path the folder, which need not exist
 */
public record ModelsFolder(Path path) {

  /** Environment variable that names another folder. */
  public static final String VARIABLE = "VLADOSCOPE_MODELS";

  private static final List<String> ENDINGS =
      List.of(".pth", ".pt", ".ckpt", ".tar", ".safetensors", ".npz", ".onnx");

  /**
   * A file in the folder.
   *
   * @param file where it is
   * @param bytes how large it is
   */
  public record Item(Path file, long bytes) {}

  /** The folder that {@link #VARIABLE} names, else the one in the user's data of this program. */
  public static ModelsFolder standard() {
    return standard(ApplicationFolders.ofUser(), System.getenv());
  }

  static ModelsFolder standard(ApplicationFolders folders, Map<String, String> environment) {
    String chosen = environment.get(VARIABLE);
    return new ModelsFolder(
        chosen == null || chosen.isBlank() ? folders.data().resolve("models") : Path.of(chosen));
  }

  /** The files with weights in the folder, by name; none if there is no folder. */
  public List<Item> items() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> new Item(file, size(file)))
          .toList();
    } catch (IOException e) {
      throw new InputException(
          "The models folder " + path + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The file that a name stands for: as it is if there is one, else the one in this folder. */
  public Path resolve(Path name) {
    if (Files.exists(name) || name.isAbsolute() || name.getNameCount() != 1) {
      return name;
    }
    Path here = path.resolve(name);
    return Files.exists(here) ? here : name;
  }
}

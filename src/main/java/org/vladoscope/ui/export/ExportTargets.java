package org.vladoscope.ui.export;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Where exports go: files the user chooses, and the clipboard. For the JavaFX thread. */
public interface ExportTargets {

  /**
   * Asks for a file.
   *
   * @param title of the dialog
   * @param name the name that is suggested, with its ending
   * @return nothing if the user changes their mind
   */
  Optional<Path> file(String title, String name);

  /**
   * Asks for a folder that takes many files.
   *
   * @param title of the dialog
   * @return nothing if the user changes their mind
   */
  Optional<Path> folder(String title);

  /** Puts an image on the clipboard. */
  void copy(Image picture);

  /** The dialogs of a window and the clipboard of the system. */
  static ExportTargets of(Supplier<Window> window) {
    return new ExportTargets() {
      @Override
      public Optional<Path> file(String title, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        chooser
            .getExtensionFilters()
            .add(
                new FileChooser.ExtensionFilter(
                    ending.toUpperCase(java.util.Locale.ROOT), "*." + ending));
        return Optional.ofNullable(chooser.showSaveDialog(window.get())).map(File::toPath);
      }

      @Override
      public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(window.get())).map(File::toPath);
      }

      @Override
      public void copy(Image picture) {
        ClipboardContent content = new ClipboardContent();
        content.putImage(picture);
        Clipboard.getSystemClipboard().setContent(content);
      }
    };
  }
}

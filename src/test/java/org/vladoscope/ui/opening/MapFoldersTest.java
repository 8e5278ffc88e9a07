package org.vladoscope.ui.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapFoldersTest {

  @TempDir Path folder;

  @Test
  void mapJsonThatIsOpenedByADesktopMeansItsFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("map.json"));

    assertThat(MapFolders.named(file, path -> false)).isEqualTo(folder.toAbsolutePath());
  }

  @Test
  void folderAndListOfImagesMeanThemselves() throws IOException {
    Path list = Files.createFile(folder.resolve("dbStruct.mat"));

    assertThat(MapFolders.named(folder, path -> false)).isEqualTo(folder);
    assertThat(MapFolders.named(list, path -> true)).isEqualTo(list);
  }

  @Test
  void whatIsNotThereStaysAsItWasNamed() {
    Path missing = folder.resolve("nothing");

    assertThat(MapFolders.named(missing, path -> false)).isEqualTo(missing);
  }
}

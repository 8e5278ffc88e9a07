package org.vladoscope.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;

class NativeFoldersTest {

  private static final String TENSORS = "DJL_CACHE_DIR";
  private static final String BINDINGS = "org.bytedeco.javacpp.cachedir";

  @TempDir Path folder;

  private final Properties properties = new Properties();

  @BeforeEach
  void filesHaveOwners() {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"));
  }

  private void choose(Path home, Map<String, String> environment) {
    new NativeFolders(home, folder.resolve("cache"), properties, environment).choose();
  }

  private static Path withRights(Path made, String rights) throws IOException {
    Files.createDirectories(made);
    return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(rights));
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aHomeOfOnesOwnKeepsTheUsualFolders() throws IOException {
    Path home = withRights(folder.resolve("home"), "rwxr-xr-x");

    choose(home, Map.of());

    assertThat(properties).isEmpty();
    assertThat(rights(home.resolve(".djl.ai"))).isEqualTo("rwx------");
  }

  @Test
  void aHomeThatCannotBeWrittenGivesWayToAFolderThatOnlyItsOwnerEnters() throws IOException {
    Path noFolder = Files.writeString(folder.resolve("home"), "a file");

    choose(noFolder, Map.of());

    assertThat(properties).containsKeys(TENSORS, BINDINGS);
    Path chosen = Path.of(properties.getProperty(TENSORS));
    assertThat(chosen.getParent()).isEqualTo(folder.resolve("cache/natives"));
    assertThat(rights(folder.resolve("cache/natives"))).isEqualTo("rwx------");
  }

  @Test
  void withoutHomeAndCacheNobodyCanGuessTheFolder() throws IOException {
    Path noFolder = Files.writeString(folder.resolve("home"), "a file");

    new NativeFolders(noFolder, noFolder.resolve("cache"), properties, Map.of()).choose();
    String first = properties.getProperty(TENSORS);
    properties.clear();
    new NativeFolders(noFolder, noFolder.resolve("cache"), properties, Map.of()).choose();

    assertThat(properties.getProperty(TENSORS)).isNotEqualTo(first);
    assertThat(rights(Path.of(first).resolveSibling("."))).isEqualTo("rwx------");
  }

  @Test
  void aFolderThatOthersCanWriteIsNotUsed() throws IOException {
    Path home = withRights(folder.resolve("home"), "rwxr-xr-x");
    withRights(home.resolve(".djl.ai"), "rwxrwxrwx");

    choose(home, Map.of());

    assertThat(properties).containsKey(TENSORS).doesNotContainKey(BINDINGS);
  }

  @Test
  void aFolderInOneThatAnybodyCanRenameIsNotUsed() throws IOException {
    Path shared = withRights(folder.resolve("shared"), "rwxrwxrwx");
    Path home = withRights(shared.resolve("home"), "rwxr-xr-x");

    choose(home, Map.of());

    assertThat(properties).containsKeys(TENSORS, BINDINGS);
  }

  @Test
  void aFolderThatTheUserSetStaysUnlessOthersCanWriteIt() throws IOException {
    Path home = withRights(folder.resolve("home"), "rwxr-xr-x");
    Path set = withRights(folder.resolve("set"), "rwx------");

    choose(home, Map.of(TENSORS, set.toString()));
    assertThat(properties).isEmpty();

    withRights(set, "rwxrwxr-x");
    assertThatThrownBy(() -> choose(home, Map.of(TENSORS, set.toString())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(set.toString())
        .hasMessageContaining(TENSORS)
        .hasMessageContaining("chmod 700");
  }

  @Test
  void anotherUsersFolderIsRefused() throws IOException {
    Path home = withRights(folder.resolve("home"), "rwxr-xr-x");
    Path other = withRights(folder.resolve("other"), "rwx------");
    try {
      Files.setAttribute(other, "unix:uid", 12345);
    } catch (IOException e) {
      assumeTrue(false, "only an administrator can give a folder away");
    }

    assertThatThrownBy(() -> choose(home, Map.of("ENGINE_CACHE_DIR", other.toString())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("belongs to another user");
  }
}

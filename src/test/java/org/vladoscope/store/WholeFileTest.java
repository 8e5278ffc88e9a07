package org.vladoscope.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;

class WholeFileTest {

  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void aLinkInThePlaceOfTheFileIsReplacedAndWhatItLeadsToIsLeftAlone() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious.txt"), "precious");
    Path file = Files.createSymbolicLink(folder.resolve("out.json"), precious);

    WholeFile.write(file, NEW);

    assertThat(file).hasContent("new").isRegularFile();
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(precious).hasContent("precious");
  }

  @Test
  void whatFailsHalfWayLeavesTheFileAsItWasAndNothingBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("out.json"), "old");

    assertThatThrownBy(
            () ->
                WholeFile.stream(
                    file,
                    out -> {
                      out.write(NEW);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("out.json")
        .hasMessageContaining("No space left");

    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}

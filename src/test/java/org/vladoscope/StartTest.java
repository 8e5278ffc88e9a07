package org.vladoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.pipeline.TinyMap;

/** The start of the window, which the cache of classes for quick starts is recorded from. */
@Tag("slow")
class StartTest {

  @TempDir Path folder;

  @Test
  void aStartThatIsMeasuredShowsAPairOfTheMapAndCloses() throws Exception {
    TinyMap.write(folder.resolve("map"));

    Program.End end =
        Program.in(folder)
            .with("-Duser.home=" + folder, "-Dglass.platform=Headless", "-Dprism.order=sw")
            .run("--startup-time", "map");

    assertThat(end.code()).as(end.text()).isZero();
    assertThat(end.text()).containsSubsequence("usable window after", "first pair after");
  }
}

package org.vladoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.spi.InetAddressResolverProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.pipeline.TinyMap;

/** The whole program in processes of its own, where its surroundings are hard. */
@Tag("slow")
class HardshipTest {

  @TempDir Path folder;

  private Path map;

  @BeforeEach
  void drawAMap() throws IOException {
    map = TinyMap.write(Files.createDirectories(folder.resolve("map")));
  }

  private static void assertNoCrash(Program.End end) {
    assertThat(end.text())
        .doesNotContain("Exception")
        .doesNotContain("OutOfMemory")
        .doesNotContain("Something unexpected")
        .doesNotContain("\tat ");
  }

  // --- kills ---

  @Test
  void aCommandThatWasKilledAndRunAgainGivesTheSameResultsBitForBit() throws Exception {
    KillCampaign campaign = new KillCampaign(folder, 7);

    for (String command :
        List.of("evaluate", "export-model", "evaluate", "index", "index", "evaluate")) {
      campaign.kill(command);
    }

    assertThat(campaign.differences()).isEmpty();
  }

  // --- two processes ---

  @Test
  void twoProcessesOnOneMapAndOneCacheDoNotDisturbEachOther() throws Exception {
    Program program = Program.in(folder);
    Program.Running one =
        program.start(
            Program.tiny("evaluate", map, "--cache=cache", "--csv=one.csv", "--save-run"));
    Program.Running other =
        program.start(
            Program.tiny("evaluate", map, "--cache=cache", "--csv=other.csv", "--save-run"));
    Program.End first = one.end();
    Program.End second = other.end();
    Program.End alone =
        program.run(Program.tiny("evaluate", map, "--cache=fresh", "--csv=alone.csv"));

    for (Program.End end : List.of(first, second, alone)) {
      assertThat(end.code()).as(end.text()).isZero();
      assertNoCrash(end);
    }
    assertThat(folder.resolve("one.csv")).hasSameTextualContentAs(folder.resolve("alone.csv"));
    assertThat(folder.resolve("other.csv")).hasSameTextualContentAs(folder.resolve("alone.csv"));
    try (Stream<Path> runs = Files.list(map.resolve("vladoscope-runs"))) {
      assertThat(runs.filter(f -> f.toString().endsWith(".json"))).hasSize(2);
    }
  }

  // --- no room, no rights, little memory ---

  @Test
  void aFileOnAFullDiskIsToldInASentenceAndTheResultsAreStillPrinted() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "only Linux has a device that is always full");

    Program.End end =
        Program.in(folder)
            .run(Program.tiny("evaluate", map, "--cache=none", "--csv=" + full + "/out.csv"));

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.text()).contains("/dev/full/out.csv cannot be written");
    assertNoCrash(end);
  }

  @Test
  void whereNothingCanBeWrittenTheProgramSaysWhichFolderToChoose() throws Exception {
    Path noFolder = Files.writeString(folder.resolve("no-folder"), "a file");

    Program.End end =
        Program.in(folder)
            .with("-Duser.home=" + noFolder)
            .under(Map.of("XDG_CACHE_HOME", noFolder.resolve("cache").toString()))
            .run(Program.tiny("evaluate", map));

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.text()).contains("cannot be written").contains("choose another with --cache");
    assertNoCrash(end);
  }

  @Test
  void whatOthersLeftInTheTemporaryFolderIsNotRun() throws Exception {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    Path noFolder = Files.writeString(folder.resolve("no-folder"), "a file");
    // Where the tensor library falls back to: whoever was first decides what is loaded.
    Path trap = Files.createDirectories(shared.resolve(".djl.ai"));

    Program.End end =
        Program.in(folder)
            .with("-Duser.home=" + noFolder, "-Djava.io.tmpdir=" + shared)
            .under(Map.of("XDG_CACHE_HOME", folder.resolve("own").toString()))
            .run(Program.tiny("index", map, "--cache=cache"));

    assertThat(end.code()).as(end.text()).isZero();
    try (Stream<Path> left = Files.list(trap)) {
      assertThat(left).isEmpty();
    }
    assertThat(folder.resolve("own/vladoscope/natives/tensors")).isDirectory();
  }

  @Test
  void aHeapOf256MegabytesIsEnoughForASmallMap() throws Exception {
    Program.End end =
        Program.in(folder).with("-Xmx256m").run(Program.tiny("evaluate", map, "--cache=none"));

    assertThat(end.code()).as(end.text()).isZero();
    assertThat(end.text()).contains("recall");
    assertNoCrash(end);
  }

  // --- names ---

  @Test
  void aSessionWithoutLettersBeyondAsciiSaysSoAndWhatToDo() throws Exception {
    Program program =
        Program.in(folder)
            .with("-Dsun.jnu.encoding=ANSI_X3.4-1968")
            .under(Map.of("LC_ALL", "C", "LANG", "C"));
    String umlaut = "d\u00fcnn";
    Program.End cache = program.run(Program.tiny("index", map, "--cache=" + umlaut));
    Files.copy(map.resolve("queries/query0.png"), map.resolve("queries/" + umlaut + ".png"));
    Program.End image = program.run(Program.tiny("index", map, "--cache=cache"));
    Program.End home =
        program
            .under(Map.of("LC_ALL", "C", "XDG_CACHE_HOME", folder.resolve(umlaut).toString()))
            .run(Program.tiny("index", map));

    for (Program.End end : List.of(cache, image, home)) {
      assertThat(end.code()).as(end.text()).isIn(1, 2);
      assertThat(end.text()).contains("set LC_ALL=C.UTF-8 and start again");
      assertNoCrash(end);
    }
  }

  @Test
  void namesWithSignsOfOtherLanguagesReachTablesPagesAndTerminalsOnlyAsText() throws Exception {
    Path database = map.resolve("database");
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.move(database.resolve("place0.png"), database.resolve("=cmd|' C calc'!A0.png"));
    Files.move(
        map.resolve("queries/query0.png"), map.resolve("queries/<img src=x onerror=alert(1)>.png"));
    Files.copy(database.resolve("place1.png"), database.resolve("a\u001b[31mred.png"));
    Files.copy(database.resolve("place1.png"), database.resolve("two\nlines.png"));
    Files.copy(database.resolve("place1.png"), database.resolve("\u202egnp.evil.png"));
    Files.writeString(
        map.resolve("ground_truth.csv"),
        "<img src=x onerror=alert(1)>.png,=cmd|' C calc'!A0.png\n\u001b[2Jgone.png,place2.png\n");

    Program.End end =
        Program.in(folder)
            .run(
                Program.tiny(
                    "evaluate",
                    map,
                    "--cache=none",
                    "--csv=out.csv",
                    "--report=out.html",
                    "--predictions=predictions"));

    assertThat(end.code()).as(end.text()).isZero();
    assertThat(end.text()).doesNotContain("\u001b").doesNotContain("\u202e");
    assertThat(end.text()).contains("red.png is left out").contains("lines.png is left out");
    assertThat(Files.readString(folder.resolve("out.html")))
        .doesNotContain("<img src=x")
        .doesNotContain("\u001b")
        .contains("&lt;img src=x onerror=alert(1)&gt;");
    assertThat(Files.readString(folder.resolve("out.csv")))
        .contains("'=cmd|' C calc'!A0.png")
        .doesNotContain(",=cmd");
    for (String line :
        Files.readAllLines(folder.resolve("predictions/PatchNetVLAD_predictions.txt"))) {
      assertThat(line).matches("# .*|queries/.*\\.png, database/.*\\.png");
    }
  }

  // --- native libraries ---

  @Test
  void whatNativeDecodersPrintOfADamagedImageIsNotShown() throws Exception {
    Path whole = folder.resolve("whole.jpg");
    ImageIO.write(ImageIO.read(map.resolve("queries/query0.png").toFile()), "jpg", whole.toFile());
    byte[] damaged = Files.readAllBytes(whole);
    Arrays.fill(damaged, damaged.length / 2, damaged.length * 3 / 4, (byte) 0x55);
    Files.write(map.resolve("queries/damaged.jpg"), damaged);

    Program.End end = Program.in(folder).run(Program.tiny("index", map, "--cache=cache"));
    Program.End asked =
        Program.in(folder)
            .with("-Dvladoscope.log=WARN")
            .run(Program.tiny("index", map, "--cache=other"));

    assertThat(end.code()).as(end.text()).isZero();
    assertThat(end.text()).contains("damaged.jpg is damaged").doesNotContain("Corrupt JPEG");
    assertThat(asked.text()).contains("damaged.jpg is damaged").contains("Corrupt JPEG");
  }

  // --- network ---

  /** The program with {@link NetworkGuard} in every way to a network. */
  private Program guarded() throws IOException {
    Path services = Files.createDirectories(folder.resolve("guard/META-INF/services"));
    Files.writeString(
        services.resolve(InetAddressResolverProvider.class.getName()),
        NetworkGuard.Names.class.getName() + "\n");
    return Program.in(folder)
        .startedBy(NetworkGuard.class, folder.resolve("guard"))
        .with("-Djava.nio.channels.spi.SelectorProvider=" + NetworkGuard.Channels.class.getName());
  }

  @Test
  void noCommandAsksTheNetworkForAnything() throws Exception {
    for (Object[] command :
        List.of(
            Program.tiny("evaluate", map, "--cache=none", "--report=out.html"),
            new Object[] {"models", "list"})) {
      Program.End end = guarded().run(command);

      assertThat(end.code()).as(end.text()).isZero();
      assertThat(end.text()).doesNotContain(NetworkGuard.ASKED);
    }
  }

  @Test
  void aDownloadIsAskedForAndTheGuardSeesIt() throws Exception {
    Program.End end =
        guarded()
            .under(Map.of("XDG_DATA_HOME", folder.resolve("data").toString()))
            .run("models", "download", "resnet18-imagenet");

    assertThat(end.code()).as(end.text()).isEqualTo(1);
    assertThat(end.text()).contains(NetworkGuard.ASKED);
  }
}

package org.vladoscope.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.pipeline.TinyMap;

/** Times of a sweep that other programs may have spoilt. */
class MachineLoadTest {

  private static final MachineLoad IDLE = new MachineLoad(.02);
  private static final MachineLoad BUSY = new MachineLoad(.4);

  @TempDir private Path folder;

  private static SweepResult result(int rerank, MachineLoad load) {
    return SweepResult.of(
        SampleRuns.run("r" + rerank, Preset.DEFAULT.config().withRerank(rerank), 1, 1, 0), load);
  }

  @Test
  void whatOthersUsedIsAllWorkWithoutOnesOwn() {
    assertThat(MachineLoad.of(.9, .5).others())
        .isEqualTo(.4, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(MachineLoad.of(.5, .52)).isEqualTo(new MachineLoad(0));
    assertThat(MachineLoad.of(-1, .5)).isEqualTo(MachineLoad.UNKNOWN);
    assertThat(MachineLoad.UNKNOWN.isBusy()).isFalse();
    assertThat(MachineLoad.watch().end().isKnown()).isTrue();
  }

  @Test
  void aTimeUnderLoadMakesNoResultBetterThanAnotherThatIsEquallyGood() {
    SweepResult idle = result(10, IDLE);
    SweepResult busy = result(20, BUSY);
    SweepResult unknown = result(30, MachineLoad.UNKNOWN);
    assertThat(SweepResult.front(List.of(idle, busy, unknown))).containsExactly(idle, unknown);
    assertThat(busy.millisecondsPerQuery()).isEqualTo(idle.millisecondsPerQuery());
  }

  @Test
  void theLoadIsKeptWithTheSweepAndFilesWithoutItSayUnknown() throws IOException {
    PlaceMap map =
        PlaceMapFormats.known().read(TinyMap.write(folder.resolve("map")), Progress.NONE);
    Path path = folder.resolve("a.sweep.jsonl");
    SweepFile file = SweepFile.open(path, map);
    file.add(result(10, BUSY));
    file.add(result(20, MachineLoad.UNKNOWN));
    assertThat(SweepFile.open(path, map).results())
        .extracting(SweepResult::load)
        .containsExactly(BUSY, MachineLoad.UNKNOWN);
    Files.writeString(
        path, Files.readString(path).replace("\"otherPrograms\":0.4", "\"otherPrograms\":7"));
    assertThat(SweepFile.open(path, map).results())
        .extracting(SweepResult::load)
        .containsOnly(MachineLoad.UNKNOWN);
  }
}

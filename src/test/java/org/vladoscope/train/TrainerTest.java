package org.vladoscope.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.checkpoint.SafetensorsWriter;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.store.WholeFile;
import org.vladoscope.vlad.Vocabulary;

/** Training on places whose queries differ by two channels that say nothing. */
class TrainerTest {

  private static final Set<TrainedPart> ALL = EnumSet.allOf(TrainedPart.class);

  @TempDir Path folder;

  private final PaintedFeatures images = PaintedFeatures.way(48);

  @Test
  void placesThatWereNeverSeenAreRecognisedBetter() {
    TrainingResult result = train(config(ALL, 12), 2, "better");

    assertThat(result.isBetter()).isTrue();
    assertThat(result.curve().best().recall()).isGreaterThan(result.curve().first().recall() + .1f);
    assertThat(result.curve().last().loss()).isLessThan(result.curve().epochs().get(1).loss());
  }

  @Test
  void theGuessAloneHelpsPlacesThatWereNeverSeen() {
    TrainingConfig usual = TrainingConfig.DEFAULT;
    TrainingConfig guess =
        new TrainingConfig(usual.parts(), true, 1, 1, .01, 0, .1, 5, 4, .5, false, 1);

    TrainingCurve curve = train(guess, 2, "guess").curve();

    assertThat(curve.epochs()).hasSize(2);
    assertThat(curve.last().loss()).isNaN();
    assertThat(curve.last().recall()).isGreaterThan(curve.first().recall());
  }

  @Test
  void tripletsDoNotGoOnFromAGuessThatDoesNotHelp() {
    // All of it is answered rightly from the start; an epoch is one step, its loss that of where
    // it began.
    PaintedFeatures clear = images.clear();
    TrainingConfig guess = new TrainingConfig(ALL, true, 2, 5, .01, 0, 2, 5, 64, .5, false, 1);
    TrainingConfig none = new TrainingConfig(ALL, false, 1, 5, .01, 0, 2, 5, 64, .5, false, 1);

    TrainingCurve guessed = train(clear, guess, 1, "guessed").curve();
    TrainingCurve plain = train(clear, none, 1, "plain").curve();

    assertThat(guessed.first().recall()).isEqualTo(1);
    assertThat(guessed.last().loss()).isCloseTo(plain.last().loss(), within(1e-5f));
  }

  @Test
  void itBeginsWithTheVeryWordsOfTheMap() {
    Vocabulary start = PaintedFeatures.words();

    Vocabulary same = VladWeights.of(start).vocabulary(start);

    assertThat(same.centroids()).isEqualTo(start.centroids());
    assertThat(same.assignmentWeights()).isEqualTo(start.assignmentWeights());
    assertThat(same.assignmentBias()).isEqualTo(start.assignmentBias());
    assertThat(same.residualProjection()).isNull();
  }

  @Test
  void theNumberOfThreadsChangesNoDigit() {
    assertSame(train(config(ALL, 4), 1, "one"), train(config(ALL, 4), 2, "two"));
  }

  @Test
  void aTrainingThatWasStoppedGoesOnToTheSameDigits() {
    TrainingConfig config = new TrainingConfig(ALL, true, 6, 50, .02, .1, .1, 5, 4, .5, false, 1);
    TrainingResult whole = train(config, 1, "whole");
    Path state = folder.resolve("stopped");

    for (String moment :
        List.of("Epoch 2 of 6, step 2", "Epoch 5 of 6, step 3", "Epoch 5 of 6, describing")) {
      boolean resume = Files.exists(state);
      assertThatThrownBy(() -> run(config, state, resume, stoppingAt(moment)))
          .isInstanceOf(CancellationException.class);
    }
    List<EpochResult> told = new ArrayList<>();
    TrainingResult resumed;
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      resumed =
          trainer(config, compute).run(state, true, told::add, new WorkControl(), Progress.NONE);
    }

    assertSame(resumed, whole);
    assertThat(told).isEqualTo(whole.curve().epochs());
  }

  @Test
  void moreEpochsGoOnFromTheStateOfFewer() {
    Path state = folder.resolve("more");
    run(config(ALL, 3), state, false, Progress.NONE);

    assertSame(
        run(config(ALL, 5), state, true, Progress.NONE), train(config(ALL, 5), 1, "at once"));
  }

  @Test
  void itEndsWhenTheHeldOutQueriesAreAnsweredNoBetter() {
    TrainingConfig still =
        new TrainingConfig(
            Set.of(TrainedPart.CENTROIDS), false, 50, 3, 1e-9, 0, .1, 5, 8, .5, false, 1);

    TrainingResult result = train(still, 1, "still");

    assertThat(result.curve().epochs()).hasSize(4);
    assertThat(result.isBetter()).isFalse();
  }

  @Test
  void aStateIsNeitherOverwrittenNorMistakenForAnother() throws IOException {
    Path state = folder.resolve("kept");
    run(config(ALL, 1), state, false, Progress.NONE);
    byte[] before = Files.readAllBytes(state);

    assertThatThrownBy(() -> run(config(ALL, 2), state, false, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Go on with --resume, or begin anew with --restart.");
    assertThatThrownBy(
            () -> run(config(Set.of(TrainedPart.CENTROIDS), 2), state, true, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("belongs to a training with other settings or on another map");
    assertThatThrownBy(() -> run(config(ALL, 2), folder.resolve("none"), true, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("There is no training to go on with");
    assertThat(Files.readAllBytes(state)).isEqualTo(before);
  }

  @Test
  void aStateOfAnotherVersionIsRefused() throws IOException {
    Path state = folder.resolve("old");
    WholeFile.stream(
        state,
        out ->
            SafetensorsWriter.write(
                out,
                Map.of("format", "vladoscope-training", "version", "1"),
                Map.of("steps", new SafetensorsWriter.Tensor(List.of(1), new float[] {1}))));

    assertThatThrownBy(() -> run(config(ALL, 2), state, true, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessage(state + " was written by another version of the program; begin anew.");
    assertThatThrownBy(() -> UnfinishedTraining.find(state)).isInstanceOf(InputException.class);
  }

  @Test
  void aDamagedStateIsRefusedInASentence() throws IOException {
    Path state = folder.resolve("damaged");
    run(config(ALL, 1), state, false, Progress.NONE);
    byte[] whole = Files.readAllBytes(state);

    for (int length : new int[] {0, 20, whole.length / 2, whole.length - 1}) {
      Files.write(state, java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> run(config(ALL, 2), state, true, Progress.NONE))
          .as("%d bytes", length)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(state.toString());
    }
  }

  @Test
  void afterACancelNotOnePictureMoreIsRead() {
    int pictures = readings(config(ALL, 2));

    // While all are described, within the images of a step, and in the next epoch.
    for (int last : new int[] {1, 30, 80, 101, 130, pictures - 1}) {
      CountedReadings counted = new CountedReadings(images, last);
      assertThatThrownBy(() -> run(counted, config(ALL, 2), "cancelled " + last, counted))
          .isInstanceOf(CancellationException.class);
      assertThat(counted.readings).as("cancelled by image %d", last).isEqualTo(last);
    }
  }

  private int readings(TrainingConfig config) {
    CountedReadings counted = new CountedReadings(images, Integer.MAX_VALUE);
    run(counted, config, "counted", counted);
    return counted.readings;
  }

  @Test
  void aGuessIsCancelledBetweenTwoPicturesToo() {
    TrainingConfig usual = TrainingConfig.DEFAULT;
    TrainingConfig guess =
        new TrainingConfig(usual.parts(), true, 1, 1, .01, 0, .1, 5, 4, .5, false, 1);
    int described = 48 + PlaceSplit.of(images, guess).trained().length * 2;
    CountedReadings counted = new CountedReadings(images, described + 5);

    assertThatThrownBy(() -> run(counted, guess, "guess", counted))
        .isInstanceOf(CancellationException.class);
    assertThat(counted.readings).isEqualTo(described + 5);
  }

  @Test
  void nothingIsReadWhilePausedAndTheDigitsStayTheSame() {
    TrainingConfig config = new TrainingConfig(ALL, true, 3, 50, .02, .1, .1, 5, 4, .5, false, 1);
    TrainingResult whole = train(config, 1, "unpaused");
    for (int last : new int[] {10, 100, 190, 260}) {
      CountedReadings counted = new CountedReadings(images, last);

      TrainingResult paused = pausedAt(counted, config, "paused " + last);

      assertThat(counted.readingsWhilePaused).as("paused by image %d", last).isZero();
      assertSame(paused, whole);
    }
  }

  private TrainingResult pausedAt(CountedReadings counted, TrainingConfig config, String name) {
    WorkControl control = new WorkControl();
    counted.then = control::pause;
    Progress resuming =
        new Progress() {
          @Override
          public void report(String message, double fraction) {
            if (message.equals("Paused")) {
              int before = counted.readings;
              Thread.startVirtualThread(
                  () -> {
                    LockSupport.parkNanos(50_000_000); // time enough to read a few
                    counted.readingsWhilePaused = counted.readings - before;
                    control.resume();
                  });
            }
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      return trainer(counted, config, compute)
          .run(folder.resolve(name), false, epoch -> {}, control, resuming);
    }
  }

  @Test
  void aPausedTrainingCanBeCancelled() {
    WorkControl control = new WorkControl();
    control.pause();

    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      assertThatThrownBy(
              () ->
                  trainer(config(ALL, 2), compute)
                      .run(
                          folder.resolve("paused"),
                          false,
                          epoch -> {},
                          control,
                          stoppingAt("Paused")))
          .isInstanceOf(CancellationException.class);
    }
  }

  /** Counts the images that are read, and cancels by the last of them, or does what is asked. */
  private static final class CountedReadings implements TrainingImages, Progress {

    private final TrainingImages images;
    private final int last;
    private boolean cancelled;
    private int readingsWhilePaused = -1;
    private volatile int readings;
    private Runnable then = () -> cancelled = true;

    CountedReadings(TrainingImages images, int last) {
      this.images = images;
      this.last = last;
    }

    private void count() {
      readings++;
      if (readings == last) {
        then.run();
      }
    }

    @Override
    public PlaceMap map() {
      return images.map();
    }

    @Override
    public FeatureMap image(int number, Progress progress) {
      count();
      return images.image(number, progress);
    }

    @Override
    public FeatureMap query(int number, Progress progress) {
      count();
      return images.query(number, progress);
    }

    @Override
    public boolean isUsableImage(int number) {
      return images.isUsableImage(number);
    }

    @Override
    public boolean isUsableQuery(int number) {
      return images.isUsableQuery(number);
    }

    @Override
    public void report(String message, double fraction) {}

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  @Test
  void aStateSaysWhatItGoesOnWith() {
    Path state = folder.resolve("said");
    TrainingConfig config = config(ALL, 3);
    TrainingResult result = run(config, state, false, Progress.NONE);

    assertThat(UnfinishedTraining.find(state))
        .contains(new UnfinishedTraining(TinyMap.CONFIG, config, result.curve()));
    assertThat(UnfinishedTraining.find(folder.resolve("nowhere"))).isEmpty();
  }

  private static TrainingConfig config(Set<TrainedPart> parts, int epochs) {
    return new TrainingConfig(parts, false, epochs, 50, .02, 0, .1, 5, 4, .5, false, 1);
  }

  private TrainingResult train(TrainingConfig config, int threads, String name) {
    return train(images, config, threads, name);
  }

  private TrainingResult train(
      PaintedFeatures of, TrainingConfig config, int threads, String name) {
    try (Compute compute = Compute.open(DeviceChoice.CPU, threads)) {
      return trainer(of, config, compute)
          .run(folder.resolve(name), false, epoch -> {}, new WorkControl(), Progress.NONE);
    }
  }

  private TrainingResult run(TrainingConfig config, Path state, boolean resume, Progress progress) {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      return trainer(config, compute).run(state, resume, epoch -> {}, new WorkControl(), progress);
    }
  }

  private Trainer trainer(TrainingConfig config, Compute compute) {
    return trainer(images, config, compute);
  }

  private void run(TrainingImages of, TrainingConfig config, String name, Progress progress) {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      trainer(of, config, compute)
          .run(folder.resolve(name), false, epoch -> {}, new WorkControl(), progress);
    }
  }

  private static Trainer trainer(TrainingImages of, TrainingConfig config, Compute compute) {
    return new Trainer(
        of, PlaceSplit.of(of, config), TinyMap.CONFIG, PaintedFeatures.words(), config, compute);
  }

  /** Is cancelled as soon as something is reported. */
  private static Progress stoppingAt(String moment) {
    return new Progress() {
      private volatile boolean reached;

      @Override
      public void report(String message, double fraction) {
        reached |= message.startsWith(moment);
      }

      @Override
      public boolean isCancelled() {
        return reached;
      }
    };
  }

  private static void assertSame(TrainingResult one, TrainingResult other) {
    assertThat(one.curve()).isEqualTo(other.curve());
    assertThat(one.vocabulary().centroids()).isEqualTo(other.vocabulary().centroids());
    assertThat(one.vocabulary().assignmentWeights())
        .isEqualTo(other.vocabulary().assignmentWeights());
    assertThat(one.vocabulary().assignmentBias()).isEqualTo(other.vocabulary().assignmentBias());
    assertThat(one.vocabulary().residualProjection())
        .isEqualTo(other.vocabulary().residualProjection());
  }
}

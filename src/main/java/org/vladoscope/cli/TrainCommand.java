package org.vladoscope.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.SourceOptions;
import org.vladoscope.cli.option.TrainingOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.WorkControl;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.run.RunJson;
import org.vladoscope.train.EpochResult;
import org.vladoscope.train.MapTraining;
import org.vladoscope.train.Trainer;
import org.vladoscope.train.TrainingCurve;
import org.vladoscope.train.TrainingFiles;
import org.vladoscope.train.TrainingImages;
import org.vladoscope.train.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the vocabulary of a map on its own places. */
@Command(
    name = "train",
    description = {
      "Train a vocabulary on the places of a map, and see on a part that is held out whether that"
          + " helps.",
      "Stopped or killed, it goes on where it was with --resume."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand extends MapCommand {

  @Mixin SourceOptions source;

  @Mixin TrainingOptions training = new TrainingOptions();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "File for the trained vocabulary; gets the ending .safetensors if it has another (the"
              + " map's name with -trained).")
  @Nullable Path output;

  @Option(names = "--resume", description = "Go on with a training that was interrupted.")
  boolean resume;

  @Option(names = "--restart", description = "Forget a training that was interrupted.")
  boolean restart;

  TrainCommand(Console console, PlaceMapFormats formats) {
    super(console);
    this.source = new SourceOptions(formats);
  }

  @Override
  PlaceMap readMap() {
    // Wrong settings are told before the map is looked for, a map that does not do before it is
    // computed on.
    training.config();
    PlaceMap map = source.read(progress);
    TrainingImages.check(map, pipelineOptions.config());
    return map;
  }

  @Override
  void run(Session session) {
    TrainingFiles files = new TrainingFiles(output == null ? usualFile(session.map()) : output);
    if (restart) {
      Trainer.forget(files.state());
    }
    WorkControl control = new WorkControl();
    try (MapTraining opened =
        MapTraining.open(
            session.map(),
            session.pipeline().config(),
            training.config(),
            session.compute(),
            session.store(),
            control,
            progress)) {
      opened.madeUp().ifPresent(console.err()::println);
      MapTraining.Ready ready = opened.prepare(control, progress);
      progress.done();
      reportFailures(ready.failures());
      console.err().println(ready.split().words());
      TrainingResult result = ready.run(files, resume, this::tell, control, progress);
      progress.done();
      if (result.isBetter()) {
        ready.export(result).write(files.words(), progress);
      }
      tell(result, files);
      Map<String, Object> json = ready.json(result.curve());
      json.put("config", JsonOutput.of(session.pipeline().config()));
      json.put("readAs", RunJson.of(session.map().origin()));
      json.put("model", result.isBetter() ? files.words().toString() : "");
      JsonOutput.write(runOptions.json, json);
      Trainer.forget(files.state());
    }
  }

  private static Path usualFile(PlaceMap map) {
    return Path.of(map.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-") + "-trained");
  }

  private void tell(TrainingCurve now) {
    EpochResult epoch = now.last();
    progress.done();
    console.line(
        "epoch %3d  loss %s  held-out R@1 %.3f  R@5 %.3f  MRR %.3f%s",
        epoch.epoch(),
        Float.isNaN(epoch.loss()) ? "     -" : String.format(Locale.ROOT, "%.4f", epoch.loss()),
        epoch.recall(),
        epoch.recallAt5(),
        epoch.reciprocalRank(),
        now.best().equals(epoch) && epoch.epoch() > 0 ? "  best so far" : "");
  }

  private void tell(TrainingResult result, TrainingFiles files) {
    EpochResult first = result.curve().first();
    EpochResult best = result.curve().best();
    EpochResult last = result.curve().last();
    if (result.isBetter()) {
      console.line(
          "Held-out R@1 %.3f before, %.3f after epoch %d. That epoch was chosen by this figure,"
              + " which flatters it; the last one, %d, has %.3f.",
          first.recall(), best.recall(), best.epoch(), last.epoch(), last.recall());
      console.line(
          "%s: the vocabulary of epoch %d, for --vocabulary.", files.words(), best.epoch());
    } else {
      console.line(
          "No epoch answers the held-out queries better than what training began with, R@1 %.3f:"
              + " no vocabulary is written.",
          first.recall());
    }
    console.line("%s: the curve.", files.curve());
  }
}

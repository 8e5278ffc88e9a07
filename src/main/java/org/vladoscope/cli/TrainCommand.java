package org.vladoscope.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.SourceOptions;
import org.vladoscope.cli.option.TrainingOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.run.RunJson;
import org.vladoscope.store.WholeFile;
import org.vladoscope.train.EpochResult;
import org.vladoscope.train.PlaceSplit;
import org.vladoscope.train.SelfSupervision;
import org.vladoscope.train.Trainer;
import org.vladoscope.train.TrainingConfig;
import org.vladoscope.train.TrainingCurve;
import org.vladoscope.train.TrainingImages;
import org.vladoscope.train.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the words of a map on its own places. */
@Command(
    name = "train",
    description = {
      "Train visual words on the places of a map, and see on a part that is held out whether that"
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
          "File for the trained words; gets the ending .safetensors if it has another (the map's"
              + " name with -trained).")
  @Nullable Path output;

  @Option(names = "--resume", description = "Go on with a training that was interrupted.")
  boolean resume;

  @Option(names = "--restart", description = "Forget a training that was interrupted.")
  boolean restart;

  private Optional<SelfSupervision> warps = Optional.empty();

  TrainCommand(Console console, PlaceMapFormats formats) {
    super(console);
    this.source = new SourceOptions(formats);
  }

  @Override
  PlaceMap readMap() {
    // Wrong settings are told before the map is looked for.
    TrainingConfig config = training.config();
    PlaceMap map = source.read(progress);
    TrainingImages.check(map, pipelineOptions.config());
    if (map.groundTruth().isKnown()) {
      return map;
    }
    SelfSupervision made =
        SelfSupervision.of(map, pipelineOptions.config().imageSize(), config.seed(), progress);
    warps = Optional.of(made);
    console.err().println(made.words());
    return made.map();
  }

  @Override
  public Integer call() {
    try {
      return super.call();
    } finally {
      warps.ifPresent(SelfSupervision::close);
    }
  }

  @Override
  void run(Session session) {
    TrainingConfig config = training.config();
    Path file = ModelExport.withEnding(output == null ? usualFile(session.map()) : output);
    Path state = beside(file, ".training");
    if (restart) {
      Trainer.forget(state);
    }
    PipelineConfig settings = session.pipeline().config();
    Pipeline globals = session.workspace().pipeline(settings.withRerank(0));
    PreparedMap prepared = globals.prepare(progress);
    progress.done();
    reportFailures(prepared.failures());
    TrainingImages images = TrainingImages.of(session.map(), prepared);
    PlaceSplit split = PlaceSplit.of(images, config);
    console.err().println(split.words());
    Trainer trainer =
        new Trainer(images, split, prepared.vocabulary(progress), config, session.compute());
    Report report = new Report(file, split, config, session);
    TrainingResult result = trainer.run(state, resume, report::add, progress);
    progress.done();
    if (result.isBetter()) {
      session.pipeline().export(result.vocabulary()).write(file, progress);
    }
    report.end(result);
    Trainer.forget(state);
  }

  private static Path usualFile(PlaceMap map) {
    return Path.of(map.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-") + "-trained");
  }

  private static Path beside(Path file, String ending) {
    Path settings = ModelExport.settingsOf(file);
    String name = String.valueOf(settings.getFileName());
    return settings.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
  }

  /** The curve on the terminal and in its files. */
  private final class Report {

    private final Path file;
    private final PlaceSplit split;
    private final TrainingConfig config;
    private final Session session;
    private @Nullable TrainingCurve curve;

    Report(Path file, PlaceSplit split, TrainingConfig config, Session session) {
      this.file = file;
      this.split = split;
      this.config = config;
      this.session = session;
    }

    void add(EpochResult epoch) {
      TrainingCurve before = curve;
      TrainingCurve now =
          before == null
              ? new TrainingCurve(List.of(epoch))
              : new TrainingCurve(
                  Stream.concat(before.epochs().stream(), Stream.of(epoch)).toList());
      curve = now;
      progress.done();
      console.line(
          "epoch %3d  loss %s  held-out R@1 %.3f  MRR %.3f%s",
          epoch.epoch(),
          Float.isNaN(epoch.loss()) ? "     -" : String.format(Locale.ROOT, "%.4f", epoch.loss()),
          epoch.recall(),
          epoch.reciprocalRank(),
          now.best().equals(epoch) && epoch.epoch() > 0 ? "  best so far" : "");
      WholeFile.write(beside(file, ".curve.csv"), now.csv().getBytes(StandardCharsets.UTF_8));
      JsonOutput.write(beside(file, ".curve.json"), json(now));
    }

    void end(TrainingResult result) {
      EpochResult first = result.curve().first();
      EpochResult best = result.curve().best();
      EpochResult last = result.curve().last();
      if (result.isBetter()) {
        console.line(
            "Held-out R@1 %.3f before, %.3f after epoch %d. That epoch was chosen by this figure,"
                + " which flatters it; the last one, %d, has %.3f.",
            first.recall(), best.recall(), best.epoch(), last.epoch(), last.recall());
        console.line("%s: the words of epoch %d, for --vocabulary.", file, best.epoch());
      } else {
        console.line(
            "No epoch answers the held-out queries better than what training began with, R@1 %.3f:"
                + " no words are written.",
            first.recall());
      }
      console.line("%s: the curve.", beside(file, ".curve.csv"));
      Map<String, Object> json = json(result.curve());
      json.put("readAs", RunJson.of(session.map().origin()));
      json.put("model", result.isBetter() ? file.toString() : "");
      JsonOutput.write(runOptions.json, json);
    }

    private Map<String, Object> json(TrainingCurve now) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("format", "vladoscope-training-curve");
      json.put("version", 1);
      json.put("map", session.map().name());
      json.put(
          "supervision", warps.isPresent() ? "self-supervised, warped images" : "ground truth");
      json.put("split", split.words());
      json.put("trainedQueries", split.trained().length);
      json.put("heldOutQueries", split.heldOut().length);
      json.put("trained", config.parts().stream().map(Object::toString).sorted().toList());
      json.put("firstGuess", config.firstGuess());
      json.put("learningRate", config.learningRate());
      json.put("decay", config.decay());
      json.put("margin", config.margin());
      json.put("negatives", config.negatives());
      json.put("batch", config.batch());
      json.put("seed", config.seed());
      json.put("bestEpoch", now.best().epoch());
      json.put("epochs", now.json());
      json.put("config", JsonOutput.of(session.pipeline().config()));
      return json;
    }
  }
}

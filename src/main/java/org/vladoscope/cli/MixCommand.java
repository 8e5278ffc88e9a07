package org.vladoscope.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.SourceOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.InputException;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.MixFile;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.mix.ClusterEffect;
import org.vladoscope.mix.HarmfulClusters;
import org.vladoscope.mix.MixTables;
import org.vladoscope.mix.MixableMap;
import org.vladoscope.mix.MixableMaps;
import org.vladoscope.mix.Standing;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.store.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what clusters do to recall, and finds those that do harm. */
@Command(
    name = "mix",
    description = {
      "Say what a mix of clusters (--mix) does to recall by global descriptors, and what muting"
          + " each cluster would do.",
      "With --find-harmful, look for clusters without which queries fare better: by one half of the"
          + " queries, judged by the other."
    },
    mixinStandardHelpOptions = true)
final class MixCommand extends MapCommand {

  private static final int LISTED = 10;

  @Mixin SourceOptions source;

  @Option(
      names = "--find-harmful",
      description = "Mute, one after the other, the clusters whose muting helps most.")
  boolean findHarmful;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write what muting each cluster would do as CSV.")
  @Nullable Path csv;

  @Option(
      names = "--queries-csv",
      paramLabel = "FILE",
      description = "Write the rank of each query's first right image, unmixed and mixed, as CSV.")
  @Nullable Path queriesCsv;

  @Option(
      names = "--steps-csv",
      paramLabel = "FILE",
      description = "With --find-harmful: write its steps as CSV.")
  @Nullable Path stepsCsv;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Save the mix, with --find-harmful the one that was found, for --mix FILE.")
  @Nullable Path save;

  MixCommand(Console console, PlaceMapFormats formats) {
    super(console);
    this.source = new SourceOptions(formats);
  }

  @Override
  PlaceMap readMap() {
    return source.read(progress);
  }

  @Override
  void run(Session session) {
    PlaceMap map = session.map();
    PipelineConfig config = session.pipeline().config();
    MixableMaps.refusal(config)
        .ifPresent(
            reason -> {
              throw new InputException(reason);
            });
    PreparedMap prepared =
        session
            .workspace()
            .pipeline(config.withMix(ClusterMix.NONE).withRerank(0))
            .prepare(progress.part(0, .5));
    progress.done();
    reportFailures(prepared.failures());
    try (MixableMap mixable = MixableMaps.open(prepared, map.groundTruth(), progress)) {
      double[] factors = config.mix().factors(mixable.clusters());
      Standing before = mixable.rank(mixable.unmixed(), progress);
      Standing now = mixable.rank(factors, progress);
      List<ClusterEffect> effects = mixable.effects(factors, effect -> {}, progress);
      Optional<HarmfulClusters> harmful =
          findHarmful
              ? Optional.of(mixable.harmful(factors, step -> {}, progress))
              : Optional.empty();
      progress.done();
      ClusterMix result = harmful.map(HarmfulClusters::mix).orElse(config.mix());
      Standing after = mixable.rank(result.factors(mixable.clusters()), progress);
      print(mixable, config.mix(), before, now, effects);
      harmful.ifPresent(this::print);
      write(csv, MixTables.clusters(factors, effects));
      write(queriesCsv, MixTables.queries(map, before, after));
      harmful.ifPresent(found -> write(stepsCsv, MixTables.steps(found)));
      write(save, MixFile.text(result, mixable.clusters(), config.withMix(result)));
      JsonOutput.write(
          runOptions.json,
          JsonOutput.object(
              "map", map.name(),
              "config", JsonOutput.of(config),
              "clusters", mixable.clusters(),
              "queries", mixable.queries().size(),
              "order", before.outcomes().order(),
              "unmixed", json(before),
              "mixed", json(now),
              "effects", effects.stream().map(MixCommand::json).toList(),
              "harmful", harmful.map(found -> (Object) json(found)).orElse("not asked for"),
              "mix", result.toString()));
    }
  }

  private static void write(@Nullable Path file, String text) {
    if (file != null) {
      WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void print(
      MixableMap mixable,
      ClusterMix mix,
      Standing before,
      Standing now,
      List<ClusterEffect> effects) {
    console.line(
        "%d clusters; %d queries with a positive, ranked by global descriptors alone",
        mixable.clusters(), mixable.queries().size());
    console.line("%s", "unmixed   " + recall(before));
    if (!mix.isNone()) {
      PairedComparison compared = now.against(before, 1);
      console.line(
          "%s",
          String.format(
              Locale.ROOT,
              "mixed     %s, %d won and %d lost at rank 1 (%s)",
              recall(now),
              compared.won().size(),
              compared.lost().size(),
              mix));
    }
    console.line("What muting one cluster%s would change:", mix.isNone() ? "" : " more");
    effects.stream()
        .filter(effect -> effect.isKnown() && effect.reciprocalRank() != 0)
        .sorted(Comparator.comparingDouble(ClusterEffect::reciprocalRank).reversed())
        .limit(LISTED)
        .forEach(
            effect ->
                console.line(
                    "%s",
                    String.format(
                        Locale.ROOT,
                        "cluster %3d  recall@1 %+.3f  reciprocal rank %+.4f  won %d, lost %d",
                        effect.cluster(),
                        effect.recall(),
                        effect.reciprocalRank(),
                        effect.won(),
                        effect.lost())));
  }

  private static String recall(Standing standing) {
    List<String> parts = new ArrayList<>();
    for (int n : Standing.AT_N) {
      parts.add(String.format(Locale.ROOT, "recall@%d %.3f", n, standing.recall(n)));
    }
    return String.join("  ", parts);
  }

  private void print(HarmfulClusters found) {
    console.line(
        "Harmful clusters: %s",
        found.clusters().isEmpty()
            ? "none"
            : String.join(" ", found.clusters().stream().map(String::valueOf).toList()));
    HarmfulClusters.Step first = found.steps().getFirst();
    HarmfulClusters.Step last = found.steps().getLast();
    Estimate gain = found.gain();
    console.line(
        "%s",
        String.format(
            Locale.ROOT,
            "recall@1 of the %d queries that chose: %.3f, before %.3f",
            found.halves().chosenBy().size(),
            last.chosenRecall(),
            first.chosenRecall()));
    console.line(
        "%s",
        String.format(
            Locale.ROOT,
            "recall@1 of the %d queries held out:   %.3f, before %.3f: %+.3f [%+.3f, %+.3f]",
            found.halves().heldOut().size(),
            last.heldOutRecall(),
            first.heldOutRecall(),
            gain.value(),
            gain.low(),
            gain.high()));
    found.warnings().forEach(warning -> console.line("Warning: %s", warning));
    console.line("%s", found.convention());
  }

  private static Map<String, Object> json(Standing standing) {
    Map<String, Object> json = new LinkedHashMap<>();
    Standing.AT_N.forEach(n -> json.put("recallAt" + n, standing.recall(n)));
    json.put("reciprocalRank", standing.reciprocalRank());
    return json;
  }

  private static Object json(ClusterEffect effect) {
    return effect.isKnown()
        ? JsonOutput.object(
            "cluster", effect.cluster(),
            "recallAt1", effect.recall(),
            "reciprocalRank", effect.reciprocalRank(),
            "won", effect.won(),
            "lost", effect.lost())
        : JsonOutput.object("cluster", effect.cluster(), "recallAt1", "unknown");
  }

  private static Map<String, Object> json(HarmfulClusters found) {
    return new LinkedHashMap<>(
        JsonOutput.object(
            "clusters", found.clusters(),
            "mix", found.mix().toString(),
            "gain", found.gain().value(),
            "low", found.gain().low(),
            "high", found.gain().high(),
            "pValue", found.compared().pValue(),
            "chosenBy", found.halves().chosenBy().size(),
            "heldOut", found.halves().heldOut().size(),
            "leftOut", found.halves().leftOut().size(),
            "steps",
                found.steps().stream()
                    .map(
                        step ->
                            (Object)
                                JsonOutput.object(
                                    "cluster", step.cluster() < 0 ? "none" : step.cluster(),
                                    "chosenRecallAt1", step.chosenRecall(),
                                    "chosenReciprocalRank", step.chosenReciprocalRank(),
                                    "heldOutRecallAt1", step.heldOutRecall(),
                                    "heldOutReciprocalRank", step.heldOutReciprocalRank()))
                    .toList(),
            "warnings", found.warnings(),
            "convention", found.convention()));
  }
}

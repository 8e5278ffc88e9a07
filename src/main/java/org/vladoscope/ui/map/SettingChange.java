package org.vladoscope.ui.map;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.SettingValue;
import org.vladoscope.common.Variant;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * A setting in which two configurations differ.
 *
 * @param name its name, for people
 * @param before its value in the first, for people
 * @param after its value in the second
 */
public record SettingChange(String name, String before, String after) {

  private record Setting(String name, Function<PipelineConfig, Object> value) {}

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("Candidates", c -> c.retrieval().label()),
          new Setting("Image size", PipelineConfig::imageSize),
          new Setting("Decoding", PipelineConfig::decoding),
          new Setting("Network", c -> c.backbone().id()),
          new Setting("Network weights", c -> String.valueOf(c.backbone().weights())),
          new Setting("Tokens", c -> c.backbone().tokens()),
          new Setting("Random parts", c -> c.backbone().randomParts() ? "allowed" : "refused"),
          new Setting("Precision", PipelineConfig::precision),
          new Setting("Aggregator", c -> c.aggregator().label()),
          new Setting(
              "Vocabulary",
              c -> source(c.words().map(VocabularyConfig::file).orElse(null), "of the map")),
          new Setting(
              "Weights of the aggregator",
              c -> c.words().isPresent() ? "" : source(c.aggregator().file().orElse(null), "")),
          new Setting("Index", c -> c.index().factory()),
          new Setting("Index search", c -> c.index().nprobe() + ", " + c.index().efSearch()),
          new Setting(
              "Patch sizes",
              c -> NumberList.format(c.scales().stream().map(PatchScale::size).toList())),
          new Setting(
              "Strides",
              c -> NumberList.format(c.scales().stream().map(PatchScale::stride).toList())),
          new Setting(
              "Dimensions",
              c -> c.reduction().isNone() ? "all" : String.valueOf(c.reduction().dimensions())),
          new Setting("WPCA", c -> source(c.reduction().file(), "fitted on the map")),
          new Setting("Whitening", c -> Numbers.plain(c.reduction().whitening())),
          new Setting("Matching precision", c -> c.matching().precision()),
          new Setting("Score", c -> c.matching().scorer().label()),
          new Setting("Tolerance", c -> Numbers.plain(c.matching().inlierTolerance())),
          new Setting("Fusion", c -> c.matching().fusion().label()),
          new Setting("Weights", c -> NumberList.format(c.matching().weights())),
          new Setting("Global weight", c -> Numbers.plain(c.matching().globalWeight())),
          new Setting("Re-rank", PipelineConfig::rerank),
          new Setting("Cameras", c -> c.cameras().label()));

  private static String source(@Nullable Path file, String otherwise) {
    return file == null ? otherwise : String.valueOf(file.getFileName());
  }

  /** The settings in which two configurations differ, in the order of the stages. */
  public static List<SettingChange> between(PipelineConfig before, PipelineConfig after) {
    List<SettingChange> changes = new ArrayList<>();
    for (Setting setting : SETTINGS) {
      add(
          setting.name,
          String.valueOf(setting.value.apply(before)),
          String.valueOf(setting.value.apply(after)),
          changes);
    }
    addSettings(before.aggregator(), after.aggregator(), changes);
    addSettings(before.matching().scorer(), after.matching().scorer(), changes);
    addSettings(before.matching().fusion(), after.matching().fusion(), changes);
    if (changes.isEmpty() && !before.equals(after)) {
      changes.add(new SettingChange("Other settings", "", ""));
    }
    return changes;
  }

  private static void add(String name, String old, String now, List<SettingChange> changes) {
    if (!old.equals(now)) {
      changes.add(new SettingChange(name, old, now));
    }
  }

  /**
   * What a variant has of its own, but for what is named already, such as the tolerance; a setting
   * that only one of both has says nothing.
   */
  private static void addSettings(
      Variant<?> before, Variant<?> after, List<SettingChange> changes) {
    List<String> named = changes.stream().map(SettingChange::name).toList();
    for (SettingValue now : after.settings()) {
      before.settings().stream()
          .filter(old -> old.name().equals(now.name()) && !named.contains(now.label()))
          .forEach(old -> add(now.label(), old.value(), now.value(), changes));
    }
  }

  /** The names of the settings that differ, in one phrase such as "patch sizes and weights". */
  public static String names(PipelineConfig before, PipelineConfig after) {
    List<String> names =
        between(before, after).stream().map(change -> inSentence(change.name)).toList();
    return switch (names.size()) {
      case 0 -> "";
      case 1 -> names.getFirst();
      case 2 -> names.getFirst() + " and " + names.getLast();
      default -> names.getFirst() + " and " + (names.size() - 1) + " more";
    };
  }

  private static String inSentence(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  @Override
  public String toString() {
    return name + ": " + before + " \u2192 " + after;
  }
}

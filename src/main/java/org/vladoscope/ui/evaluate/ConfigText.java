package org.vladoscope.ui.evaluate;

import java.util.stream.Collectors;
import org.vladoscope.match.Matcher;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.workspace.PipelineConfig;

/** A configuration in one line, for people. */
final class ConfigText {

  private static final String DOT = "  \u00b7  ";

  private ConfigText() {}

  /** The settings that matter most, in the order of the stages. */
  static String of(PipelineConfig config) {
    String patches =
        config.scales().stream()
            .map(scale -> scale.size() + (scale.stride() == 1 ? "" : "/" + scale.stride()))
            .collect(Collectors.joining(", "));
    String weights =
        config.matching().weights().stream().map(Numbers::plain).collect(Collectors.joining(", "));
    return config.backbone().id()
        + " "
        + config.imageSize().width()
        + "\u00d7"
        + config.imageSize().height()
        + DOT
        + "K "
        + config.vocabulary().clusters()
        + DOT
        + "patches "
        + patches
        + DOT
        + "weights "
        + weights
        + DOT
        + (config.matching().matcher() == Matcher.RAPID ? "rapid" : "RANSAC")
        + DOT
        + "re-rank "
        + config.rerank();
  }
}

package org.vladoscope.pipeline.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;

/** What is said of a configuration and of other programs' results, for people. */
public final class Notices {

  private Notices() {}

  /** Says why candidates are not re-ranked, where someone asked for it, and which mix counts. */
  public static List<String> with(PipelineConfig config, List<String> others) {
    List<String> notices = new ArrayList<>(others);
    if (config.rerank() > 0) {
      config.aggregator().withoutPatches().ifPresent(notices::add);
    }
    if (!config.mix().isNone()) {
      notices.add(
          "Clusters count in global descriptors by the "
              + ConfigText.mix(config.mix())
              + ". Another map, network or seed has other clusters under these numbers.");
    }
    return notices;
  }

  /** What is understood of other programs' results, and what they lack. */
  public static List<String> of(PipelineConfig config, ForeignResults.Opened opened) {
    List<String> notices = with(config, opened.notices());
    if (!opened.missing().isEmpty()) {
      Map.Entry<String, String> first = new TreeMap<>(opened.missing()).firstEntry();
      notices.add(
          opened.missing().size()
              + " of the map's images are left out, such as "
              + first.getKey()
              + ": "
              + first.getValue());
    }
    return notices;
  }
}

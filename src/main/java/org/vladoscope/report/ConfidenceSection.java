package org.vladoscope.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.metric.confidence.Confidence.Acceptance;
import org.vladoscope.metric.confidence.Confidence.Bin;
import org.vladoscope.metric.confidence.Discrimination;
import org.vladoscope.report.ReportChart.Line;
import org.vladoscope.run.Confidences;
import org.vladoscope.run.Run;
import org.vladoscope.run.WarpCalibration;

/** The section of a report that says how far the probabilities of answers can be trusted. */
final class ConfidenceSection {

  private static final double LEAST_RADIUS = 2;
  private static final double MORE_RADIUS = 7;
  private static final double PRECISION = .99;

  private ConfidenceSection() {}

  /**
   * Writes it; nothing if answers have neither probabilities nor measures, or nothing is known
   * about what is right.
   */
  static void write(StringBuilder html, Run run) {
    Map<Line, Confidence> known = new EnumMap<>(Line.class);
    Confidences.byOtherMaps(run).ifPresent(c -> known.put(Line.OTHER_MAPS, c));
    Confidences.byAsked(run).ifPresent(c -> known.put(Line.ASKED, c));
    Confidences.byOwnTruth(run).ifPresent(c -> known.put(Line.OWN_TRUTH, c));
    List<Discrimination> measures =
        run.hasGroundTruth() ? run.measures().judged(run.after()) : List.of();
    if (!known.isEmpty() || !measures.isEmpty()) {
      html.append("<h2>Confidence</h2>\n");
    }
    if (!known.isEmpty()) {
      probabilities(html, known);
    }
    if (!measures.isEmpty()) {
      measures(html, measures, run.measures().elsewhere());
    }
  }

  /** Measures that are no probabilities: how well each tells right answers from wrong ones. */
  private static void measures(
      StringBuilder html, List<Discrimination> measures, String elsewhere) {
    html.append("<table>\n<tr><th class='name'>measure, no probability</th>")
        .append("<th class='name'>surer if</th><th>queries</th>")
        .append("<th>area, right answers</th><th>area, without a match</th></tr>\n");
    for (Discrimination one : measures) {
      html.append("<tr><td class='name'>")
          .append(HtmlReport.escaped(one.measure().label()))
          .append("</td><td class='name'>")
          .append(one.measure().isLowerSurer() ? "lower" : "higher")
          .append("</td><td>")
          .append(one.queries().size())
          .append("</td><td>")
          .append(area(one.rightArea()))
          .append("</td><td>")
          .append(area(one.withoutMatchArea()))
          .append("</td></tr>\n");
    }
    html.append("</table>\n");
    HtmlReport.note(
        html,
        "Area under the ROC curve: how often a right answer is surer than a wrong one, and an"
            + " answer to a query with a match surer than one to a query without; 1 tells all"
            + " apart, 0.5 none, \u2013 where there is only one kind. Elsewhere, for the distance"
            + " ratio: "
            + elsewhere
            + ". Nothing was re-ranked, so no probability is calibrated.");
  }

  private static String area(OptionalDouble area) {
    return area.isPresent() ? String.format(Locale.ROOT, "%.3f", area.getAsDouble()) : "\u2013";
  }

  private static void probabilities(StringBuilder html, Map<Line, Confidence> known) {
    html.append("<div class='figures'>\n");
    HtmlReport.figure(html, "Calibration of the probabilities of answers", chart(known));
    html.append("</div>\n<table>\n<tr><th class='name'>calibrated on</th>")
        .append("<th>queries</th><th>calibration error</th>")
        .append("<th class='name'>for 99 % precision</th></tr>\n");
    known.values().forEach(confidence -> row(html, confidence));
    html.append("</table>\n");
    HtmlReport.note(
        html,
        "Expected calibration error: mean distance of probability and share of right answers over"
            + " "
            + Confidence.BINS
            + " equal parts of the range, 0 is best; the larger a mark, the more queries it stands"
            + " for; on the dashed line answers are right as often as was said");
    HtmlReport.note(
        html,
        "For 99 % precision: the lowest probability from which on so many of these answers are"
            + " right; on other queries the precision may differ");
    if (known.containsKey(Line.ASKED)) {
      HtmlReport.note(html, WarpCalibration.trust());
    }
  }

  private static ReportChart chart(Map<Line, Confidence> known) {
    ReportChart chart =
        new ReportChart(
            "Share of right answers over their probability",
            "probability",
            "share of right answers");
    chart.shareTicks();
    chart.diagonal();
    known.forEach(
        (line, confidence) -> {
          List<Bin> bins = confidence.bins().stream().filter(bin -> bin.queries() > 0).toList();
          int most = bins.stream().mapToInt(Bin::queries).max().orElse(1);
          chart.line(
              line,
              bins.stream()
                  .map(bin -> new double[] {bin.meanProbability(), bin.shareRight()})
                  .toList(),
              false);
          for (Bin bin : bins) {
            double radius = LEAST_RADIUS + MORE_RADIUS * Math.sqrt((double) bin.queries() / most);
            chart.mark(line, bin.meanProbability(), bin.shareRight(), radius);
          }
        });
    return chart;
  }

  private static void row(StringBuilder html, Confidence confidence) {
    html.append("<tr><td class='name'>")
        .append(HtmlReport.escaped(confidence.source()))
        .append("</td><td>")
        .append(confidence.queries().size())
        .append("</td><td>")
        .append(String.format(Locale.ROOT, "%.3f", confidence.calibrationError()))
        .append("</td><td class='name'>")
        .append(
            confidence
                .atPrecision(PRECISION)
                .map(acceptance -> words(confidence, acceptance))
                .orElse("not reached, even by the most probable answers"))
        .append("</td></tr>\n");
  }

  private static String words(Confidence confidence, Acceptance acceptance) {
    return String.format(
        Locale.ROOT,
        "accept from %s on: precision %.1f %%, covers %.0f %% of the queries",
        Confidence.text(confidence.readable(acceptance.threshold())),
        acceptance.percent(),
        100 * acceptance.coverage());
  }
}

package org.vladoscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.match.ZScoreFusion;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.run.Confidences;
import org.vladoscope.run.Run;
import org.vladoscope.run.SampleRuns;

/** What a report says of the probabilities of answers. */
class ConfidenceSectionTest {

  private static final PipelineConfig CONFIG = Preset.DEFAULT.config();

  /** 12 answers of .97, all right; 8 of .85, 6 right; 20 of .25, 5 right. */
  private static Run run(PipelineConfig config, String groundTruth) {
    Run sample = SampleRuns.run("20260304-a", config);
    List<Run.Query> queries = new ArrayList<>();
    for (int q = 0; q < 40; q++) {
      double probability = q < 12 ? .97 : q < 20 ? .85 : .25;
      int rank = q < 18 || q >= 35 ? 1 : 2;
      queries.add(
          new Run.Query("q" + q + ".jpg", 1, rank, rank, .5, score(probability), "", "a.jpg"));
    }
    return new Run(
        sample.id(),
        sample.map(),
        sample.readAs(),
        config,
        sample.software(),
        sample.device(),
        sample.date(),
        sample.index(),
        groundTruth,
        sample.databaseSize(),
        sample.depth(),
        queries,
        sample.seconds(),
        sample.totalSeconds(),
        sample.queryTime(),
        sample.megabytesPerImage(),
        sample.failures(),
        sample.notices(),
        sample.measures(),
        sample.conditions(),
        Optional.empty());
  }

  private static double score(double probability) {
    Calibration calibration = Confidences.usual(CONFIG).orElseThrow();
    double logit = Math.log(probability / (1 - probability)) + 1e-6;
    return Math.exp((logit - calibration.intercept()) / calibration.slope());
  }

  @Test
  void itHasTheCalibrationCurveTheErrorAndTheLineForHighPrecision() {
    String html = HtmlReport.of(run(CONFIG, "positives within 25 m"));

    assertThat(html)
        .contains("<h2>Confidence</h2>")
        .contains("aria-label=\"Share of right answers over their probability\"")
        .as("(12 * .03 + 8 * .10 + 20 * .00) / 40")
        .contains("<td>40</td><td>0.029</td>")
        .contains("accept from 0.97 on: precision 100.0 %, covers 30 % of the queries")
        .contains("other maps, with the default configuration")
        .contains("this map&#39;s ground truth, each query by a curve fitted on other queries");
  }

  @Test
  void whereNothingWasRerankedMeasuresStandThereByTheirNames() {
    String html = HtmlReport.of(SampleRuns.measured(CONFIG));

    assertThat(html)
        .contains("<h2>Confidence</h2>")
        .contains(
            "Distance ratio</td><td class='name'>lower</td><td>3</td><td>1.000</td><td>\u2013</td>")
        .contains(
            "First similarity</td><td class='name'>higher</td><td>4</td><td>0.500</td>"
                + "<td>0.667</td>")
        .contains("more than 25 m from it")
        .doesNotContain("Spatial spread")
        .doesNotContain("calibration error");
    assertThat(RunTables.csv(SampleRuns.measured(CONFIG)))
        .startsWith(
            "query,positives,rank_before,rank_after,score_before,score_after,answer,probability,"
                + "first_similarity,distance_ratio\n")
        .contains("c.jpg,1,2,2,0.700000,0.700000,x.jpg,,0.700000,0.875000\n")
        .contains(",x.jpg,,0.600000,\n");
  }

  @Test
  void whereAnswersHaveNoProbabilitiesThereIsNoSuchSection() {
    PipelineConfig original = CONFIG.withMatching(CONFIG.matching().withFusion(new ZScoreFusion()));
    assertThat(HtmlReport.of(run(original, "positives within 25 m"))).doesNotContain("Confidence");
    assertThat(HtmlReport.of(run(CONFIG, ""))).doesNotContain("Confidence");
  }
}

package org.vladoscope.ui.explore.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.match.PairScores;
import org.vladoscope.match.Standard;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Picture;

/**
 * The right answer to a query beside a wrong candidate: the one that came first, or the best of
 * them if the answer is right.
 *
 * @param result the answer
 * @param config what it was found with
 * @param query the pixels of the query
 * @param onePair whether one pair of images gives the scores, not the mean of several cameras
 * @param other the wrong candidate
 * @param right the right answer
 */
record WhyAnswer(
    QueryResult result,
    PipelineConfig config,
    Picture query,
    boolean onePair,
    Rival other,
    Rival right)
    implements Why {

  /** Where the right answer was lost. */
  private enum Stage {
    ANSWERED_RIGHT,
    NOTHING_RERANKED,
    NOT_AMONG_RERANKED,
    NOTHING_STANDS_OUT,
    OUTRANKED
  }

  /** Whether the first candidate is right. */
  boolean isAnsweredRight() {
    return right.listed().filter(candidate -> candidate.rankAfter() == 1).isPresent();
  }

  private Stage stage() {
    if (isAnsweredRight()) {
      return Stage.ANSWERED_RIGHT;
    } else if (result.reranked().isEmpty()) {
      return Stage.NOTHING_RERANKED;
    } else if (!right.isReranked()) {
      return Stage.NOT_AMONG_RERANKED;
    }
    return result.standard().filter(standard -> !standard.standsOut()).isPresent()
        ? Stage.NOTHING_STANDS_OUT
        : Stage.OUTRANKED;
  }

  /** Where the right answer was lost, in one line. */
  String headline() {
    return switch (stage()) {
      case ANSWERED_RIGHT -> "Answered right: the first candidate shows the same place";
      case NOTHING_RERANKED ->
          "Lost in the global search: " + globalRank() + ", and these settings re-rank nothing";
      case NOT_AMONG_RERANKED ->
          "Lost in the global search: "
              + globalRank()
              + ", not among the "
              + result.reranked().size()
              + " re-ranked";
      case NOTHING_STANDS_OUT ->
          "Lost in the global search: " + globalRank() + ", and no candidate stands out";
      case OUTRANKED -> "Re-ranked, but lost" + lostAt();
    };
  }

  private String globalRank() {
    return right.globalRank().isPresent()
        ? "global rank " + Numbers.count(right.globalRank().getAsInt())
        : "not among the first " + Numbers.count(result.candidates().size()) + " candidates";
  }

  private String lostAt() {
    List<Integer> lost = sizes(Better.OTHER);
    if (lost.isEmpty()) {
      return config.matching().globalWeight() > 0
          ? " by its global similarity: ahead at every patch size"
          : "";
    }
    return lost.size() > 1 && lost.size() == counting().size()
        ? " at every patch size"
        : " at " + Why.joined(lost.stream().map(this::size).toList());
  }

  /** What decided, in sentences. */
  String sentence() {
    return switch (stage()) {
      case ANSWERED_RIGHT -> answeredRight();
      case NOTHING_RERANKED -> similarities();
      case NOT_AMONG_RERANKED -> "Compared now: " + counts(counting()) + "." + wouldBe();
      case NOTHING_STANDS_OUT ->
          "No candidate matches better than images elsewhere do, so the patches count for nothing"
              + " and the order is that of the global search. "
              + similarities();
      case OUTRANKED -> outranked();
    };
  }

  private String answeredRight() {
    String before =
        right.globalRank().stream().anyMatch(rank -> rank == 1)
            ? "It was first by global descriptors too."
            : "Re-ranking brought it there from " + globalRank() + ".";
    return before
        + (counting().isEmpty() ? "" : " The best wrong candidate beside it: ")
        + (counting().isEmpty() ? "" : counts(counting()) + ".");
  }

  private String outranked() {
    List<Integer> lost = sizes(Better.OTHER);
    List<Integer> ahead = sizes(Better.RIGHT);
    StringBuilder text = new StringBuilder();
    if (!lost.isEmpty()) {
      text.append(counts(lost)).append(". ");
      if (!ahead.isEmpty()) {
        text.append("Ahead at ")
            .append(Why.joined(ahead.stream().map(this::size).toList()))
            .append(". ");
      }
    } else {
      text.append(similarities()).append(' ');
    }
    int before = right.globalRank().orElse(0);
    int after = right.listed().map(Candidate::rankAfter).orElse(0);
    return text.append("Global rank ")
        .append(before)
        .append(", rank ")
        .append(after)
        .append(" after re-ranking.")
        .toString();
  }

  private String similarities() {
    return Double.isNaN(right.globalSimilarity()) || Double.isNaN(other.globalSimilarity())
        ? "Only the order of the candidates is known, not how similar they are."
        : "Global similarity "
            + Numbers.precise(right.globalSimilarity())
            + " against "
            + Numbers.precise(other.globalSimilarity())
            + ".";
  }

  /** "8×8 12 against 31 inliers (score 0.21 against 0.54)", for several patch sizes. */
  private String counts(List<Integer> sizes) {
    double[] mine = right.scores(config);
    double[] theirs = other.scores(config);
    return String.join(
        "; ",
        sizes.stream()
            .map(
                s ->
                    size(s)
                        + ": "
                        + right.inliers(s)
                        + " against "
                        + other.inliers(s)
                        + " inliers, score "
                        + Numbers.score(mine[s])
                        + " against "
                        + Numbers.score(theirs[s]))
            .toList());
  }

  private String wouldBe() {
    OptionalDouble mine = listScore(right);
    if (mine.isEmpty()) {
      return "";
    }
    long better =
        result.reranked().stream().filter(known -> known.score() > mine.getAsDouble()).count();
    String scores =
        " Its list score would be "
            + Numbers.signed(mine.getAsDouble())
            + " against "
            + listScore(other).stream().mapToObj(Numbers::signed).findFirst().orElse("\u2013");
    if (better > 0) {
      return scores
          + ": "
          + better
          + " of the "
          + result.reranked().size()
          + " would lie before it.";
    }
    // Those between would be re-ranked too, and nobody knows how they fare.
    return scores
        + ": ahead of all re-ranked, so that re-ranking "
        + (right.globalRank().isPresent()
            ? "the first " + Numbers.count(right.globalRank().getAsInt())
            : "more")
        + " could have found it.";
  }

  /**
   * The list score, also of an image that was not re-ranked if that means the same for it as for
   * those that were.
   */
  private OptionalDouble listScore(Rival rival) {
    Optional<Candidate> listed = rival.listed();
    if (listed.isPresent() && listed.get() instanceof Reranked known) {
      return OptionalDouble.of(known.score());
    }
    Optional<Standard> standard = result.standard();
    boolean comparable =
        config.matching().fusion().isComparable()
            && onePair
            && standard.filter(Standard::standsOut).isPresent();
    return comparable && !Double.isNaN(rival.globalSimilarity())
        ? OptionalDouble.of(
            standard
                .orElseThrow()
                .listScore(
                    new PairScores(rival.scores(config), rival.globalSimilarity()),
                    config.matching()))
        : OptionalDouble.empty();
  }

  /** The patch sizes that count. */
  private List<Integer> counting() {
    return IntStream.range(
            0, Math.min(right.match().scales().size(), other.match().scales().size()))
        .filter(s -> config.matching().weights().get(s) > 0)
        .boxed()
        .toList();
  }

  private List<Integer> sizes(Better wanted) {
    double[] mine = right.scores(config);
    double[] theirs = other.scores(config);
    return counting().stream().filter(s -> Better.higher(theirs[s], mine[s]) == wanted).toList();
  }

  private String size(int scale) {
    int size = config.scales().get(scale).size();
    return size + "\u00d7" + size;
  }

  /** What both are compared by, from the global search to the final rank. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            "Global rank",
            "Rank by global descriptors, from 1",
            rank(other),
            rank(right),
            Better.higher(-other.globalRank().orElse(0), -right.globalRank().orElse(0))));
    lines.add(
        new Line(
            "Global similarity",
            "Cosine similarity of the global descriptors; higher is better",
            Numbers.precise(other.globalSimilarity()),
            Numbers.precise(right.globalSimilarity()),
            Better.higher(other.globalSimilarity(), right.globalSimilarity())));
    double[] theirs = other.scores(config);
    double[] mine = right.scores(config);
    for (int s : counting()) {
      lines.add(
          new Line(
              size(s) + " score",
              "Score of this patch size by "
                  + config.matching().scorer().label()
                  + ", weight "
                  + Numbers.plain(config.matching().weights().get(s))
                  + "; inliers of the mutual matches. Higher is better",
              Numbers.score(theirs[s]) + inliers(other, s),
              Numbers.score(mine[s]) + inliers(right, s),
              Better.higher(theirs[s], mine[s])));
    }
    if (!result.reranked().isEmpty()) {
      rerankedLines(lines);
    }
    return lines;
  }

  private static String inliers(Rival rival, int scale) {
    return "   " + rival.inliers(scale) + " of " + Numbers.count(rival.matches(scale)) + " inliers";
  }

  private void rerankedLines(List<Line> lines) {
    OptionalDouble theirs = listScore(other);
    OptionalDouble mine = listScore(right);
    lines.add(
        new Line(
            "List score",
            "Among the re-ranked candidates; of an image that was not re-ranked what it would be,"
                + " in brackets. Higher is better",
            bracketed(other, theirs),
            bracketed(right, mine),
            Better.higher(theirs.orElse(Double.NaN), mine.orElse(Double.NaN))));
    if (config.matching().fusion().isComparable() && result.standard().isPresent()) {
      double excessOfOther = excess(other);
      double excessOfRight = excess(right);
      lines.add(
          new Line(
              "Excess over the cohort",
              "How far the patches match better than those of images elsewhere; higher is better",
              Numbers.percent(excessOfOther),
              Numbers.percent(excessOfRight),
              Better.higher(excessOfOther, excessOfRight)));
    }
    lines.add(
        new Line(
            "Rank after re-ranking",
            "Rank in the final list",
            rankAfter(other),
            rankAfter(right),
            Better.NEITHER));
  }

  private double excess(Rival rival) {
    return result
        .standard()
        .map(standard -> standard.excess(rival.scores(config), config.matching()))
        .orElse(Double.NaN);
  }

  private static String bracketed(Rival rival, OptionalDouble score) {
    if (score.isEmpty()) {
      return "\u2013";
    }
    String text = Numbers.signed(score.getAsDouble());
    return rival.isReranked() ? text : "(" + text + ")";
  }

  private static String rank(Rival rival) {
    return rival.globalRank().isPresent() ? Numbers.count(rival.globalRank().getAsInt()) : "\u2013";
  }

  private static String rankAfter(Rival rival) {
    return rival
        .listed()
        .map(known -> known.rankAfter() + (rival.isReranked() ? "" : ", not re-ranked"))
        .orElse("not a candidate");
  }
}

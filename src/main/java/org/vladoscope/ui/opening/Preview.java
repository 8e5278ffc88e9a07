package org.vladoscope.ui.opening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.Nearness;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.TruthCheck;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.Evidence.Role;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.known.ChosenMap;
import org.vladoscope.dataset.format.saved.MapFile;
import org.vladoscope.dataset.format.saved.TruthFinder;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.ui.session.FolderQuestion;
import org.vladoscope.ui.view.DistanceScale;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;

/**
 * What would be opened.
 *
 * @param chosen how it would be read
 * @param words what is taken for what, a phrase each
 * @param missing those of them that say what is not there
 * @param unused what was found and is not used, a sentence each
 * @param mapSays by what files or names say which images belong together, a phrase; empty if they
 *     do not
 * @param outcome how many queries there are and how many have no match, a sentence
 * @param warnings what is suspicious, sentences
 * @param pairs some queries with their nearest match
 * @param scale what a radius can be
 * @param headings true if both queries and database images say which way they look
 */
record Preview(
    ChosenMap chosen,
    List<String> words,
    List<String> missing,
    List<String> unused,
    String mapSays,
    String outcome,
    List<String> warnings,
    List<Pair> pairs,
    DistanceScale scale,
    boolean headings) {

  /** So many pairs are shown. */
  static final int PAIRS = 3;

  /** A frame that the other drive has as well is no accident with so many of them. */
  private static final int FEWEST_FRAMES = 3;

  /** A query and an image that should show the same place. */
  record Pair(PlaceImage query, PlaceImage match) {}

  /**
   * The images of a map by what was said last, kept while only the rule changes.
   *
   * @param said what was said
   * @param map the images
   */
  record Images(MapFile said, PlaceMap map) {}

  /** What was found, and the images to go on from. */
  record Result(Preview preview, Images images) {}

  /**
   * Reads what was said; not on the JavaFX thread.
   *
   * @param said what was said
   * @param suggest true to take the rule that fits the images best instead of the one that was said
   * @param known the images that were read last, or others
   */
  static Result of(
      FolderQuestion question,
      MapFile said,
      boolean suggest,
      Optional<Images> known,
      Progress progress) {
    MapFile own = said.withTruth(new TruthRule.AsMapSays());
    Evidence found = ChosenMap.of(question.inspection().folder(), own, question.formats()).found();
    String mapSays = mapSays(found);
    MapFile by = suggest ? said.withTruth(suggested(found, mapSays)) : said;
    ChosenMap chosen = ChosenMap.of(question.inspection().folder(), by, question.formats());
    MapFile plain = said.withTruth(new TruthRule.Unknown());
    PlaceMap map;
    Images images;
    boolean asMapSays = by.truth() instanceof TruthRule.AsMapSays;
    if (asMapSays) {
      map = chosen.read(progress);
      images = known.orElse(new Images(by, map));
      if (!map.origin().unit().equals(Nearness.METRES) && !map.groundTruth().isKnown()) {
        // Only now it is known that positions are not metres.
        return of(question, said.withTruth(new TruthRule.Unknown()), false, known, progress);
      }
    } else {
      images =
          known
              .filter(k -> k.said().equals(plain))
              .orElseGet(
                  () ->
                      new Images(
                          plain,
                          ChosenMap.of(question.inspection().folder(), plain, question.formats())
                              .images(progress)));
      map = new TruthFinder(images.map(), question.inspection().folder().root()).mapBy(by.truth());
      if (!map.origin().unit().equals(Nearness.METRES) && !found.has(Role.GROUND_TRUTH)) {
        mapSays = "";
      }
    }
    progress.check();
    return new Result(preview(chosen, map, mapSays), images);
  }

  private static Preview preview(ChosenMap chosen, PlaceMap map, String mapSays) {
    List<String> warnings = new ArrayList<>(TruthCheck.warnings(map.groundTruth(), map));
    warnings.addAll(map.warnings());
    String rule = chosen.said().truth().words(map.origin().unit());
    List<String> words =
        rule.isEmpty() ? chosen.found().words() : chosen.origin().judgedBy(rule).found();
    boolean asksItself = chosen.found().queries().isEmpty();
    boolean unknown = !map.groundTruth().isKnown();
    return new Preview(
        chosen,
        words,
        words.stream()
            .filter(
                phrase ->
                    (asksItself && phrase.startsWith("queries:"))
                        || (unknown && phrase.startsWith("ground truth:")))
            .toList(),
        chosen.found().leftovers(),
        mapSays,
        outcome(map),
        List.copyOf(warnings),
        pairs(map, chosen.said().truth()),
        DistanceScale.of(map),
        haveHeadings(map.queries()) && haveHeadings(map.database()));
  }

  private static boolean haveHeadings(List<PlaceImage> images) {
    return images.stream()
        .map(PlaceImage::pose)
        .anyMatch(pose -> pose != null && pose.heading() != null);
  }

  private static String mapSays(Evidence found) {
    Optional<Evidence.Source> said =
        found.sources().stream().filter(s -> s.role() == Role.GROUND_TRUTH).findFirst();
    return said.map(Evidence.Source::words)
        .orElse(
            found.has(Role.POSES)
                ? "poses, within " + Math.round(MapReading.DEFAULT_RADIUS) + " m"
                : "");
  }

  /** Frames of the same names are two drives along one way. */
  private static TruthRule suggested(Evidence found, String mapSays) {
    if (!mapSays.isEmpty()) {
      return new TruthRule.AsMapSays();
    }
    Set<String> database = stems(found.database());
    boolean drives =
        found.queries().isPresent()
            && database.size() >= FEWEST_FRAMES
            && stems(found.queries().get()).equals(database);
    return drives ? new TruthRule.Frames(2, 0) : new TruthRule.Unknown();
  }

  private static Set<String> stems(Evidence.Images images) {
    int start = images.folder().isEmpty() ? 0 : images.folder().length() + 1;
    return images.files().stream()
        .map(file -> Words.withoutEnding(file.name().substring(start)))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String outcome(PlaceMap map) {
    int queries = map.queries().size();
    String start = "This gives " + Words.count(queries, "query", "queries");
    GroundTruth truth = map.groundTruth();
    if (!truth.isKnown()) {
      return start + "; there is no ground truth.";
    }
    int without =
        (int) IntStream.range(0, queries).filter(q -> truth.positives(q).length == 0).count();
    return start
        + (without == 0
            ? ", each with a match."
            : without == queries
                ? ", none with a match."
                : ", " + Numbers.count(without) + " without a match.");
  }

  private static List<Pair> pairs(PlaceMap map, TruthRule rule) {
    GroundTruth truth = map.groundTruth();
    GroundTruth exact =
        rule instanceof TruthRule.Frames(int _, int _, int offset)
            ? new TruthFinder(map, map.root()).by(new TruthRule.Frames(0, offset)).truth()
            : GroundTruth.unknown();
    int[] with =
        IntStream.range(0, map.queries().size())
            .filter(q -> truth.isKnown() && truth.positives(q).length > 0)
            .toArray();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < Math.min(PAIRS, with.length); i++) {
      int query = with[(int) ((2L * i + 1) * with.length / (2L * Math.min(PAIRS, with.length)))];
      PlaceImage asked = map.queries().get(query);
      int[] same = exact.isKnown() ? exact.positives(query) : new int[0];
      int[] positives = same.length > 0 ? same : truth.positives(query);
      PlaceImage nearest =
          Arrays.stream(positives)
              .mapToObj(map.database()::get)
              .min(Comparator.comparingDouble(image -> distance(asked, image)))
              .orElseThrow();
      pairs.add(new Pair(asked, nearest));
    }
    return pairs;
  }

  /** Metres where both places are known. */
  private static double distance(PlaceImage a, PlaceImage b) {
    Pose here = a.pose();
    Pose there = b.pose();
    return here == null || there == null ? 0 : here.distanceTo(there);
  }
}

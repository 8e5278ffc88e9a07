package org.vladoscope.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.PlainText;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.file.numpy.NpyFile;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.run.Run;
import org.vladoscope.store.WholeFile;

/** Results in the files that the original Patch-NetVLAD writes, byte for byte of the same form. */
public final class FieldFiles {

  /** Names of the files of {@link #predictions}. */
  public static final String GLOBAL_PREDICTIONS = "NetVLAD_predictions.txt";

  /** The same after re-ranking. */
  public static final String PREDICTIONS = "PatchNetVLAD_predictions.txt";

  /** Name of the file of recalls. */
  public static final String RECALLS = "recalls.txt";

  /** Name of the pairs for hloc. */
  public static final String HLOC_PAIRS = "pairs-vladoscope.txt";

  /** Name of the pairs for kapture. */
  public static final String KAPTURE_PAIRS = "pairsfile.txt";

  private FieldFiles() {}

  /**
   * Writes the rankings of all queries, and recall if the ground truth is known, as the original
   * does: queries without a positive count as misses. Images are named by their path in the map's
   * folder.
   *
   * @param folder made if need be
   * @return the files written
   * @throws InputException if a file cannot be written
   */
  public static List<Path> predictions(Path folder, Evaluation evaluation, Run run, PlaceMap map) {
    List<Path> files = new ArrayList<>();
    Path before = folder.resolve(GLOBAL_PREDICTIONS);
    WholeFile.stream(before, out -> rankings(out, evaluation, map, true));
    files.add(before);
    if (evaluation.isReranked()) {
      Path after = folder.resolve(PREDICTIONS);
      WholeFile.stream(after, out -> rankings(out, evaluation, map, false));
      files.add(after);
    }
    files.addAll(pairs(folder, evaluation, map));
    run.metrics(Bootstrap.NONE)
        .ifPresent(
            metrics -> {
              StringBuilder text = new StringBuilder();
              recalls(text, "NetVLAD", metrics.global().recallCountingAll());
              if (metrics.isReranked()) {
                recalls(text, "PatchNetVLAD", metrics.reranked().recallCountingAll());
              }
              Path recalls = folder.resolve(RECALLS);
              WholeFile.write(recalls, text.toString().getBytes(StandardCharsets.UTF_8));
              files.add(recalls);
            });
    return files;
  }

  /**
   * Writes the final order as pairs: for hloc, {@code QUERY IMAGE}, unless a name has a space; and
   * for kapture, with a score, higher for better: the list score of candidates that were re-ranked,
   * else the cosine of the global descriptors.
   */
  private static List<Path> pairs(Path folder, Evaluation evaluation, PlaceMap map) {
    Path hloc = folder.resolve(HLOC_PAIRS);
    Path kapture = folder.resolve(KAPTURE_PAIRS);
    List<Path> written = new ArrayList<>();
    if (!hasSpace(evaluation, map)) {
      WholeFile.stream(hloc, out -> hlocPairs(out, evaluation, map));
      written.add(hloc);
    }
    if (evaluation.results().stream().noneMatch(FieldFiles::isWithoutScores)) {
      WholeFile.stream(kapture, out -> kapturePairs(out, evaluation, map));
      written.add(kapture);
    }
    return written;
  }

  /** True if a ranking was given by another program, so that there are no scores. */
  private static boolean isWithoutScores(QueryResult result) {
    return scored(result).stream().anyMatch(c -> Double.isNaN(score(c)));
  }

  /** Candidates whose scores can be compared: those that were re-ranked, or all if none was. */
  private static List<? extends Candidate> scored(QueryResult result) {
    return result.reranked().isEmpty() ? result.candidates() : result.reranked();
  }

  private static double score(Candidate candidate) {
    return switch (candidate) {
      case Reranked reranked -> reranked.score();
      case Retrieved retrieved -> retrieved.globalSimilarity();
    };
  }

  private static void hlocPairs(OutputStream stream, Evaluation evaluation, PlaceMap map)
      throws IOException {
    try (Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8)) {
      for (QueryResult result : evaluation.results()) {
        String query = path(map, result.query());
        for (Candidate c : result.candidates()) {
          out.write(query + " " + path(map, c.image()) + "\n");
        }
      }
    }
  }

  private static boolean hasSpace(Evaluation evaluation, PlaceMap map) {
    return evaluation.results().stream()
        .anyMatch(
            result ->
                path(map, result.query()).contains(" ")
                    || result.candidates().stream()
                        .anyMatch(c -> path(map, c.image()).contains(" ")));
  }

  private static void kapturePairs(OutputStream stream, Evaluation evaluation, PlaceMap map)
      throws IOException {
    try (Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8)) {
      out.write("# kapture format: 1.1\n# query_image, map_image, score\n");
      for (QueryResult result : evaluation.results()) {
        String query = path(map, result.query());
        for (Candidate c : scored(result)) {
          out.write(query + ", " + path(map, c.image()) + ", " + score(c) + "\n");
        }
      }
    }
  }

  private static void rankings(
      OutputStream stream, Evaluation evaluation, PlaceMap map, boolean before) throws IOException {
    try (Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8)) {
      out.write("# kapture format: 1.0\n# query_image, map_image\n");
      for (QueryResult result : evaluation.results()) {
        String query = path(map, result.query());
        for (Candidate c : before ? result.beforeReranking() : result.candidates()) {
          out.write(query + ", " + path(map, c.image()) + "\n");
        }
      }
    }
  }

  private static String path(PlaceMap map, PlaceImage image) {
    Path root = map.root().toAbsolutePath().normalize();
    Path file = image.file().toAbsolutePath().normalize();
    return PlainText.line(
        file.startsWith(root) ? root.relativize(file).toString().replace('\\', '/') : image.name());
  }

  private static void recalls(StringBuilder text, String method, RecallCurve curve) {
    for (RecallCurve.Point point : curve.points()) {
      text.append(
          String.format(
              Locale.ROOT, "Recall %s@%d: %.4f\n", method, point.n(), point.recall().value()));
    }
  }

  /**
   * Descriptors to be written.
   *
   * @param images whose they are
   * @param folder where to write them
   * @param patches whether patch descriptors are written too
   */
  private record Descriptors(List<PlaceImage> images, Path folder, boolean patches) {}

  /**
   * Writes descriptors in the original's layout: in each of the folders {@code database} and {@code
   * queries} {@code globalfeats.npy} {@code [N, K·C]}, {@code images.txt} with the names of its
   * rows and, if asked for, {@code patchfeats_psizeP_NAME.npy} {@code [P, n]} for each image and
   * patch size. Images that could not be read are left out.
   *
   * @param patches whether patch descriptors are written too, which may take much space
   * @return warnings: images whose patch files would have the same name
   * @throws InputException if a file cannot be written
   */
  public static List<String> descriptors(
      Path folder, Pipeline pipeline, PlaceMap map, boolean patches, Progress progress) {
    if (patches) {
      checkSizes(pipeline.config());
    }
    PreparedMap prepared = pipeline.prepare(progress.part(0, .3));
    Map<String, String> failures = prepared.failures();
    List<Descriptors> parts = new ArrayList<>();
    parts.add(
        new Descriptors(
            usable(map.database(), "database/", failures), folder.resolve("database"), patches));
    if (!map.queriesAreDatabase()) {
      parts.add(
          new Descriptors(
              usable(map.queries(), "queries/", failures), folder.resolve("queries"), patches));
    }
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      double from = .3 + .7 * i / parts.size();
      write(parts.get(i), prepared, warnings, progress.part(from, from + .7 / parts.size()));
    }
    return warnings;
  }

  private static List<PlaceImage> usable(
      List<PlaceImage> images, String role, Map<String, String> failures) {
    return images.stream().filter(i -> !failures.containsKey(role + i.name())).toList();
  }

  private static void write(
      Descriptors part, PreparedMap prepared, List<String> warnings, Progress progress) {
    List<PlaceImage> images = part.images();
    if (images.isEmpty()) {
      return;
    }
    WholeFile.write(
        part.folder().resolve("images.txt"),
        images.stream()
            .map(i -> PlainText.line(i.name()) + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8));
    int length = prepared.global(images.getFirst(), progress).length;
    WholeFile.stream(
        part.folder().resolve("globalfeats.npy"),
        out ->
            NpyFile.write(
                out,
                images.size(),
                length,
                i -> {
                  progress.check();
                  return prepared.global(images.get(i), progress);
                }));
    if (!part.patches()) {
      return;
    }
    Map<String, PlaceImage> byFile = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      PlaceImage image = images.get(i);
      progress.check();
      progress.report(
          "Writing patch descriptors, image " + (i + 1) + " of " + images.size(),
          (double) i / images.size());
      String name = baseName(image);
      PlaceImage other = byFile.putIfAbsent(name, image);
      if (other != null) {
        warnings.add(
            "The patch descriptors of "
                + image.name()
                + " are not written: the original's names have no folders, and those of "
                + other.name()
                + " have the same.");
        continue;
      }
      List<FloatMatrix> patches = prepared.patches(image, progress);
      for (int s = 0; s < patches.size(); s++) {
        FloatMatrix columns = patches.get(s).transposed();
        int size = prepared.config().scales().get(s).size();
        WholeFile.stream(
            part.folder().resolve("patchfeats_psize" + size + "_" + name + ".npy"),
            out -> NpyFile.write(out, columns.rows(), columns.cols(), columns::row));
      }
    }
  }

  /** The name without folders and ending, as the original takes it. */
  private static String baseName(PlaceImage image) {
    String name = image.name().substring(image.name().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Checks that patch files of a configuration have names of their own. */
  private static void checkSizes(PipelineConfig config) {
    long different = config.scales().stream().map(s -> s.size()).distinct().count();
    if (different < config.scales().size()) {
      throw new InputException(
          "Patch files are named by patch size, and one size is used twice; use each once.");
    }
  }
}

package org.vladoscope.pipeline;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.pipeline.prepare.ComparedImages;
import org.vladoscope.ranking.Retrieved;

/**
 * What queries are compared with, where images are looked at only then: a place whose image turns
 * out to be none is left out, and the next one takes its turn. What comes out depends on the query
 * alone, whatever was asked before. Places that are not compared stay in the list unseen.
 */
final class ReadableCandidates {

  /** Of so many unreadable images around one query, something else is wrong. */
  private static final int MOST = 500;

  private static final String DATABASE = "database/";

  private final PreparedMap prepared;
  private final Compute compute;
  private final Retrieval retrieval;

  ReadableCandidates(PreparedMap prepared, Compute compute) {
    this.prepared = prepared;
    this.compute = compute;
    this.retrieval = new Retrieval(prepared);
  }

  /**
   * What a query is compared with.
   *
   * @param found what it would be compared with if every image could be read
   * @param lacking places that the database lacks
   * @throws InputException if nothing around the query can be read
   */
  Retrieval.Compared of(
      PlaceImage query, Retrieval.Compared found, Set<Integer> lacking, Progress progress) {
    ComparedImages images = prepared.compared().orElse(null);
    if (images == null) {
      return found;
    }
    Set<Integer> left = new HashSet<>(lacking);
    Retrieval.Compared readable = found;
    while (true) {
      Set<Integer> unreadable = unreadable(readable.all(), images, progress);
      if (unreadable.isEmpty()) {
        break;
      }
      left.addAll(unreadable);
      int count = left.size() - lacking.size();
      if (count > MOST) {
        throw nothingAround(query, count, images);
      }
      readable = retrieval.comparedWithout(query, left, progress);
    }
    if (readable.candidates().isEmpty() && left.size() > lacking.size()) {
      throw nothingAround(query, left.size() - lacking.size(), images);
    }
    return readable;
  }

  /** The places whose images cannot be read. */
  private Set<Integer> unreadable(
      List<Retrieved> places, ComparedImages images, Progress progress) {
    boolean[] isReadable = new boolean[places.size()];
    compute.parallel(
        isReadable.length,
        progress,
        i -> isReadable[i] = images.isReadable(DATABASE, places.get(i).image(), progress));
    Set<Integer> unreadable = new LinkedHashSet<>();
    for (int i = 0; i < isReadable.length; i++) {
      if (!isReadable[i]) {
        unreadable.add(places.get(i).databaseIndex());
      }
    }
    return unreadable;
  }

  private InputException nothingAround(PlaceImage query, int count, ComparedImages images) {
    Map<String, String> failures = new TreeMap<>(images.failures());
    String first =
        failures.entrySet().stream()
            .filter(e -> e.getKey().startsWith(DATABASE))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    return new InputException(
        String.format(
            "%d images that %s would be compared with cannot be read. %s Put the images of the map"
                + " where it says they are, or rank without patches: --rerank 0.",
            count, query.name(), first));
  }
}

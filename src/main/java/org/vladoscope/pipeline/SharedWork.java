package org.vladoscope.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.KeyedNeighbours;
import org.vladoscope.pipeline.crew.ImageOutcome;
import org.vladoscope.pipeline.crew.ImagePair;
import org.vladoscope.step.DatabaseImages;
import org.vladoscope.step.QueryMatching;
import org.vladoscope.step.SearchedImages;
import org.vladoscope.step.StepGraph;
import org.vladoscope.step.StepResources;
import org.vladoscope.step.Whole;

/**
 * What a pipeline does, one image, one part of the index and one pair at a time: for a process that
 * does a share of it. What it computes lies in the store under the keys that the pipeline itself
 * would use. Images are numbered: those of the database come first, then those of the queries where
 * they are others. Safe to use from several threads.
 */
public final class SharedWork {

  /**
   * Some of the usable images of the database, whose descriptors are searched together.
   *
   * @param index how
   * @param from the first of them
   * @param to behind the last of them
   */
  public record Part(IndexConfig index, int from, int to) {}

  /**
   * What comparing two images gave.
   *
   * @param scores of every patch size
   * @param matches of every patch size, as {@link #keep} takes them
   */
  public record Compared(double[] scores, List<byte[]> matches) {

    /** Copies the list. */
    public Compared {
      matches = List.copyOf(matches);
    }
  }

  private final PipelineConfig config;
  private final StepResources resources;
  private final MapPreparation preparation;
  private final Map<Part, DescriptorIndex> held = new ConcurrentHashMap<>();

  SharedWork(PipelineConfig config, StepResources resources, MapPreparation preparation) {
    this.config = config;
    this.resources = resources;
    this.preparation = preparation;
  }

  /** Computes and keeps the features of one image. */
  public ImageOutcome computeFeatures(int image, Progress progress) {
    return preparation.images().computeFeatures(config, image, progress);
  }

  /** Computes and keeps a global descriptor; does nothing for an image that cannot be used. */
  public void computeGlobal(int image, Progress progress) {
    DatabaseImages database = preparation.learnedOn(config, progress);
    if (preparation.images().isUsable(database, image)) {
      StepGraph graph = graph(database);
      graph.ensure(graph.globals(), preparation.images().image(image), progress);
    }
  }

  private StepGraph graph(DatabaseImages database) {
    return new StepGraph(resources, config, database);
  }

  /** Puts the descriptors of a part into an index, and keeps that in memory. */
  public DescriptorIndex hold(Part part, Progress progress) {
    DescriptorIndex known = held.get(part);
    if (known != null) {
      return known;
    }
    DatabaseImages database = preparation.learnedOn(config, progress.part(0, .5));
    SearchedImages searched =
        new SearchedImages(database.part(part.from, part.to), Optional.empty());
    StepGraph graph = new StepGraph(resources, config.withIndex(part.index), database, searched);
    DescriptorIndex index = graph.value(graph.index(), Whole.MAP, progress.part(.5, 1));
    held.put(part, index);
    return index;
  }

  /**
   * Searches a part.
   *
   * @param queries {@code [n, dimensions]}
   * @param k how many neighbours are wanted
   * @return for each query its nearest descriptors of the part, by their rows in the whole
   */
  public List<KeyedNeighbours> search(Part part, FloatMatrix queries, int k, Progress progress) {
    return hold(part, progress).searchKeyed(queries, k).stream()
        .map(found -> found.from(part.from))
        .toList();
  }

  /** Compares the patches of two images; keeps nothing on disk. */
  public Compared compare(ImagePair pair, Progress progress) {
    QueryMatching matching = matching(pair.query(), progress);
    PlaceImage candidate = preparation.images().image(pair.candidate());
    List<byte[]> matches = matching.matches(candidate, progress);
    return new Compared(matching.scores(candidate, progress), matches);
  }

  /**
   * Keeps all that was found for a query on disk.
   *
   * @param query the number of its image
   * @param matches for each of its candidates those of every patch size
   */
  public void keep(int query, List<List<byte[]>> matches, Progress progress) {
    QueryMatching matching = matching(query, progress);
    matches.forEach(matching::take);
    matching.save();
  }

  private QueryMatching matching(int query, Progress progress) {
    return graph(preparation.learnedOn(config, progress))
        .matching(preparation.images().image(query));
  }

  /** Puts the features of some images, as far as they are kept, into one file. */
  public void packFeatures(List<Integer> images) {
    resources.pack(preparation.images().features(config), images(images));
  }

  /** Puts the global descriptors of some images, as far as they are kept, into one file. */
  public void packGlobals(List<Integer> images, Progress progress) {
    resources.pack(graph(preparation.learnedOn(config, progress)).globals(), images(images));
  }

  private List<PlaceImage> images(List<Integer> numbers) {
    return numbers.stream().map(preparation.images()::image).toList();
  }
}

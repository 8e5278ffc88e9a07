package org.vladoscope.index;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vladoscope.common.InputException;

/**
 * Which index is built and how hard it searches. The kind is written as FAISS's factory does,
 * <i>transforms</i>, <i>structure</i>, <i>storage</i>:
 *
 * <ul>
 *   <li>{@code Flat}: every descriptor is compared, the result is exact
 *   <li>{@code HNSW32}: a graph with 32 links a descriptor; add {@code ,SQ8} and the like to store
 *       less
 *   <li>{@code IVF256,Flat}: 256 lists of which a few are searched; instead of {@code Flat} also
 *       {@code SQ4}, {@code SQ6}, {@code SQ8}, {@code SQfp16}, {@code PQ16} (bytes a descriptor)
 *   <li>{@code PCA64,…}, {@code PCAR64,…}, {@code PCAW64,…}, {@code L2norm,…} before any of them
 * </ul>
 *
 * @param factory the kind
 * @param nprobe how many lists of an IVF are searched; 0 for a 16th of them
 * @param efSearch how many candidates an HNSW graph keeps while it searches; 0 for 64
 */
public record IndexConfig(String factory, int nprobe, int efSearch) {

  /** Compares with every descriptor. */
  public static final IndexConfig FLAT = new IndexConfig("Flat", 0, 0);

  private static final int DEFAULT_EF_SEARCH = 64;

  /** Checks that it is a kind of index that is known. */
  public IndexConfig {
    Parts.of(factory);
    if (nprobe < 0 || efSearch < 0) {
      throw new InputException(
          String.format(
              "How much of an index is searched cannot be negative: nprobe %d, efSearch %d.",
              nprobe, efSearch));
    }
  }

  /** With the usual search settings. */
  public static IndexConfig of(String factory) {
    return new IndexConfig(factory, 0, 0);
  }

  /** The same with other search settings. */
  public IndexConfig withSearch(int newNprobe, int newEfSearch) {
    return new IndexConfig(factory, newNprobe, newEfSearch);
  }

  /**
   * The kind as FAISS is asked for it. Product quantisers are told not to sort their words for
   * comparisons of codes, which takes minutes and serves nothing here.
   */
  public String faissFactory() {
    return factory.matches(".*PQ\\d+(x\\d+)?") ? factory + "np" : factory;
  }

  /** True if it finds what a comparison with every descriptor finds. */
  public boolean isExact() {
    return factory.equals("Flat");
  }

  /** True for a graph over descriptors as they are, {@code HNSW32} or {@code HNSW32,Flat}. */
  public boolean isPlainGraph() {
    return factory.matches("HNSW\\d+(,Flat)?");
  }

  /** How many links a graph has for each descriptor, or 0 if it is none. */
  public int links() {
    return Parts.of(factory).links;
  }

  /** How many lists are searched, or 0 if it has none. */
  public int effectiveNprobe() {
    int lists = Parts.of(factory).lists;
    return lists == 0 ? 0 : Math.min(lists, nprobe > 0 ? nprobe : Math.max(1, lists / 16));
  }

  /** How many candidates a graph keeps, or 0 if it is none. */
  public int effectiveEfSearch() {
    int links = Parts.of(factory).links;
    return links == 0 ? 0 : efSearch > 0 ? efSearch : DEFAULT_EF_SEARCH;
  }

  /**
   * What this kind of index needs in memory.
   *
   * @param size number of descriptors
   * @param dimensions their length
   */
  public long bytes(long size, int dimensions) {
    return Parts.of(factory).bytes(size, dimensions);
  }

  /**
   * About how much work it is to add one descriptor, in multiplications.
   *
   * @param dimensions length of a descriptor
   */
  public double buildOperations(int dimensions) {
    return Parts.of(factory).buildOperations(dimensions);
  }

  /** What share of the nearest neighbours it finds, in words. */
  public String expectedRecall() {
    return Parts.of(factory).expectedRecall();
  }

  /** How many descriptors are enough to train it; 0 if it needs no training. */
  public int trainingSize() {
    return Parts.of(factory).trainingSize();
  }

  /**
   * Checks that descriptors can be indexed so.
   *
   * @param size number of descriptors
   * @param dimensions their length
   * @throws InputException if there are too few or their length does not fit
   */
  public void check(int size, int dimensions) {
    Parts.of(factory).check(factory, size, dimensions);
  }

  /** What a kind of index is made of; 0 stands for "without". */
  private record Parts(int components, int lists, int links, String storage, int pq, int bits) {

    private static final Pattern TRANSFORM =
        Pattern.compile("PCA(?:R|W|WR)?(?<components>\\d+)|L2norm");
    private static final Pattern STORAGE =
        Pattern.compile("Flat|SQ4|SQ6|SQ8|SQfp16|PQ(?<parts>\\d+)(?:x(?<bits>\\d+))?(?:np)?");
    private static final Pattern GRAPH = Pattern.compile("HNSW(?<links>\\d+)");
    private static final Pattern LISTS = Pattern.compile("IVF(?<lists>\\d+)");

    static Parts of(String factory) {
      String[] words = factory.split(",", -1);
      int next = 0;
      int components = 0;
      for (Matcher m = TRANSFORM.matcher(words[next]);
          m.matches() && next < words.length - 1;
          m = TRANSFORM.matcher(words[next])) {
        if (m.group("components") != null) {
          components = number(m.group("components"), 1, 1 << 16, factory);
        }
        next++;
      }
      int lists = 0;
      int links = 0;
      Matcher graph = GRAPH.matcher(words[next]);
      Matcher inverted = LISTS.matcher(words[next]);
      if (graph.matches()) {
        links = number(graph.group("links"), 2, 512, factory);
        next++;
      } else if (inverted.matches()) {
        lists = number(inverted.group("lists"), 1, 1 << 22, factory);
        next++;
      }
      String storage = next == words.length && links > 0 ? "Flat" : word(words, next, factory);
      if (words.length > next + 1) {
        throw unknown(factory);
      }
      Matcher stored = STORAGE.matcher(storage);
      if (!stored.matches()) {
        throw unknown(factory);
      }
      int pq =
          stored.group("parts") == null ? 0 : number(stored.group("parts"), 1, 1 << 12, factory);
      int bits = stored.group("bits") == null ? 8 : number(stored.group("bits"), 4, 12, factory);
      return new Parts(components, lists, links, storage, pq, bits);
    }

    private static String word(String[] words, int at, String factory) {
      if (at >= words.length) {
        throw unknown(factory);
      }
      return words[at];
    }

    private static int number(String digits, int least, int most, String factory) {
      long value = digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
      if (value < least || value > most) {
        throw new InputException(
            String.format(
                "The number %s in the index %s must lie between %d and %d.",
                digits, factory, least, most));
      }
      return (int) value;
    }

    private static InputException unknown(String factory) {
      return new InputException(
          "The index "
              + factory
              + " is not known; possible are for example Flat, HNSW32, IVF256,Flat, IVF256,PQ32 and"
              + " PCA128,HNSW32.");
    }

    /** Descriptors per list or word that k-means asks for. */
    private static final int PER_CENTROID = 64;

    int trainingSize() {
      int words = pq > 0 ? 1 << bits : 0;
      int wanted = PER_CENTROID * Math.max(lists, words);
      boolean scaled = storage.startsWith("SQ") && !storage.equals("SQfp16");
      return Math.max(wanted, Math.max(4 * components, scaled ? 10_000 : 0));
    }

    long bytes(long size, int dimensions) {
      int d = components > 0 ? components : dimensions;
      long vector =
          switch (storage) {
            case "Flat" -> 4L * d;
            case "SQfp16" -> 2L * d;
            case "SQ8" -> d;
            case "SQ6" -> (6L * d + 7) / 8;
            case "SQ4" -> (d + 1L) / 2;
            default -> ((long) pq * bits + 7) / 8;
          };
      // A graph keeps twice its links in the lowest level; lists keep an id with each descriptor.
      long structure = links > 0 ? 8L * links + 4L * links / Math.max(1, links - 1) : 0;
      return size * (vector + structure + (lists > 0 ? 8 : 0)) + 4L * d * lists;
    }

    double buildOperations(int dimensions) {
      int d = components > 0 ? components : dimensions;
      double projection = (double) components * dimensions;
      // A graph compares a new descriptor, and those that must drop a link, with many others.
      double structure = links > 0 ? 700.0 * links * d : 64.0 * lists * d;
      double codes = pq > 0 ? (double) (1 << bits) * d : d;
      return projection + structure + codes;
    }

    String expectedRecall() {
      boolean whole = storage.equals("Flat") || storage.equals("SQfp16");
      if (!whole || components > 0) {
        return "finds most of the nearest, in rough order";
      }
      return lists == 0 && links == 0 && storage.equals("Flat")
          ? "finds all of the nearest"
          : "finds nearly all of the nearest";
    }

    void check(String factory, int size, int dimensions) {
      int needed = Math.max(lists, Math.max(pq > 0 ? 1 << bits : 0, components));
      if (size < needed) {
        throw new InputException(
            String.format(
                "The index %s needs %d descriptors or more to be trained, and there are %d; choose"
                    + " Flat or smaller numbers.",
                factory, needed, size));
      }
      if (components > dimensions) {
        throw new InputException(
            String.format(
                "The index %s asks for %d components of descriptors that have %d values.",
                factory, components, dimensions));
      }
      int d = components > 0 ? components : dimensions;
      if (pq > 0 && d % pq != 0) {
        throw new InputException(
            String.format(
                "The index %s cuts descriptors into %d equal parts, but %d values cannot be cut"
                    + " so.",
                factory, pq, d));
      }
    }
  }
}

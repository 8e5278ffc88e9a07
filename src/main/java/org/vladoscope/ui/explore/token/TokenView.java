package org.vladoscope.ui.explore.token;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.TransportAssignment;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.PairCells;
import org.vladoscope.linalg.ThreeComponents;
import org.vladoscope.ui.map.ClusterShares;
import org.vladoscope.vlad.SoftAssignment;

/**
 * What is known so far of the cells of a pair.
 *
 * @param cells their features, or null while they are not known
 * @param row how similar the chosen cell is to all, or null
 * @param components their principal components, the query's cells first, or null
 * @param attention where the class token looks, or null
 * @param transport how optimal transport shares them, or null
 * @param refused why there is no attention, in a sentence; empty if there is, or nobody asked
 */
public record TokenView(
    @Nullable PairCells cells,
    @Nullable Row row,
    @Nullable ThreeComponents components,
    @Nullable Attention attention,
    @Nullable Transport transport,
    String refused) {

  /** Nothing is known. */
  public static final TokenView NONE = new TokenView(null, null, null, null, null, "");

  /**
   * A cell.
   *
   * @param ofQuery whether it is the query's
   * @param index its number, row by row
   */
  public record Cell(boolean ofQuery, int index) {}

  /**
   * How similar a cell is to all cells of both images.
   *
   * @param cell the one
   * @param query cosines with the query's cells
   * @param candidate cosines with the candidate's
   */
  public record Row(Cell cell, float[] query, float[] candidate) {

    /** Compares a cell with all. */
    public static Row of(PairCells cells, Cell cell) {
      return new Row(
          cell,
          cells.similarities(cell.ofQuery(), cell.index(), true),
          cells.similarities(cell.ofQuery(), cell.index(), false));
    }
  }

  /** Where the class token looks in both images. */
  public record Attention(AttentionMaps query, AttentionMaps candidate) {}

  /**
   * How optimal transport shares the cells of both images.
   *
   * @param before how many cells each cluster owns before Sinkhorn, in the order of the clusters
   * @param after the same after it
   */
  public record Transport(
      TransportAssignment query,
      TransportAssignment candidate,
      List<ClusterShares> before,
      List<ClusterShares> after) {

    /** Copies the lists. */
    public Transport {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /** Puts both together; takes milliseconds, so not on the JavaFX thread. */
    public static Transport of(TransportAssignment query, TransportAssignment candidate) {
      return new Transport(
          query,
          candidate,
          ClusterShares.all(query.before(), candidate.before()),
          ClusterShares.all(query.after(), candidate.after()));
    }

    /** How many cells each cluster owns; of change, what it owns after it. */
    public List<ClusterShares> owned(SinkhornStage stage) {
      return switch (stage) {
        case BEFORE -> before;
        case AFTER, CHANGE -> after;
      };
    }

    /** Those of one image. */
    public TransportAssignment of(boolean isQuery) {
      return isQuery ? query : candidate;
    }

    /** Number of clusters. */
    public int clusters() {
      return query.after().words();
    }

    /** Shares among the clusters, which change does not have: of it, those after Sinkhorn. */
    public SoftAssignment shares(boolean isQuery, SinkhornStage stage) {
      return switch (stage) {
        case BEFORE -> of(isQuery).before();
        case AFTER, CHANGE -> of(isQuery).after();
      };
    }
  }

  /** The same, and more. */
  public TokenView with(Row now) {
    return new TokenView(cells, now, components, attention, transport, refused);
  }

  /** The same, and more. */
  public TokenView with(PairCells known, Row now) {
    return new TokenView(known, now, components, attention, transport, refused);
  }

  /** The same, and more. */
  public TokenView with(ThreeComponents found) {
    return new TokenView(cells, row, found, attention, transport, refused);
  }

  /** The same, and more. */
  public TokenView with(Attention found) {
    return new TokenView(cells, row, components, found, transport, "");
  }

  /** The same, and more. */
  public TokenView with(Transport found) {
    return new TokenView(cells, row, components, attention, found, refused);
  }

  /** Why there is no attention. */
  public TokenView refusing(String why) {
    return new TokenView(cells, row, components, null, transport, why);
  }

  /** Why a network has no attention, as a sentence. */
  public static String withoutAttention(PipelineConfig config) {
    return config.backbone().id()
        + " has no attention to show; vision transformers such as dinov2 have it.";
  }
}

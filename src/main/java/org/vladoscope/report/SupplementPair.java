package org.vladoscope.report;

import java.util.OptionalDouble;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ranking.PlaceTruth;

/**
 * A query and an image beside it that a paper's supplement shows.
 *
 * @param query the query, or the one of its cameras' images that is compared
 * @param candidate the database image
 * @param truth whether it shows the query's place
 * @param words how the query fared, a sentence or two
 * @param listScore the candidate's fused score within the query's list; empty if its patches were
 *     not compared there
 */
public record SupplementPair(
    PlaceImage query,
    PlaceImage candidate,
    PlaceTruth truth,
    String words,
    OptionalDouble listScore) {}

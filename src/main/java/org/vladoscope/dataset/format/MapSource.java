package org.vladoscope.dataset.format;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files a map is read from.
 *
 * @param name what to call the map
 * @param root its folder
 * @param database folder of database images
 * @param queries folder of query images, or null if there are none
 * @param groundTruth file of matching images, or null if there is none
 * @param poses file of poses, or null if there is none
 * @param cameras file that says which pictures show one place through different cameras, or null
 * @param radius greatest distance in metres of a positive, where positives follow from poses
 */
public record MapSource(
    String name,
    Path root,
    Path database,
    @Nullable Path queries,
    @Nullable Path groundTruth,
    @Nullable Path poses,
    @Nullable Path cameras,
    double radius) {

  /** The radius used in the literature. */
  public static final double DEFAULT_RADIUS = 25;
}

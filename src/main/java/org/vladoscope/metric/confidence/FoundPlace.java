package org.vladoscope.metric.confidence;

import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.Pose;

/**
 * A candidate of a query, as measures of confidence see it.
 *
 * @param database its number in the map's database
 * @param distance of the global descriptors, both of unit length: 0 to 2; NaN if it is not known
 * @param pose where it was taken, or null if unknown
 */
public record FoundPlace(int database, double distance, @Nullable Pose pose) {}

/**
 * Training of clusters on a map: what comes after the network learns from places that the map knows
 * to be the same.
 *
 * <p>It may use {@code pipeline}, {@code compute} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.train.MapTraining}, then {@link
 * org.vladoscope.train.Trainer} and {@link org.vladoscope.train.TrainableVlad}.
 */
@NullMarked
package org.vladoscope.train;

import org.jspecify.annotations.NullMarked;

/**
 * Results of other programs: global descriptors and rankings in their files, given to the images of
 * a map.
 *
 * <p>It may use {@code dataset} and {@code common}, and computes no descriptors.
 *
 * <p>Start reading at {@link org.vladoscope.foreign.ForeignDescriptors} and {@link
 * org.vladoscope.foreign.ForeignRankings}.
 */
@NullMarked
package org.vladoscope.foreign;

import org.jspecify.annotations.NullMarked;

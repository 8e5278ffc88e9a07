/**
 * How the cells of an image become descriptors: each way is one {@link
 * org.vladoscope.aggregate.Aggregator}, made known by one line in {@link
 * org.vladoscope.aggregate.Aggregators}.
 *
 * <p>It may use {@code vlad} and what stands before it; nothing else knows a single aggregator.
 *
 * <p>Start reading at {@link org.vladoscope.aggregate.Aggregator}.
 */
@NullMarked
package org.vladoscope.aggregate;

import org.jspecify.annotations.NullMarked;

/**
 * How well ways to score find places, over several maps and seeds.
 *
 * <p>It may use the whole engine, and knows neither window nor command line.
 *
 * <p>Start reading at {@link org.vladoscope.benchmark.quality.QualityContest}.
 */
@NullMarked
package org.vladoscope.benchmark.quality;

import org.jspecify.annotations.NullMarked;

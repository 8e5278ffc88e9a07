/**
 * How fast the engine is, beside the public reference formulation: {@link
 * org.vladoscope.benchmark.ReferenceVlad}, {@link org.vladoscope.benchmark.ReferenceMatcher} and
 * {@link org.vladoscope.benchmark.ReferenceVgg16} say the same as the public code, operation by
 * operation, on the same tensor library that the engine uses, and are there to be compared with
 * only.
 *
 * <p>It may use the whole engine; the program itself does not contain it.
 *
 * <p>Start reading at {@link org.vladoscope.benchmark.EngineBenchmark}.
 */
@NullMarked
package org.vladoscope.benchmark;

import org.jspecify.annotations.NullMarked;

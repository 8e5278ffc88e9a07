/**
 * What is said of the steps of the computation: how often they ran, what they cost, what is left to
 * do.
 *
 * <p>It may use {@code config} and what stands before it; the steps themselves are in {@code step}.
 *
 * <p>Start reading at {@link org.vladoscope.graph.Stage}.
 */
@NullMarked
package org.vladoscope.graph;

import org.jspecify.annotations.NullMarked;

/**
 * The commands that measure the program and draw its pages, and the tour without a display.
 *
 * <p>It may use {@code cli}, {@code benchmark} and what stands before them; only the workbench adds
 * its commands to the program's own.
 *
 * <p>Start reading at {@link org.vladoscope.cli.benchmark.BenchmarkCommand}.
 */
@NullMarked
package org.vladoscope.cli.benchmark;

import org.jspecify.annotations.NullMarked;

/**
 * The command line: the only place that prints.
 *
 * <p>It may use {@code cli.option} and the engine, but nothing of {@code ui}.
 *
 * <p>Start reading at {@link org.vladoscope.cli.CommandLineMain}.
 */
@NullMarked
package org.vladoscope.cli;

import org.jspecify.annotations.NullMarked;

/**
 * What commands print: lines, progress, tables, JSON and figures.
 *
 * <p>It may use the engine up to {@code run} and {@code report}, and knows no command and no
 * option.
 *
 * <p>Start reading at {@link org.vladoscope.cli.output.Console}.
 */
@NullMarked
package org.vladoscope.cli.output;

import org.jspecify.annotations.NullMarked;

/**
 * Options that several commands of the command line share.
 *
 * <p>It may use the engine; commands mix its classes in.
 *
 * <p>Start reading at {@link org.vladoscope.cli.option.PipelineOptions}.
 */
@NullMarked
package org.vladoscope.cli.option;

import org.jspecify.annotations.NullMarked;

/**
 * An opened map, and the way from a configuration to answers.
 *
 * <p>It puts the steps together and is what command line and window ask.
 *
 * <p>Start reading at {@link org.vladoscope.pipeline.Workspace} and {@link
 * org.vladoscope.pipeline.Pipeline}.
 */
@NullMarked
package org.vladoscope.pipeline;

import org.jspecify.annotations.NullMarked;

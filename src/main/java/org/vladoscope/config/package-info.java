/**
 * Settings: everything that determines a result, as immutable values, and how they are written.
 *
 * <p>It may use the packages whose settings it gathers, and computes nothing.
 *
 * <p>Start reading at {@link org.vladoscope.config.PipelineConfig}.
 */
@NullMarked
package org.vladoscope.config;

import org.jspecify.annotations.NullMarked;

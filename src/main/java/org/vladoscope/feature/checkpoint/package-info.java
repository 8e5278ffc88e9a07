/**
 * Trained weights as other programs store them. A file is hostile until proven otherwise: nothing
 * in it is executed, and every length it states is held against a limit and against the file.
 *
 * <p>It may use {@code common}, {@code file} and {@code feature}; it knows no network by name.
 *
 * <p>Start reading at {@link org.vladoscope.feature.checkpoint.Checkpoint}.
 */
@NullMarked
package org.vladoscope.feature.checkpoint;

import org.jspecify.annotations.NullMarked;

/**
 * Trained weights as other programs store them, read through {@code file}. A file is hostile until
 * proven otherwise: nothing in it is executed, and every length it states is held against a limit
 * and against the file.
 */
@NullMarked
package org.vladoscope.feature.checkpoint;

import org.jspecify.annotations.NullMarked;

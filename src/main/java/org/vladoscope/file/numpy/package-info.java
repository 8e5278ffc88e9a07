/**
 * NumPy's arrays: plain numbers, texts, and objects through the restricted unpickler; and how they
 * are written.
 *
 * <p>It may use {@code file} and {@code file.pickle}.
 *
 * <p>Start reading at {@link org.vladoscope.file.numpy.NpyArray}.
 */
@NullMarked
package org.vladoscope.file.numpy;

import org.jspecify.annotations.NullMarked;

/**
 * NumPy's arrays, alone ({@code .npy}) and in archives ({@code .npz}). Uses {@code file} and {@code
 * file.pickle}. Start with {@link org.vladoscope.file.numpy.NpyFile}.
 */
@NullMarked
package org.vladoscope.file.numpy;

import org.jspecify.annotations.NullMarked;

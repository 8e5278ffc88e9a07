/**
 * MATLAB's variables, of version 5 and of 7.3 (HDF5), as values.
 *
 * <p>It may use {@code file}.
 *
 * <p>Start reading at {@link org.vladoscope.file.matlab.MatFile}.
 */
@NullMarked
package org.vladoscope.file.matlab;

import org.jspecify.annotations.NullMarked;

/**
 * MATLAB's files of variables, of version 5 and of version 7.3, which is HDF5. Uses {@code file}
 * and the two libraries that read them. Start with {@link org.vladoscope.file.matlab.MatFile}.
 */
@NullMarked
package org.vladoscope.file.matlab;

import org.jspecify.annotations.NullMarked;

/**
 * Python's pickles, read by a machine that can build data and run nothing. Uses {@code file} alone.
 * Start with {@link org.vladoscope.file.pickle.Unpickler}.
 */
@NullMarked
package org.vladoscope.file.pickle;

import org.jspecify.annotations.NullMarked;

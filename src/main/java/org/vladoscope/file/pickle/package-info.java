/**
 * Python's pickles, of which only values are built and nothing is executed.
 *
 * <p>It may use {@code file}.
 *
 * <p>Start reading at {@link org.vladoscope.file.pickle.Unpickler}.
 */
@NullMarked
package org.vladoscope.file.pickle;

import org.jspecify.annotations.NullMarked;

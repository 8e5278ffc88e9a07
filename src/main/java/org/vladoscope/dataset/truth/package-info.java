/**
 * Ground truth in arrays of NumPy and MATLAB: lists of indices, tables of true and false, the
 * {@code dbStruct} of image retrieval. Uses {@code dataset} and {@code file}, and knows no folders.
 * Start with {@link org.vladoscope.dataset.truth.IndexLists}.
 */
@NullMarked
package org.vladoscope.dataset.truth;

import org.jspecify.annotations.NullMarked;

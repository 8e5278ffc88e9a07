/**
 * What files of the field say of places and matches: positions, lists of indices, tables of pairs.
 *
 * <p>It may use {@code dataset} and {@code file}; it knows no folder.
 *
 * <p>Start reading at {@link org.vladoscope.dataset.truth.DbStruct}.
 */
@NullMarked
package org.vladoscope.dataset.truth;

import org.jspecify.annotations.NullMarked;

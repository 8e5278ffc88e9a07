/**
 * In which way a query and its candidates are looked at.
 *
 * <p>It may use {@code ui.explore.model} and what stands before it; the views of the looks follow
 * it, and share what stands above and over their images.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.look.PairLooks}.
 */
@NullMarked
package org.vladoscope.ui.explore.look;

import org.jspecify.annotations.NullMarked;

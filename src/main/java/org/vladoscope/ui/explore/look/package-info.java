/**
 * In which way a query and its candidates are looked at.
 *
 * <p>It may use JavaFX only; the views of the looks follow it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.look.PairLooks}.
 */
@NullMarked
package org.vladoscope.ui.explore.look;

import org.jspecify.annotations.NullMarked;

/**
 * Small controls that pages of the window have in common.
 *
 * <p>It may use {@code ui.view} and the values that they let choose.
 *
 * <p>Start reading at {@link org.vladoscope.ui.control.FoldButton}.
 */
@NullMarked
package org.vladoscope.ui.control;

import org.jspecify.annotations.NullMarked;

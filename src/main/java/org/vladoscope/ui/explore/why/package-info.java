/**
 * Why a query was not answered right: the first wrong candidate, the query and the right answer in
 * three panes, with what told for which.
 *
 * <p>It may use {@code ui.explore.pair} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.why.WhyView}.
 */
@NullMarked
package org.vladoscope.ui.explore.why;

import org.jspecify.annotations.NullMarked;

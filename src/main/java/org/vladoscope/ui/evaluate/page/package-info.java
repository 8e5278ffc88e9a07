/**
 * What the pages of Evaluate share: tables, a running task, the ground truth in use.
 *
 * <p>It may use {@code ui.map} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.evaluate.page.Section}.
 */
@NullMarked
package org.vladoscope.ui.evaluate.page;

import org.jspecify.annotations.NullMarked;

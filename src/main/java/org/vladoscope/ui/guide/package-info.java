/**
 * The user guide inside the window: the documents of the project, read from the program itself.
 *
 * <p>It may use {@code ui.task}, {@code ui.view} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.ui.guide.GuideView}.
 */
@NullMarked
package org.vladoscope.ui.guide;

import org.jspecify.annotations.NullMarked;

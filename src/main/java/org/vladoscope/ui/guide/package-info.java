/**
 * Help: the user guide inside the window, read from the documents that the program brings, the keys
 * of all commands, and the program itself.
 *
 * <p>It may use {@code ui.task}, {@code ui.view} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.ui.guide.GuideView}.
 */
@NullMarked
package org.vladoscope.ui.guide;

import org.jspecify.annotations.NullMarked;

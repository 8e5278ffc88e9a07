/**
 * How the command line opens the window, without knowing JavaFX.
 *
 * <p>It may use {@code cli.option} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.cli.window.GuiLauncher}.
 */
@NullMarked
package org.vladoscope.cli.window;

import org.jspecify.annotations.NullMarked;

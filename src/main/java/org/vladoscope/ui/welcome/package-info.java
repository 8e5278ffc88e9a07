/**
 * What is seen while no map is open, or while one is being opened.
 *
 * <p>It may use {@code ui.view} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.welcome.WelcomeView}.
 */
@NullMarked
package org.vladoscope.ui.welcome;

import org.jspecify.annotations.NullMarked;

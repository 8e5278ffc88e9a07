/**
 * The window: what it is made of and how it starts.
 *
 * <p>It may use all of {@code ui} and the engine; nothing but the start of the program uses it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.WindowFactory}.
 */
@NullMarked
package org.vladoscope.ui;

import org.jspecify.annotations.NullMarked;

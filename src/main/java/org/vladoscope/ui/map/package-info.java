/**
 * An opened map as the window knows it: what is chosen in it and what is known about it. It has
 * properties and no controls.
 *
 * <p>It may use {@code ui.session}, {@code ui.task}, {@code ui.view} and the engine; every
 * perspective uses it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.map.OpenMap}.
 */
@NullMarked
package org.vladoscope.ui.map;

import org.jspecify.annotations.NullMarked;

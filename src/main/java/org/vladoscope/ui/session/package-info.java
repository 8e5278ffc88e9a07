/**
 * What the window asks of an opened map, and the one answer to it: the engine.
 *
 * <p>It may use the engine; no other package of the window starts a computation of it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.session.MapSession}.
 */
@NullMarked
package org.vladoscope.ui.session;

import org.jspecify.annotations.NullMarked;

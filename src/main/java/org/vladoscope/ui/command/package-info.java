/**
 * What the user can do, declared once for menus, keys and the command palette.
 *
 * <p>It may use JavaFX only; it does not know what commands do.
 *
 * <p>Start reading at {@link org.vladoscope.ui.command.Commands}.
 */
@NullMarked
package org.vladoscope.ui.command;

import org.jspecify.annotations.NullMarked;

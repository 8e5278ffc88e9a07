/**
 * Work in the background that reports how far it is and can be cancelled.
 *
 * <p>It may use {@code common} and JavaFX's properties; every computation of the window passes
 * through it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.task.BackgroundTasks}.
 */
@NullMarked
package org.vladoscope.ui.task;

import org.jspecify.annotations.NullMarked;

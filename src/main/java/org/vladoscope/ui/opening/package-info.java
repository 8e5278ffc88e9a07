/**
 * The page that says what a folder was taken for, and asks what only its owner knows.
 *
 * <p>It may use {@code dataset.format.known}, {@code ui.session}, {@code ui.view} and what stands
 * before them.
 *
 * <p>Start reading at {@link org.vladoscope.ui.opening.OpeningModel}.
 */
@NullMarked
package org.vladoscope.ui.opening;

import org.jspecify.annotations.NullMarked;

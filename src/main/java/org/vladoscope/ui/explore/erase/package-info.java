/**
 * The eraser: parts of query or candidate are painted out, and the whole map is ranked anew.
 *
 * <p>It may use {@code ui.explore.overlay}, {@code ui.explore.look} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.erase.EraseView} and {@link
 * org.vladoscope.ui.explore.erase.EraseModel}.
 */
@NullMarked
package org.vladoscope.ui.explore.erase;

import org.jspecify.annotations.NullMarked;

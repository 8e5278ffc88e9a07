/**
 * Light and dark looks.
 *
 * <p>It may use JavaFX and AtlantaFX only.
 *
 * <p>Start reading at {@link org.vladoscope.ui.theme.Themes}.
 */
@NullMarked
package org.vladoscope.ui.theme;

import org.jspecify.annotations.NullMarked;

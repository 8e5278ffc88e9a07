/**
 * Decoding and resizing images exactly as the reference systems do.
 *
 * <p>It may use {@code common} only.
 *
 * <p>Start reading at {@link org.vladoscope.image.ImageDecoder}.
 */
@NullMarked
package org.vladoscope.image;

import org.jspecify.annotations.NullMarked;

/**
 * Files of other programs as stores of bytes that are read where they are needed: plain, in a zip,
 * deflated. Files are hostile until proven otherwise.
 *
 * <p>It may use {@code common} only.
 *
 * <p>Start reading at {@link org.vladoscope.file.Storage}.
 */
@NullMarked
package org.vladoscope.file;

import org.jspecify.annotations.NullMarked;

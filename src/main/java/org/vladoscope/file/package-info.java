/**
 * Files of other programs as bytes: regions, zip archives, and lengths that are held against the
 * file before memory is taken. Uses {@code common} alone. Start with {@link
 * org.vladoscope.file.Storage}.
 */
@NullMarked
package org.vladoscope.file;

import org.jspecify.annotations.NullMarked;

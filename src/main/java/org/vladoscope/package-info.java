/**
 * Where the program starts: command line or window.
 *
 * <p>It may use everything; nothing uses it.
 *
 * <p>Start reading at {@link org.vladoscope.Main}.
 */
@NullMarked
package org.vladoscope;

import org.jspecify.annotations.NullMarked;

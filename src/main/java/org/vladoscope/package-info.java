/** Where the program starts: command line or window. */
@NullMarked
package org.vladoscope;

import org.jspecify.annotations.NullMarked;

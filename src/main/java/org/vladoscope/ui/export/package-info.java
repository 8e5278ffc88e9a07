/** Pictures, drawings and tables that leave the window. */
@NullMarked
package org.vladoscope.ui.export;

import org.jspecify.annotations.NullMarked;

/** What the window asks of an opened map. */
@NullMarked
package org.vladoscope.ui.session;

import org.jspecify.annotations.NullMarked;

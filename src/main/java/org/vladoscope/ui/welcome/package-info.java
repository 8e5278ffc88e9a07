/** What is seen while no map is open. */
@NullMarked
package org.vladoscope.ui.welcome;

import org.jspecify.annotations.NullMarked;

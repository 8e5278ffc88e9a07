/** Work in the background that reports how far it is and can be cancelled. */
@NullMarked
package org.vladoscope.ui.task;

import org.jspecify.annotations.NullMarked;

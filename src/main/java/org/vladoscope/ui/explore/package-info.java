/** Queries, their candidates, and two images side by side. */
@NullMarked
package org.vladoscope.ui.explore;

import org.jspecify.annotations.NullMarked;

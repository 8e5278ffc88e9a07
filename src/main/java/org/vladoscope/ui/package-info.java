/** The window: what it is made of and how it starts. */
@NullMarked
package org.vladoscope.ui;

import org.jspecify.annotations.NullMarked;

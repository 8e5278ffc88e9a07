/** Light and dark looks. */
@NullMarked
package org.vladoscope.ui.theme;

import org.jspecify.annotations.NullMarked;

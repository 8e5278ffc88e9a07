/** Small value types and interfaces that every stage uses. */
@NullMarked
package org.vladoscope.common;

import org.jspecify.annotations.NullMarked;

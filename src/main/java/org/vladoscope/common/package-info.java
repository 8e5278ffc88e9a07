/**
 * Small value types and interfaces that every stage uses.
 *
 * <p>It may use nothing of the program.
 *
 * <p>Start reading at {@link org.vladoscope.common.InputException}.
 */
@NullMarked
package org.vladoscope.common;

import org.jspecify.annotations.NullMarked;

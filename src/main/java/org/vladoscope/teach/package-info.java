/**
 * Code that explains how VLAD works rather than ranking images: computations of the VLAD lab.
 *
 * <p>It may use the engine's packages; only the lab's window and its command use it.
 *
 * <p>Start reading at {@link org.vladoscope.teach.BlankImages}.
 */
@NullMarked
package org.vladoscope.teach;

import org.jspecify.annotations.NullMarked;

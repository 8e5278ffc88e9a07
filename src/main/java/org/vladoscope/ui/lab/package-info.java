/**
 * The VLAD lab: every step of VLAD, NetVLAD and Patch-NetVLAD to look at and to pull at.
 *
 * <p>It may use {@code teach}, {@code ui.map} and what stands before them.
 *
 * <p>Start reading at {@link org.vladoscope.ui.lab.LabView}.
 */
@NullMarked
package org.vladoscope.ui.lab;

import org.jspecify.annotations.NullMarked;

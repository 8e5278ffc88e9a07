/** The VLAD lab: every step of VLAD, NetVLAD and Patch-NetVLAD to look at and to pull at. */
@NullMarked
package org.vladoscope.ui.lab;

import org.jspecify.annotations.NullMarked;

/**
 * The plane of the lab: points and centroids to drag, and what VLAD and other aggregators make of
 * them.
 *
 * <p>It may use {@code teach.steps} and the controls of the window; {@code ui.lab} puts its pages
 * into the lab.
 *
 * <p>Start reading at {@link org.vladoscope.ui.lab.plane.PlaneModel}.
 */
@NullMarked
package org.vladoscope.ui.lab.plane;

import org.jspecify.annotations.NullMarked;

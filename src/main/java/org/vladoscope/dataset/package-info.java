/** Maps of places: images, poses and ground truth. */
@NullMarked
package org.vladoscope.dataset;

import org.jspecify.annotations.NullMarked;

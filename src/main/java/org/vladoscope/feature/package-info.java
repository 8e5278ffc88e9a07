/** Backbones: from a picture to a map of local features. */
@NullMarked
package org.vladoscope.feature;

import org.jspecify.annotations.NullMarked;

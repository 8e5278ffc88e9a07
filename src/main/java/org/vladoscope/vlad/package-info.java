/** VLAD: vocabulary, soft assignment, global and patch descriptors, projection. */
@NullMarked
package org.vladoscope.vlad;

import org.jspecify.annotations.NullMarked;

/** Files with weights on this machine, and where more of them can be had. */
@NullMarked
package org.vladoscope.feature.models;

import org.jspecify.annotations.NullMarked;

/** Where arithmetic runs: device, threads and matrix products. */
@NullMarked
package org.vladoscope.compute;

import org.jspecify.annotations.NullMarked;

/** An opened map with its configuration, pipeline and caches. */
@NullMarked
package org.vladoscope.workspace;

import org.jspecify.annotations.NullMarked;

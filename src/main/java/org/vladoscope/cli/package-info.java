/** The command line: the only place that prints. */
@NullMarked
package org.vladoscope.cli;

import org.jspecify.annotations.NullMarked;

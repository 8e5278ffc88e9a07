/**
 * Maps that are too large for one machine, on a cluster that runs Spark. It uses the command line's
 * words and the pipeline's crew; nothing of the program knows this package, which has a source set
 * of its own. Start reading at {@link org.vladoscope.spark.SparkMain}.
 */
@NullMarked
package org.vladoscope.spark;

import org.jspecify.annotations.NullMarked;

/**
 * Others who compute parts of a pipeline's work, on this machine or elsewhere, and what they tell.
 * It knows files, hashes and configurations, and nothing of how work is sent. Start reading at
 * {@link org.vladoscope.pipeline.crew.Crew}.
 */
@NullMarked
package org.vladoscope.pipeline.crew;

import org.jspecify.annotations.NullMarked;

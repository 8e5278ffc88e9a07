/**
 * The lists of queries and database images on the left of Explore, with verdicts and triage.
 *
 * <p>It may use {@code ui.map} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.queries.ImageBrowser}.
 */
@NullMarked
package org.vladoscope.ui.explore.queries;

import org.jspecify.annotations.NullMarked;

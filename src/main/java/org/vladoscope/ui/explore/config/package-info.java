/**
 * The configuration on the right of Explore: its form, what a change costs, and pinned settings.
 *
 * <p>It may use {@code ui.map}, {@code ui.explore.model} and {@code ui.explore.ranking}.
 *
 * <p>Start reading at {@link org.vladoscope.ui.explore.config.ConfigPanel}.
 */
@NullMarked
package org.vladoscope.ui.explore.config;

import org.jspecify.annotations.NullMarked;

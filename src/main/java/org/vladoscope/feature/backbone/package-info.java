/**
 * The networks that can be chosen: each is one {@code BackboneKind}, made known by one line in
 * {@link org.vladoscope.feature.backbone.Backbones}.
 *
 * <p>It may use {@code feature} and {@code feature.checkpoint}; nothing else knows a network by
 * name.
 *
 * <p>Start reading at {@link org.vladoscope.feature.backbone.Backbones}.
 */
@NullMarked
package org.vladoscope.feature.backbone;

import org.jspecify.annotations.NullMarked;

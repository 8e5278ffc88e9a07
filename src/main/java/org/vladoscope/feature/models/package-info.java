/**
 * Files with weights on this machine, and where more of them can be had.
 *
 * <p>It may use {@code feature.checkpoint}, {@code feature.backbone} and {@code store}.
 *
 * <p>Start reading at {@link org.vladoscope.feature.models.ModelsFolder}.
 */
@NullMarked
package org.vladoscope.feature.models;

import org.jspecify.annotations.NullMarked;

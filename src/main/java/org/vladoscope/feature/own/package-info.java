/**
 * Networks that someone brings along as a whole file, TorchScript or ONNX: how they are tried, what
 * their output is taken for, and in which words they are refused.
 *
 * <p>It may use {@code feature} and what stands before it; {@code feature.backbone} makes it known.
 *
 * <p>Start reading at {@link org.vladoscope.feature.own.OwnNetwork}.
 */
@NullMarked
package org.vladoscope.feature.own;

import org.jspecify.annotations.NullMarked;

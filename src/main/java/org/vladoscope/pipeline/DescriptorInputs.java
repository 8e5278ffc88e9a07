package org.vladoscope.pipeline;

import java.util.Optional;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.Vocabulary;

/**
 * What the descriptors of one image are made from, for those who take them apart.
 *
 * @param features its cells
 * @param vocabulary the map's vocabulary
 * @param projection what shortens descriptors; empty if they stay as they are
 */
public record DescriptorInputs(
    FeatureMap features, Vocabulary vocabulary, Optional<Whitening> projection) {}

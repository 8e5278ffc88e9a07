package org.vladoscope.pipeline;

import java.util.Optional;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.step.StepGraph;

/**
 * What describes the images of a map: made ready with it, or when first asked for where answers
 * need no images.
 *
 * @param graph its steps
 * @param model the aggregator, as it was learned
 * @param projection what shortens patch descriptors; empty if they stay as they are
 */
record Described(StepGraph graph, AggregatorModel model, Optional<Whitening> projection) {}

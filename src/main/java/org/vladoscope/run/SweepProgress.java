package org.vladoscope.run;

import org.vladoscope.config.PipelineConfig;

/**
 * How far a sweep is.
 *
 * @param done configurations with a result
 * @param total configurations of the plan
 * @param current the configuration under way
 * @param message what is being done, a short phrase
 * @param fraction share of the planned work that is done, 0 to 1
 * @param secondsLeft estimated time until the end, by the pace so far
 * @param paused true while paused
 */
public record SweepProgress(
    int done,
    int total,
    PipelineConfig current,
    String message,
    double fraction,
    double secondsLeft,
    boolean paused) {}

/**
 * The program beside the original's scripts, from images to recall, each in processes of its own.
 *
 * <p>It may use the whole engine, and knows neither window nor command line.
 *
 * <p>Start reading at {@link org.vladoscope.benchmark.peers.PeersBenchmark}.
 */
@NullMarked
package org.vladoscope.benchmark.peers;

import org.jspecify.annotations.NullMarked;

package org.vladoscope.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.session.MapOpener;

/**
 * What the window is started with.
 *
 * @param map the map to open at once, or null for the welcome screen
 * @param sampleMap the map that comes with the program, or null if it is not there
 * @param opener opens maps
 * @param device names the device; asked once, in the background
 * @param preferences where settings are remembered
 * @param closeWhenUsable true to close the window as soon as it is usable, and shows the first pair
 *     of {@code map} if there is one, to measure the start
 * @param onStart told what is there, "usable window" or "first pair", and how long that took from
 *     the start of the program
 */
public record UiOptions(
    @Nullable Path map,
    @Nullable Path sampleMap,
    MapOpener opener,
    Supplier<String> device,
    PreferencesFile preferences,
    boolean closeWhenUsable,
    BiConsumer<String, Duration> onStart) {}

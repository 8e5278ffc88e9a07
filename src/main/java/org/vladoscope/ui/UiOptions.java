package org.vladoscope.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
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
 * @param closeWhenUsable true to close the window as soon as it is usable, to measure the start
 * @param onUsable told how long it took from the start of the program to a usable window
 */
public record UiOptions(
    @Nullable Path map,
    @Nullable Path sampleMap,
    MapOpener opener,
    Supplier<String> device,
    PreferencesFile preferences,
    boolean closeWhenUsable,
    Consumer<Duration> onUsable) {}

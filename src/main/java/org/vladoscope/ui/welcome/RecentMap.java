package org.vladoscope.ui.welcome;

import java.nio.file.Path;

/**
 * A map opened before.
 *
 * @param name what it is called
 * @param folder where it lies
 */
public record RecentMap(String name, Path folder) {}

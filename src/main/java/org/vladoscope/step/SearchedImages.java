package org.vladoscope.step;

import java.util.Optional;
import org.vladoscope.foreign.ForeignDescriptors;

/**
 * The images that are searched, and their descriptors if another program computed them.
 *
 * @param images the images
 * @param foreign their descriptors; empty if they are computed here
 */
public record SearchedImages(DatabaseImages images, Optional<ForeignDescriptors> foreign) {}

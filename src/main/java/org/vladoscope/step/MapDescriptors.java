package org.vladoscope.step;

import java.util.List;
import java.util.Map;
import org.vladoscope.common.ContentHash;
import org.vladoscope.dataset.CameraViews.View;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.vlad.Vocabulary;

/**
 * What is computed once for a map, before any patch is looked at.
 *
 * @param vocabulary the words found in the database images
 * @param vocabularyKey identifies them in cache keys
 * @param databaseIds for each row of the index the number of its image in the map's database
 * @param views for each row of the index the picture it describes
 * @param index global descriptors of the database images that could be read
 * @param failures images that could not be read and why, by {@code database/NAME} or {@code
 *     queries/NAME}
 */
public record MapDescriptors(
    Vocabulary vocabulary,
    ContentHash vocabularyKey,
    int[] databaseIds,
    List<View> views,
    DescriptorIndex index,
    Map<String, String> failures) {}

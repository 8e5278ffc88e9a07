package org.vladoscope.dataset.format;

import java.util.List;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.PlaceImage;

/**
 * The pictures of a map while its ground truth is read.
 *
 * @param database one of each known place
 * @param queries one of each place to be recognised; the same list if they are the database
 * @param queriesAreDatabase true if there are no queries of their own
 * @param views further pictures of these places
 */
record MapPictures(
    List<PlaceImage> database,
    List<PlaceImage> queries,
    boolean queriesAreDatabase,
    CameraViews views) {}

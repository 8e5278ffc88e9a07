package org.vladoscope.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.exif.GpsDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a photograph says that it was taken: GPS in its EXIF data.
 *
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east
 * @param heading degrees clockwise from north in which the camera looked, or null if it does not
 *     say
 */
public record PhotoPosition(double latitude, double longitude, @Nullable Double heading) {

  /** Reads the head of a file; empty if it has no position or is no image. */
  public static Optional<PhotoPosition> of(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      GpsDirectory gps =
          ImageMetadataReader.readMetadata(in).getFirstDirectoryOfType(GpsDirectory.class);
      GeoLocation place = gps == null ? null : gps.getGeoLocation();
      // Cameras write zeros while they wait for satellites.
      if (gps == null
          || place == null
          || place.isZero()
          || !(Math.abs(place.getLatitude()) <= 90 && Math.abs(place.getLongitude()) <= 180)) {
        return Optional.empty();
      }
      Double heading = gps.getDoubleObject(GpsDirectory.TAG_IMG_DIRECTION);
      boolean known = heading != null && Double.isFinite(heading);
      return Optional.of(
          new PhotoPosition(place.getLatitude(), place.getLongitude(), known ? heading : null));
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      // Metadata can be damaged where the image is not.
      return Optional.empty();
    }
  }
}

package org.vladoscope.dataset.format.known;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.geo.GeoFix;
import org.vladoscope.dataset.geo.GeoPoint;

/**
 * What COLMAP's {@code database.db} says of where images were taken: the priors of their poses.
 *
 * @param names of all images
 * @param onEarth priors in degrees, by image
 * @param inMetres cartesian priors, by image
 * @param unused images whose prior is incomplete or of no known system
 */
record ColmapDatabase(
    Set<String> names,
    Map<String, GeoFix> onEarth,
    Map<String, Pose> inMetres,
    Set<String> unused) {

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int WGS84 = 0;
  private static final int CARTESIAN = 1;
  private static final int CHECK_EVERY = 1000;

  private static final String PRIORS =
      "SELECT images.name, position, coordinate_system FROM pose_priors JOIN images ON"
          + " images.image_id = ";

  /** Older files name the image, newer ones any kind of data, of which type 0 is a camera's. */
  private static final String OLDER = "pose_priors.image_id";

  private static final String NEWER =
      "pose_priors.corr_data_id WHERE pose_priors.corr_sensor_type = 0";

  /**
   * Reads a file and changes nothing in it or beside it.
   *
   * @throws InputException if it is damaged or not a database of COLMAP
   */
  static ColmapDatabase read(Path file, Progress progress) {
    checkKind(file);
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    String url = "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1";
    try (Connection connection = config.createConnection(url);
        Statement statement = connection.createStatement()) {
      ColmapDatabase found =
          new ColmapDatabase(
              new LinkedHashSet<>(),
              new LinkedHashMap<>(),
              new LinkedHashMap<>(),
              new LinkedHashSet<>());
      try (ResultSet rows = statement.executeQuery("SELECT name FROM images ORDER BY image_id")) {
        while (rows.next()) {
          if (found.names.size() % CHECK_EVERY == 0) {
            progress.check();
          }
          found.names.add(String.valueOf(rows.getString(1)));
        }
      }
      Set<String> columns = columnsOfPriors(statement);
      if (columns.contains("position")) {
        String key = columns.contains("image_id") ? OLDER : NEWER;
        try (ResultSet rows = statement.executeQuery(PRIORS + key)) {
          while (rows.next()) {
            progress.check();
            found.add(rows.getString(1), rows.getBytes(2), rows.getInt(3));
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw new InputException(
          file + " is damaged, in use, or not a database of COLMAP: its images cannot be read.", e);
    }
  }

  private static void checkKind(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new InputException(file + " is not a database of COLMAP: it is no SQLite file.");
      }
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  private static Set<String> columnsOfPriors(Statement statement) throws SQLException {
    Set<String> columns = new HashSet<>();
    try (ResultSet rows = statement.executeQuery("PRAGMA table_info(pose_priors)")) {
      while (rows.next()) {
        columns.add(String.valueOf(rows.getString("name")));
      }
    }
    return columns;
  }

  private void add(String name, byte[] position, int system) {
    if (position == null || position.length != 3 * Double.BYTES) {
      unused.add(name);
      return;
    }
    ByteBuffer values = ByteBuffer.wrap(position).order(ByteOrder.LITTLE_ENDIAN);
    double x = values.getDouble();
    double y = values.getDouble();
    double z = values.getDouble();
    // The height may be missing where the place is known.
    Double up = Double.isFinite(z) ? z : null;
    if (system == WGS84 && GeoPoint.isOnEarth(x, y)) {
      onEarth.put(name, new GeoFix(new GeoPoint(x, y), null, up));
    } else if (system == CARTESIAN && Double.isFinite(x) && Double.isFinite(y)) {
      inMetres.put(name, new Pose(x, y, null, up));
    } else {
      unused.add(name);
    }
  }
}

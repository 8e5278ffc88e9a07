package org.vladoscope.dataset.format;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.metric.Recall;

/**
 * Writes one small map in the layouts of other programs. Four database images lie 0, 10, 100 and
 * 200 m along a way, three queries 1, 99 and 500 m: within 25 m the first query matches two, the
 * second one, the last none. Each is of one grey; by grey, the first query is answered right and
 * the second at rank 2.
 */
public final class PoseFixtures {

  /** An image: its name without folder and ending, how far along the way, its grey. */
  public record Shot(String name, double metres, int grey) {}

  /** The database. */
  public static final List<Shot> DATABASE =
      List.of(
          new Shot("d0", 0, 40),
          new Shot("d1", 10, 60),
          new Shot("d2", 100, 120),
          new Shot("d3", 200, 200));

  /** The queries. */
  public static final List<Shot> QUERIES =
      List.of(new Shot("q0", 1, 45), new Shot("q1", 99, 190), new Shot("q2", 500, 90));

  private static final double METRES_PER_DEGREE = 111_319.49;

  private PoseFixtures() {}

  // --- images ---

  /** Files that are images by their names only. */
  public static void emptyImages(Path folder, String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[0]);
    }
  }

  /** An image of one grey. */
  public static void paint(Path file, int grey) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, painted(file, grey));
  }

  private static byte[] painted(Path file, int grey) throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(grey, grey, grey));
    graphics.fillRect(0, 0, 16, 16);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String ending = file.toString().substring(file.toString().lastIndexOf('.') + 1);
    ImageIO.write(image, ending, bytes);
    return bytes.toByteArray();
  }

  /** Both lists into two folders. */
  public static void paint(Path database, Path queries) throws IOException {
    for (Shot shot : DATABASE) {
      paint(database.resolve(shot.name + ".png"), shot.grey);
    }
    for (Shot shot : QUERIES) {
      paint(queries.resolve(shot.name + ".png"), shot.grey);
    }
  }

  /** Recall at 1 and 2 if database images are ranked by how near their grey is. */
  public static double[] recallByGrey(PlaceMap map) {
    GroundTruth truth = map.groundTruth();
    List<Integer> queries = IntStream.range(0, map.queries().size()).boxed().toList();
    List<int[]> rankings = new ArrayList<>();
    for (PlaceImage query : map.queries()) {
      int grey = grey(query);
      rankings.add(
          IntStream.range(0, map.database().size())
              .boxed()
              .sorted(Comparator.comparingInt(d -> Math.abs(grey(map.database().get(d)) - grey)))
              .mapToInt(Integer::intValue)
              .toArray());
    }
    return Recall.of(queries, rankings, truth, List.of(1, 2)).atN().values().stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static int grey(PlaceImage image) {
    return ImageDecoder.decode(image.file()).get(8, 8, 0);
  }

  // --- COLMAP ---

  /** The images of a model with their names, in {@code images/db} and {@code images/query}. */
  public static void colmapImages(Path root) throws IOException {
    paint(root.resolve("images/db"), root.resolve("images/query"));
  }

  /** The bytes of {@code images.bin}: all images, turned by a quarter, with points to skip. */
  public static byte[] colmapBinary() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    List<Shot> all = both();
    out.write(little(Long.BYTES).putLong(all.size()).array());
    int id = 1;
    for (Shot shot : all) {
      ByteBuffer head = little(4 + 7 * 8 + 4).putInt(id++);
      for (double value : turned(shot.metres)) {
        head.putDouble(value);
      }
      out.write(head.putInt(1).array());
      out.write((colmapName(shot) + "\0").getBytes(StandardCharsets.UTF_8));
      out.write(little(Long.BYTES).putLong(2).array());
      out.write(new byte[2 * 24]);
    }
    return bytes.toByteArray();
  }

  /** The lines of {@code images.txt}; images without points have an empty line. */
  public static String colmapText() {
    StringBuilder text = new StringBuilder("# Image list with two lines of data per image:\n");
    int id = 1;
    for (Shot shot : both()) {
      text.append(id++);
      for (double value : turned(shot.metres)) {
        text.append(' ').append(value);
      }
      text.append(" 1 ").append(colmapName(shot)).append('\n');
      text.append(id % 2 == 0 ? "" : "1.5 2.5 -1").append('\n');
    }
    return text.toString();
  }

  /** A quaternion and a shift: a camera turned a quarter about z that stands at (metres, 0, 0). */
  private static double[] turned(double metres) {
    double half = Math.sqrt(.5);
    // R·(metres, 0, 0) = (0, metres, 0)
    return new double[] {half, 0, 0, half, 0, -metres, 0};
  }

  private static List<Shot> both() {
    List<Shot> all = new ArrayList<>(DATABASE);
    all.addAll(QUERIES);
    return all;
  }

  private static String colmapName(Shot shot) {
    return (DATABASE.contains(shot) ? "db/" : "query/") + shot.name + ".png";
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A {@code database.db} with priors.
   *
   * @param newer whether priors name data of a sensor, as newer versions write, or an image
   * @param onEarth whether they are degrees, or cartesian
   */
  public static void colmapDatabase(Path file, boolean newer, boolean onEarth) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE images (image_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, camera_id"
              + " INTEGER NOT NULL)");
      statement.execute(
          newer
              ? "CREATE TABLE pose_priors (pose_prior_id INTEGER PRIMARY KEY, corr_data_id INTEGER,"
                  + " corr_sensor_id INTEGER, corr_sensor_type INTEGER, position BLOB,"
                  + " position_covariance BLOB, gravity BLOB, coordinate_system INTEGER)"
              : "CREATE TABLE pose_priors (image_id INTEGER PRIMARY KEY, position BLOB,"
                  + " coordinate_system INTEGER)");
      int id = 1;
      for (Shot shot : both()) {
        try (PreparedStatement image =
                connection.prepareStatement("INSERT INTO images VALUES (?, ?, 1)");
            PreparedStatement prior =
                connection.prepareStatement(
                    newer
                        ? "INSERT INTO pose_priors (corr_data_id, corr_sensor_id, corr_sensor_type,"
                            + " position, coordinate_system) VALUES (?, 1, 0, ?, ?)"
                        : "INSERT INTO pose_priors VALUES (?, ?, ?)")) {
          image.setInt(1, id);
          image.setString(2, colmapName(shot));
          image.execute();
          ByteBuffer position = little(24);
          if (onEarth) {
            position.putDouble(0).putDouble(longitude(shot)).putDouble(0);
          } else {
            position.putDouble(shot.metres).putDouble(0).putDouble(0);
          }
          prior.setInt(1, id);
          prior.setBytes(2, position.array());
          prior.setInt(3, onEarth ? 0 : 1);
          prior.execute();
        }
        id++;
      }
    }
  }

  /** Degrees east on the equator. */
  private static double longitude(Shot shot) {
    return 15 + shot.metres / METRES_PER_DEGREE;
  }

  // --- kapture ---

  /**
   * {@code mapping/} and {@code query/}. The camera of the mapping is mounted on a rig a metre to
   * its left, whose poses are given instead.
   */
  public static void kapture(Path root) throws IOException {
    kapture(root.resolve("mapping"), DATABASE, true);
    kapture(root.resolve("query"), QUERIES, false);
  }

  private static void kapture(Path part, List<Shot> shots, boolean rig) throws IOException {
    StringBuilder records =
        new StringBuilder("# kapture format: 1.1\n# timestamp, device_id, image_path\n");
    StringBuilder poses =
        new StringBuilder(
            "# kapture format: 1.1\n# timestamp, device_id, qw, qx, qy, qz, tx, ty, tz\n");
    int time = 100;
    for (Shot shot : shots) {
      paint(part.resolve("sensors/records_data/cam/" + shot.name + ".png"), shot.grey);
      records.append(time).append(", cam0, cam/").append(shot.name).append(".png\n");
      poses.append(time).append(rig ? ", rig0" : ", cam0");
      for (double value : turned(shot.metres)) {
        poses.append(", ").append(value);
      }
      poses.append('\n');
      time++;
    }
    Files.writeString(part.resolve("sensors/records_camera.txt"), records);
    Files.writeString(part.resolve("sensors/trajectories.txt"), poses);
    if (rig) {
      Files.writeString(
          part.resolve("sensors/rigs.txt"),
          "# kapture format: 1.1\nrig0, cam0, 1, 0, 0, 0, -1, 0, 0\n");
    }
  }

  // --- tables by time ---

  /** When a vehicle that drives one metre a microsecond takes an image. */
  private static long time(Shot shot) {
    return 1_418_381_798_000_000L + (long) (shot.metres * 1000);
  }

  /** As RobotCar: {@code gps/ins.csv} beside the images of each drive, a row every 5 m. */
  public static void robotCar(Path root) throws IOException {
    robotCar(root.resolve("database"), DATABASE);
    robotCar(root.resolve("queries"), QUERIES);
  }

  private static void robotCar(Path drive, List<Shot> shots) throws IOException {
    for (Shot shot : shots) {
      paint(drive.resolve("stereo/centre/" + time(shot) + ".png"), shot.grey);
    }
    StringBuilder table =
        new StringBuilder(
            "timestamp,ins_status,latitude,longitude,altitude,northing,easting,yaw\n");
    for (int metres = -2; metres < 600; metres += 5) {
      table.append(
          String.format(
              Locale.ROOT,
              "%d,INS_SOLUTION_GOOD,51.76,-1.26,112.5,%d,620000,0.5\n",
              time(new Shot("", metres, 0)),
              5_735_000 + metres));
    }
    Files.createDirectories(drive.resolve("gps"));
    Files.writeString(drive.resolve("gps/ins.csv"), table);
  }

  /** As OpenPlaceRecognition: {@code track.csv} and {@code test.csv} with times of a camera. */
  public static void openPlaceRecognition(Path root) throws IOException {
    track(root.resolve("database"), "track.csv", DATABASE);
    track(root.resolve("queries"), "test.csv", QUERIES);
  }

  private static void track(Path folder, String name, List<Shot> shots) throws IOException {
    StringBuilder table =
        new StringBuilder(",timestamp,front_cam_ts,lidar_ts,tx,ty,tz,qx,qy,qz,qw\n");
    int row = 0;
    for (Shot shot : shots) {
      paint(folder.resolve("front_cam/" + time(shot) + ".png"), shot.grey);
      table
          .append(row++)
          .append(',')
          .append(time(shot) + 77)
          .append(',')
          .append(time(shot))
          .append(',')
          .append(time(shot) + 99)
          .append(',')
          .append(shot.metres)
          .append(",0,0,0,0,0,1\n");
    }
    Files.writeString(folder.resolve(name), table);
  }

  // --- photographs ---

  /** Photographs with GPS in their EXIF data that look east. */
  public static void photographs(Path database, Path queries) throws IOException {
    for (Shot shot : DATABASE) {
      photograph(database.resolve(shot.name + ".jpg"), shot);
    }
    for (Shot shot : QUERIES) {
      photograph(queries.resolve(shot.name + ".jpg"), shot);
    }
  }

  private static void photograph(Path file, Shot shot) throws IOException {
    byte[] jpeg = painted(file, shot.grey);
    byte[] exif = exif(longitude(shot));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(0xff);
    out.write(0xe1);
    out.write((exif.length + 2) >> 8);
    out.write(exif.length + 2);
    out.write(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    Files.createDirectories(file.getParent());
    Files.write(file, out.toByteArray());
  }

  /** A TIFF with a directory of GPS: on the equator, at a longitude, looking to 90 degrees. */
  private static byte[] exif(double longitude) {
    int gps = 8 + 2 + 12 + 4;
    int data = gps + 2 + 5 * 12 + 4;
    ByteBuffer tiff = little(data + 24 + 24 + 8);
    tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8);
    tiff.putShort((short) 1);
    entry(tiff, 0x8825, 4, 1, gps);
    tiff.putInt(0);
    tiff.putShort((short) 5);
    entry(tiff, 1, 2, 2, 'N');
    entry(tiff, 2, 5, 3, data);
    entry(tiff, 3, 2, 2, 'E');
    entry(tiff, 4, 5, 3, data + 24);
    entry(tiff, 17, 5, 1, data + 48);
    tiff.putInt(0);
    tiff.putInt(0).putInt(1).putInt(0).putInt(1).putInt(0).putInt(1);
    double minutes = (longitude - 15) * 60;
    tiff.putInt(15).putInt(1).putInt(0).putInt(1);
    tiff.putInt((int) Math.round(minutes * 60 * 1_000_000)).putInt(1_000_000);
    tiff.putInt(90).putInt(1);
    byte[] head = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + tiff.capacity()).put(head).put(tiff.array()).array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}

package org.vladoscope.dataset.format.known;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.geo.CameraCentre;

/** The cameras of a COLMAP model: {@code images.bin} or {@code images.txt}. */
final class ColmapModel {

  private static final int BYTES_PER_POINT = 24;
  private static final int LONGEST_NAME = 4096;
  private static final int CHECK_EVERY = 1000;

  /** Before the name in a line: number, quaternion, shift, camera. */
  private static final int FIELDS = 9;

  private ColmapModel() {}

  /**
   * Where each image of a model was taken, in the model's own units.
   *
   * @throws InputException if the file is damaged or no such file
   */
  static Map<String, Pose> read(Path file, Progress progress) {
    try {
      return String.valueOf(file.getFileName()).endsWith(".bin")
          ? binary(file, progress)
          : text(file, progress);
    } catch (EOFException e) {
      throw new InputException(file + " is damaged: it ends too early.", e);
    } catch (CharacterCodingException e) {
      throw new InputException(file + " is not a text file in UTF-8.", e);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  private static Map<String, Pose> binary(Path file, Progress progress) throws IOException {
    Map<String, Pose> poses = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16))) {
      long count = little(data);
      if (count < 0 || count > Files.size(file)) {
        throw damaged(file, "it says that it holds " + Long.toUnsignedString(count) + " images");
      }
      double[] values = new double[7];
      for (long i = 0; i < count; i++) {
        if (i % CHECK_EVERY == 0) {
          progress.check();
        }
        skip(data, Integer.BYTES);
        for (int v = 0; v < values.length; v++) {
          values[v] = Double.longBitsToDouble(little(data));
        }
        skip(data, Integer.BYTES);
        add(poses, file, name(file, data), values);
        long points = little(data);
        if (points < 0 || points > Files.size(file) / BYTES_PER_POINT) {
          throw new EOFException();
        }
        skip(data, points * BYTES_PER_POINT);
      }
    }
    return poses;
  }

  private static String name(Path file, DataInputStream data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte b = data.readByte(); b != 0; b = data.readByte()) {
      bytes.write(b);
      if (bytes.size() > LONGEST_NAME) {
        throw damaged(file, "a name is too long");
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static long little(DataInputStream data) throws IOException {
    return Long.reverseBytes(data.readLong());
  }

  private static void skip(DataInputStream data, long bytes) throws IOException {
    data.skipNBytes(bytes);
  }

  private static Map<String, Pose> text(Path file, Progress progress) throws IOException {
    Map<String, Pose> poses = new LinkedHashMap<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (number % CHECK_EVERY == 0) {
          progress.check();
        }
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] fields = line.strip().split("\\s+", FIELDS + 1);
        double[] values = new double[7];
        if (fields.length <= FIELDS) {
          throw damaged(file, "line " + number + " has too few fields");
        }
        for (int v = 0; v < values.length; v++) {
          values[v] = number(file, number, fields[v + 1]);
        }
        add(poses, file, fields[FIELDS], values);
        reader.readLine(); // the points of this image, maybe none
        number++;
      }
    }
    return poses;
  }

  private static double number(Path file, long line, String field) {
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException e) {
      throw damaged(file, "'" + field + "' in line " + line + " is no number");
    }
  }

  private static void add(Map<String, Pose> poses, Path file, String name, double[] values) {
    if (!CameraCentre.isPose(values)) {
      throw damaged(file, "the pose of '" + name + "' is not made of a quaternion and a shift");
    }
    if (poses.put(name, CameraCentre.of(values).pose()) != null) {
      throw damaged(file, "'" + name + "' is in it twice");
    }
  }

  private static InputException damaged(Path file, String why) {
    return new InputException(file + " is damaged or no COLMAP model: " + why + ".");
  }
}

package org.vladoscope.feature.own;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.AllocationLimit;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.image.ImageSize;

/**
 * Runs an unknown network on noise of the size that its images will have, and tells what it gives.
 * What can be read in two ways is a question.
 */
final class OwnTrial {

  /** Class token and registers: no published transformer has more. */
  private static final int MAX_LEADING = 16;

  private static final int MIN_PATCH = 4;
  private static final int MAX_PATCH = 64;

  /** Noise that is not like noise in training may make numbers differ by rounding. */
  private static final float SAME = 1e-3f;

  /** Features are kept in 16 bits. */
  private static final float LARGEST = 65504;

  private final OwnRunner runner;
  private final OwnSettings settings;
  private final String name;
  private final ImageSize size;
  private final Optional<CellGeometry> measured;
  private final Progress progress;

  /**
   * Tries nothing yet.
   *
   * @param measured where cells lie, if that was measured before for images of this size
   */
  OwnTrial(
      OwnRunner runner,
      OwnSettings settings,
      String name,
      ImageSize size,
      Optional<CellGeometry> measured,
      Progress progress) {
    this.runner = runner;
    this.settings = settings;
    this.name = name;
    this.size = size;
    this.measured = measured;
    this.progress = progress;
  }

  /**
   * What was found.
   *
   * @param number of the output that counts
   * @param reading what it is
   */
  record Found(int number, OwnReading reading) {}

  /**
   * Tries.
   *
   * @throws InputException if it cannot run, or what it gives cannot be used or has two readings
   */
  Found run() {
    float[] picture = noise(size, 1);
    List<OwnRunner.Output> outputs = firstRun(picture);
    int number = number(outputs);
    OwnRunner.Output first = outputs.get(number);
    check(name, first);
    checkBehaviour(picture, number, first);
    return new Found(number, reading(number, first));
  }

  /** What it does is not known yet: it may want any amount of memory. */
  private List<OwnRunner.Output> firstRun(float[] picture) {
    try (var limit = AllocationLimit.ofFreeMemory()) {
      return runner.run(picture, size.height(), size.width(), OwnRunner.ALL);
    }
  }

  /** Values that are numbers, and that features can be kept in. */
  static void check(String name, OwnRunner.Output output) {
    boolean isKeptAsIs = output.rank() > 2;
    for (float value : output.values()) {
      if (!(Math.abs(value) <= (isKeptAsIs ? LARGEST : Float.MAX_VALUE))) {
        throw new InputException(
            "The network "
                + name
                + (Float.isFinite(value)
                    ? " gives values beyond 65504, more than the 16 bits of a feature hold."
                    : " gives values that are no numbers (NaN or infinity)."));
      }
    }
  }

  /** The same for one image, other numbers for others. */
  private void checkBehaviour(float[] picture, int number, OwnRunner.Output first) {
    if (differs(first, again(picture, number))) {
      throw new InputException(
          "The network "
              + name
              + " gives other numbers each time it sees the same image, as networks in training do;"
              + " call eval() before it is saved.");
    }
    OwnRunner.Output other = again(noise(size, 2), number);
    if (Arrays.equals(first.values(), other.values())) {
      throw new InputException(
          "The network "
              + name
              + " gives the same numbers for every image"
              + ofOutput(number)
              + ".");
    }
  }

  private String ofOutput(int number) {
    return settings.output().isEmpty() ? "" : " in its output " + number;
  }

  private OwnRunner.Output again(float[] picture, int number) {
    progress.check();
    return runner.run(picture, size.height(), size.width(), number).getFirst();
  }

  private static boolean differs(OwnRunner.Output a, OwnRunner.Output b) {
    if (!Arrays.equals(a.shape(), b.shape())) {
      return true;
    }
    float largest = 0;
    float difference = 0;
    for (int i = 0; i < a.values().length; i++) {
      largest = Math.max(largest, Math.abs(a.values()[i]));
      difference = Math.max(difference, Math.abs(a.values()[i] - b.values()[i]));
    }
    return !(difference <= SAME * largest);
  }

  private int number(List<OwnRunner.Output> outputs) {
    String wanted = settings.output();
    if (!wanted.isEmpty()) {
      for (int i = 0; i < outputs.size(); i++) {
        if (wanted.equals(String.valueOf(i)) || wanted.equals(outputs.get(i).name())) {
          if (!isUsable(outputs.get(i))) {
            throw new InputException(
                "The output "
                    + wanted
                    + " of the network "
                    + name
                    + " cannot be used: "
                    + unlike(outputs));
          }
          return i;
        }
      }
      throw new InputException(
          "The network "
              + name
              + " has no output "
              + wanted
              + "; it has "
              + listed(outputs, true)
              + ", counted from 0.");
    }
    List<Integer> usable =
        IntStream.range(0, outputs.size()).filter(i -> isUsable(outputs.get(i))).boxed().toList();
    if (usable.isEmpty()) {
      throw new InputException(
          "The output of the network " + name + " cannot be used: " + unlike(outputs));
    }
    if (usable.size() > 1) {
      throw new InputException(
          "The network "
              + name
              + " gives "
              + listed(outputs, false)
              + "; say which counts in "
              + name
              + ".json, {\"output\": "
              + suggested(usable.getFirst(), outputs.get(usable.getFirst()).name())
              + "}.");
    }
    return usable.getFirst();
  }

  /** Outputs of a dictionary have no order of their own, but names. */
  private static String suggested(int number, String name) {
    return name.isEmpty() ? String.valueOf(number) : "\"" + name + "\"";
  }

  private static String unlike(List<OwnRunner.Output> outputs) {
    return "it has "
        + listed(outputs, true)
        + " for one image, but a map [1, C, rows, columns], tokens [1, N, C] or a descriptor [1, D]"
        + " is needed.";
  }

  private static boolean isUsable(OwnRunner.Output output) {
    return output.rank() >= 2
        && output.rank() <= 4
        && output.shape()[0] == 1
        && Arrays.stream(output.shape()).allMatch(length -> length > 0);
  }

  private static String listed(List<OwnRunner.Output> outputs, boolean isBare) {
    if (outputs.isEmpty()) {
      return "no tensor";
    }
    return IntStream.range(0, outputs.size())
        .mapToObj(
            i ->
                "output "
                    + i
                    + (outputs.get(i).name().isEmpty() ? "" : " '" + outputs.get(i).name() + "'")
                    + " of shape "
                    + outputs.get(i).shapeText()
                    + (isBare ? "" : kind(outputs.get(i))))
        .collect(Collectors.joining(", "));
  }

  private static String kind(OwnRunner.Output output) {
    return !isUsable(output)
        ? ""
        : switch (output.rank()) {
          case 2 -> " (a descriptor)";
          case 3 -> " (tokens)";
          default -> " (a map of cells)";
        };
  }

  private OwnReading reading(int number, OwnRunner.Output output) {
    int[] shape = output.shape();
    return switch (shape.length) {
      case 2 -> new OwnReading.Descriptor(shape[1], 2);
      case 3 -> shape[1] == 1 ? new OwnReading.Descriptor(shape[2], 3) : tokens(shape[1], shape[2]);
      default ->
          shape[2] == 1 && shape[3] == 1
              ? new OwnReading.Descriptor(shape[1], 4)
              : cells(number, output);
    };
  }

  private OwnReading cells(int number, OwnRunner.Output output) {
    int rows = output.shape()[2];
    int columns = output.shape()[3];
    int channels = output.shape()[1];
    Optional<CellGeometry> stated = settings.geometry();
    if (stated.isPresent()) {
      int stride = stated.get().stride();
      if (rows != size.height() / stride || columns != size.width() / stride) {
        throw new InputException(
            String.format(
                "The network %s gives %d × %d cells for images of %s, but the stride of %d in"
                    + " %s.json makes %d × %d; correct it, or choose an image size that it"
                    + " divides.",
                name,
                rows,
                columns,
                size,
                stride,
                name,
                size.height() / stride,
                size.width() / stride));
      }
      return new OwnReading.Cells(channels, stated.get(), false);
    }
    int stride = stride(output, rows, columns);
    return new OwnReading.Cells(
        channels,
        measured.orElseGet(
            () -> new GeometryProbe(runner, name, size, number, progress).measure(stride, columns)),
        true);
  }

  private int stride(OwnRunner.Output output, int rows, int columns) {
    if (size.width() % columns == 0
        && size.height() % rows == 0
        && size.width() / columns == size.height() / rows) {
      return size.width() / columns;
    }
    int[] fitting =
        IntStream.rangeClosed(1, Math.min(size.width(), size.height()))
            .filter(s -> size.width() / s == columns && size.height() / s == rows)
            .toArray();
    if (fitting.length == 1) {
      return fitting[0];
    }
    throw new InputException(
        "The network "
            + name
            + " gives an output of shape "
            + output.shapeText()
            + " for images of "
            + size
            + (fitting.length == 0
                ? ", which is no map [1, C, rows, columns] with one distance between cells in both"
                    + " directions; choose an image size that its stride divides, or another output"
                : ", which fits a stride of "
                    + fitting[0]
                    + " as well as "
                    + fitting[fitting.length - 1]
                    + "; choose an image size that its stride divides")
            + ".");
  }

  private OwnReading tokens(int count, int channels) {
    List<OwnReading.Tokens> readings = tokenReadings(count, channels);
    if (readings.size() == 1) {
      return readings.getFirst();
    }
    String given =
        "The network "
            + name
            + " gives "
            + count
            + " tokens of "
            + channels
            + " values for images of "
            + size
            + ", which ";
    String state = name + ".json, {\"leadingTokens\": 1, \"patch\": 14}";
    if (readings.isEmpty()) {
      throw new InputException(
          given
              + (isStated()
                  ? "does not fit what is stated of them in "
                      + name
                      + ".json; correct that, or the"
                      + " image size."
                  : "is no grid of square patches after up to "
                      + MAX_LEADING
                      + " others; choose an image size that the patch divides, or state them in "
                      + state
                      + "."));
    }
    throw new InputException(
        given
            + "can be "
            + readings.stream()
                .map(
                    r ->
                        String.format(
                            "%d × %d patches of %d pixels after %d others",
                            r.grid().rows(), r.grid().columns(), r.patch(), r.leading()))
                .collect(Collectors.joining(" or "))
            + "; say which in "
            + state
                .replace(" 1,", " " + readings.getFirst().leading() + ",")
                .replace("14", String.valueOf(readings.getFirst().patch()))
            + ".");
  }

  private boolean isStated() {
    OwnSettings.Tokens tokens = settings.tokens();
    return tokens.leading().isPresent() || patch() > 0 || tokens.grid().isPresent();
  }

  /** The side of a patch that is stated, as such or as a stride; 0 if none is. */
  private int patch() {
    return settings
        .tokens()
        .patch()
        .orElse(settings.geometry().map(CellGeometry::stride).orElse(0));
  }

  private List<OwnReading.Tokens> tokenReadings(int count, int channels) {
    OwnSettings.Tokens stated = settings.tokens();
    boolean isWorkedOut = stated.leading().isEmpty() || (patch() == 0 && stated.grid().isEmpty());
    int from = patch() > 0 ? patch() : stated.grid().isPresent() ? 1 : MIN_PATCH;
    int to = patch() > 0 ? patch() : stated.grid().isPresent() ? size.height() : MAX_PATCH;
    List<OwnReading.Tokens> readings = new ArrayList<>();
    for (int patch = from; patch <= to; patch++) {
      if (size.height() % patch != 0 || size.width() % patch != 0) {
        continue;
      }
      OwnSettings.Grid grid = new OwnSettings.Grid(size.height() / patch, size.width() / patch);
      int leading = count - grid.rows() * grid.columns();
      if (leading >= 0
          && leading <= (isStated() ? count : MAX_LEADING)
          && (stated.leading().isEmpty() || stated.leading().getAsInt() == leading)
          && (stated.grid().isEmpty() || stated.grid().get().equals(grid))) {
        readings.add(new OwnReading.Tokens(channels, leading, grid, patch, isWorkedOut));
      }
    }
    return readings;
  }

  /** An image of noise, small enough that activations with an upper bound are not all at it. */
  static float[] noise(ImageSize size, int seed) {
    Random random = new Random(seed);
    float[] values = new float[3 * size.height() * size.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (.5 * random.nextGaussian());
    }
    return values;
  }
}

package org.vladoscope.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.config.ConfigJson;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.checkpoint.Checkpoint;
import org.vladoscope.feature.checkpoint.SafetensorsWriter;
import org.vladoscope.feature.checkpoint.SafetensorsWriter.Tensor;
import org.vladoscope.feature.checkpoint.StoredTensor;
import org.vladoscope.store.WholeFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a training needs to go on after an epoch as if it had never stopped, and its file. The
 * order of the queries follows from the seed and the number of the epoch, so that no state of a
 * random generator is kept.
 *
 * @param now the weights after the last epoch
 * @param best those that answered the held-out queries best
 * @param steps how many steps the optimiser made
 * @param first its means of gradients
 * @param second its means of squared gradients
 * @param curve what the epochs came to so far
 */
record TrainingState(
    VladWeights now,
    VladWeights best,
    int steps,
    float[][] first,
    float[][] second,
    TrainingCurve curve) {

  private static final String FORMAT = "vladoscope-training";
  private static final String VERSION = "2";

  /** Numbers of an epoch. */
  private static final int COLUMNS = 5;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> PARTS =
      List.of("projection", "centroids", "assignment", "bias", "weights");

  /** Floats are whole numbers exactly up to here. */
  private static final int MOST_STEPS = 1 << 24;

  /** Before the first epoch. */
  static TrainingState begin(VladWeights start, EpochResult before) {
    Adam still = new Adam(TrainingConfig.DEFAULT, start);
    return new TrainingState(
        start.copy(),
        start.copy(),
        0,
        still.first(),
        still.second(),
        new TrainingCurve(List.of(before)));
  }

  /** The same with other weights to go on from. */
  TrainingState from(VladWeights weights) {
    return new TrainingState(weights, best, steps, first, second, curve);
  }

  /**
   * Writes it, whole or not at all.
   *
   * @param belongsTo names everything the training depends on
   * @param pipeline the settings it was begun with
   * @param training how it is trained
   */
  void write(Path file, ContentHash belongsTo, PipelineConfig pipeline, TrainingConfig training) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    put(tensors, "now", now.arrays());
    put(tensors, "best", best.arrays());
    put(tensors, "first", first);
    put(tensors, "second", second);
    float[] rows = new float[COLUMNS * curve.epochs().size()];
    for (int i = 0; i < curve.epochs().size(); i++) {
      EpochResult e = curve.epochs().get(i);
      int row = COLUMNS * i;
      rows[row] = e.epoch();
      // Files of weights hold no NaN, and no loss is below 0.
      rows[row + 1] = Float.isNaN(e.loss()) ? -1 : e.loss();
      rows[row + 2] = e.recall();
      rows[row + 3] = e.recallAt5();
      rows[row + 4] = e.reciprocalRank();
    }
    tensors.put("curve", new Tensor(List.of(curve.epochs().size(), COLUMNS), rows));
    tensors.put("steps", new Tensor(List.of(1), new float[] {steps}));
    Map<String, String> notes =
        Map.of(
            "format",
            FORMAT,
            "version",
            VERSION,
            "of",
            belongsTo.hex(),
            "pipeline",
            JSON.writeValueAsString(ConfigJson.of(pipeline)),
            "training",
            JSON.writeValueAsString(training));
    WholeFile.stream(file, out -> SafetensorsWriter.write(out, notes, tensors));
  }

  private static void put(Map<String, Tensor> tensors, String name, float[][] arrays) {
    for (int part = 0; part < arrays.length; part++) {
      tensors.put(
          name + "." + PARTS.get(part), new Tensor(List.of(arrays[part].length), arrays[part]));
    }
  }

  /**
   * Reads it.
   *
   * @param start what the training began with
   * @throws InputException if the file is none, is damaged, or belongs to another training
   */
  static TrainingState read(Path file, ContentHash belongsTo, VladWeights start) {
    Checkpoint stored = open(file);
    if (!belongsTo.hex().equals(stored.notes().get("of"))) {
      throw new InputException(
          file
              + " belongs to a training with other settings or on another map: go on with the"
              + " settings and the ground truth it began with, or begin anew.");
    }
    Reader reader = new Reader(file, stored);
    int[] lengths = new int[PARTS.size()];
    for (int part = 0; part < lengths.length; part++) {
      lengths[part] = start.arrays()[part].length;
    }
    float steps = reader.floats("steps", 1)[0];
    if (!(steps >= 0 && steps < MOST_STEPS)) {
      throw reader.damaged();
    }
    return new TrainingState(
        weights(reader.arrays("now", lengths), start),
        weights(reader.arrays("best", lengths), start),
        (int) steps,
        reader.arrays("first", lengths),
        reader.arrays("second", lengths),
        reader.curve());
  }

  /**
   * Reads what a state says of its training.
   *
   * @throws InputException if the file is none or is damaged
   */
  static UnfinishedTraining about(Path file) {
    Checkpoint stored = open(file);
    Reader reader = new Reader(file, stored);
    try {
      return new UnfinishedTraining(
          ConfigJson.read(JSON.readTree(reader.note("pipeline"))),
          JSON.readValue(reader.note("training"), TrainingConfig.class),
          reader.curve());
    } catch (JacksonException e) {
      throw reader.damaged();
    }
  }

  private static Checkpoint open(Path file) {
    Checkpoint stored = Checkpoint.read(file);
    if (!FORMAT.equals(stored.notes().get("format"))) {
      throw new InputException(file + " is not the state of a training.");
    }
    if (!VERSION.equals(stored.notes().get("version"))) {
      throw new InputException(
          file + " was written by another version of the program; begin anew.");
    }
    return stored;
  }

  private static VladWeights weights(float[][] arrays, VladWeights like) {
    int words = like.centroids().rows();
    int channels = like.centroids().cols();
    return new VladWeights(
        FloatMatrix.of(channels, channels, arrays[0]),
        FloatMatrix.of(words, channels, arrays[1]),
        FloatMatrix.of(words, channels, arrays[2]),
        arrays[3],
        arrays[4]);
  }

  /** Reads tensors that must be there. */
  private record Reader(Path file, Checkpoint stored) {

    float[][] arrays(String name, int[] lengths) {
      float[][] arrays = new float[lengths.length][];
      for (int part = 0; part < lengths.length; part++) {
        arrays[part] = floats(name + "." + PARTS.get(part), lengths[part]);
        for (float value : arrays[part]) {
          if (!Float.isFinite(value)) {
            throw damaged();
          }
        }
      }
      return arrays;
    }

    float[] floats(String name, int length) {
      StoredTensor tensor = stored.tensors().get(name);
      if (tensor == null || (length >= 0 && tensor.size() != length)) {
        throw damaged();
      }
      return tensor.floats();
    }

    TrainingCurve curve() {
      float[] rows = floats("curve", -1);
      if (rows.length == 0 || rows.length % COLUMNS != 0) {
        throw damaged();
      }
      List<EpochResult> epochs = new ArrayList<>();
      for (int at = 0; at < rows.length; at += COLUMNS) {
        int epoch = at / COLUMNS;
        if (rows[at] != epoch) {
          throw damaged();
        }
        float loss = rows[at + 1] < 0 ? Float.NaN : rows[at + 1];
        epochs.add(new EpochResult(epoch, loss, rows[at + 2], rows[at + 3], rows[at + 4]));
      }
      return new TrainingCurve(epochs);
    }

    String note(String name) {
      String note = stored.notes().get(name);
      if (note == null) {
        throw damaged();
      }
      return note;
    }

    InputException damaged() {
      return new InputException(file + " is damaged and cannot be gone on with; begin anew.");
    }
  }
}

package org.vladoscope.feature.own;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.vladoscope.common.InputException;

/**
 * An ONNX network that someone brought along, run by OpenCV, which the program needs anyway. Each
 * thread that comes at once gets a network of its own: OpenCV's serve one at a time.
 */
final class OwnOnnx implements OwnRunner {

  private final Path file;
  private final String name;
  private final List<String> outputs;
  private final Queue<Net> idle = new ConcurrentLinkedQueue<>();

  /**
   * Loads it.
   *
   * @param wanted name of a layer whose output counts, or empty for the network's outputs
   */
  OwnOnnx(Path file, String wanted) {
    this.file = file;
    this.name = String.valueOf(file.getFileName());
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + " cannot be read: it does not exist.");
    }
    Net first = load();
    try (PointerScope scope = new PointerScope()) {
      List<String> own = names(first.getUnconnectedOutLayersNames());
      boolean isNamed = !wanted.isEmpty() && !wanted.matches("\\d+");
      if (isNamed && !names(first.getLayerNames()).contains(wanted)) {
        first.close();
        throw new InputException(
            "The network "
                + name
                + " has no output '"
                + wanted
                + "'; its outputs are "
                + String.join(", ", own)
                + ".");
      }
      outputs = isNamed ? List.of(wanted) : own;
      scope.deallocate();
    }
    idle.add(first);
  }

  private static List<String> names(StringVector vector) {
    List<String> names = new ArrayList<>();
    for (long i = 0; i < vector.size(); i++) {
      // JavaCPP hands out the end of the C string too.
      names.add(vector.get(i).getString().replace("\0", ""));
    }
    return names;
  }

  private Net load() {
    try {
      Net net = opencv_dnn.readNetFromONNX(file.toString());
      if (net.empty()) {
        throw unusable(null);
      }
      net.setPreferableBackend(opencv_dnn.DNN_BACKEND_OPENCV);
      return net;
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unusable(e);
    }
  }

  private InputException unusable(@org.jspecify.annotations.Nullable RuntimeException cause) {
    return new InputException(
        file
            + " is not an ONNX network that can be used here: it is damaged, or has operators that"
            + " OpenCV lacks; TorchScript is the other way to bring it.",
        cause);
  }

  @Override
  public List<Output> run(float[] input, int height, int width, int output) {
    Net net = idle.poll();
    if (net == null) {
      net = load();
    }
    try (PointerScope scope = new PointerScope();
        FloatPointer values = new FloatPointer(input);
        Mat blob = new Mat(new int[] {1, 3, height, width}, opencv_core.CV_32F, values)) {
      net.setInput(blob);
      List<String> wanted =
          output == ALL
              ? outputs
              : outputs.subList(
                  Math.min(output, outputs.size()), Math.min(output + 1, outputs.size()));
      MatVector maps = new MatVector();
      if (!wanted.isEmpty()) {
        net.forward(maps, new StringVector(wanted.toArray(String[]::new)));
      }
      List<Output> results = new ArrayList<>();
      for (int i = 0; i < wanted.size(); i++) {
        results.add(output(wanted.get(i), maps.get(i)));
      }
      scope.deallocate();
      return results;
    } catch (RuntimeException e) {
      throw OwnFailure.of(name, height, width, e);
    } finally {
      idle.add(net);
    }
  }

  private static Output output(String name, Mat map) {
    int[] shape = new int[map.dims()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = map.size(i);
    }
    Mat single = map;
    if (map.depth() != opencv_core.CV_32F) {
      single = new Mat();
      map.convertTo(single, opencv_core.CV_32F);
    }
    Mat whole = single.isContinuous() ? single : single.clone();
    float[] values = new float[Math.toIntExact(whole.total() * whole.channels())];
    new FloatPointer(whole.data()).get(values);
    return new Output(name, shape, values);
  }

  @Override
  public void close() {
    for (Net net = idle.poll(); net != null; net = idle.poll()) {
      net.close();
    }
  }
}

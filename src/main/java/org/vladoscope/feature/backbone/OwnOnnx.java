package org.vladoscope.feature.backbone;

import java.nio.FloatBuffer;
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
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.vladoscope.common.InputException;

/**
 * An ONNX network that someone brought along, run by OpenCV, which the program needs anyway. Each
 * thread that comes at once gets a network of its own: OpenCV's serve one at a time.
 */
final class OwnOnnx implements OwnRunner {

  private final Path file;
  private final String output;
  private final Queue<Net> idle = new ConcurrentLinkedQueue<>();

  /**
   * Loads it.
   *
   * @param output name of the output that counts, or empty for the last
   */
  OwnOnnx(Path file, String output) {
    this.file = file;
    this.output = output;
    Net first = load();
    try (PointerScope scope = new PointerScope()) {
      List<String> names = names(first.getUnconnectedOutLayersNames());
      if (!output.isEmpty() && !names(first.getLayerNames()).contains(output)) {
        throw new InputException(
            "The network "
                + file
                + " has no output '"
                + output
                + "'; its outputs are "
                + String.join(", ", names)
                + ".");
      }
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
        throw new InputException(file + " is not an ONNX network that can be used.");
      }
      net.setPreferableBackend(opencv_dnn.DNN_BACKEND_OPENCV);
      return net;
    } catch (RuntimeException e) {
      throw e instanceof InputException input
          ? input
          : new InputException(
              file + " is not an ONNX network that OpenCV can read, or is damaged.", e);
    }
  }

  @Override
  public Output run(float[] input, int height, int width) {
    Net net = idle.poll();
    if (net == null) {
      net = load();
    }
    try (PointerScope scope = new PointerScope();
        FloatPointer values = new FloatPointer(input);
        Mat blob = new Mat(new int[] {1, 3, height, width}, opencv_core.CV_32F, values)) {
      net.setInput(blob);
      Mat map = output.isEmpty() ? net.forward() : net.forward(output);
      if (map.dims() != 4 || map.size(0) != 1 || map.depth() != opencv_core.CV_32F) {
        throw new InputException(
            "The network "
                + file
                + " gives no map of cells, a tensor of shape [1, channels, rows, columns]; name"
                + " another output in its .json file.");
      }
      Mat whole = map.isContinuous() ? map : map.clone();
      float[] result = new float[Math.toIntExact(whole.total())];
      FloatBuffer buffer = whole.createBuffer();
      buffer.get(result);
      Output found = new Output(map.size(1), map.size(2), map.size(3), result);
      scope.deallocate();
      return found;
    } catch (RuntimeException e) {
      throw e instanceof InputException found
          ? found
          : new InputException(
              "The network "
                  + file
                  + " cannot run on "
                  + width
                  + "x"
                  + height
                  + " pixels; choose the size that it was exported for.",
              e);
    } finally {
      idle.add(net);
    }
  }

  @Override
  public void close() {
    for (Net net = idle.poll(); net != null; net = idle.poll()) {
      net.close();
    }
  }
}

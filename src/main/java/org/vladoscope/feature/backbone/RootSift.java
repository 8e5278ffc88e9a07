package org.vladoscope.feature.backbone;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_features2d;
import org.bytedeco.opencv.opencv_core.KeyPoint;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.SIFT;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.ModelPart;
import org.vladoscope.feature.SizeRule;
import org.vladoscope.feature.Training;
import org.vladoscope.image.RgbImage;

/**
 * Histograms of gradients instead of a network: upright SIFT (Lowe, 2004, by OpenCV) around the
 * centre of every cell, at several scales one after the other, each turned into RootSIFT
 * (Arandjelović and Zisserman, <i>Three things everyone should know to improve object
 * retrieval</i>, 2012): the square root of the histogram divided by its sum, which has unit length.
 * Where the image is flat the values are 0.
 */
final class RootSift implements Backbone {

  /** Pixels between cells, as with the networks. */
  static final int STRIDE = 16;

  /** Values at one scale: 4 × 4 histograms of 8 directions. */
  static final int VALUES = 128;

  /** Side of one of the 4 × 4 histograms, in pixels of the octave it is taken in. */
  private static final int HISTOGRAM = 4;

  /** OpenCV's size of a keypoint is two thirds of a histogram's side. */
  private static final float SIZE = HISTOGRAM * 2 / 3f;

  /** Blur of the image a histogram is taken from, in pixels of its octave; Lowe's value. */
  private static final double SIGMA = 1.6;

  /** Loads the library once: a repeated load holds a lock that all workers would wait for. */
  private static final class OpenCv {
    static {
      Loader.load(opencv_features2d.class);
      opencv_core.setNumThreads(1);
    }

    /** Does nothing but have this class initialised. */
    static void load() {}
  }

  private final List<Integer> octaves;
  private final BackboneInfo info;

  /**
   * Features at some scales.
   *
   * @param octaves how often the image is halved before histograms are taken: 0 for histograms of 4
   *     pixels, 1 for 8, and so on
   */
  RootSift(List<Integer> octaves) {
    this.octaves = List.copyOf(octaves);
    this.info = info(octaves);
  }

  /** What features at some scales are, without loading anything. */
  static BackboneInfo info(List<Integer> octaves) {
    int coarsest = octaves.stream().mapToInt(Integer::intValue).max().orElseThrow();
    // Samples count up to 2.5 histograms from the centre; their gradients look one further.
    int reach = (HISTOGRAM * 5 / 2 + 1) << coarsest;
    String sides =
        String.join(", ", octaves.stream().map(o -> String.valueOf((4 * HISTOGRAM) << o)).toList());
    String description = "Dense RootSIFT, windows of " + sides + " pixels, no weights";
    return new BackboneInfo(
        RootSiftKind.ID,
        description,
        VALUES * octaves.size(),
        new CellGeometry(2 * reach + 1, STRIDE, reach - STRIDE / 2),
        SizeRule.any(64, SizeRule.Rounding.DOWN),
        List.of(new ModelPart("gradient histograms", Training.NONE, "")),
        ContentHash.ofParts(
                RootSiftKind.ID,
                octaves.toString(),
                String.valueOf(HISTOGRAM),
                String.valueOf(SIGMA))
            .hex());
  }

  @Override
  public BackboneInfo info() {
    return info;
  }

  @Override
  public FeatureMap extract(RgbImage image) {
    info.checkSize(image.size());
    OpenCv.load();
    int height = info.mapHeight(image.size());
    int width = info.mapWidth(image.size());
    FloatMatrix cells = FloatMatrix.zeros(height * width, info.channels());
    try (SIFT sift = SIFT.create(0, 1, 0, 0, SIGMA, opencv_core.CV_32F, false);
        Mat gray = gray(image);
        Mat histograms = new Mat()) {
      for (int scale = 0; scale < octaves.size(); scale++) {
        describe(sift, gray, octaves.get(scale), height, width, histograms);
        // Not through JavaCPP's indexers: they use sun.misc.Unsafe, of which Java warns.
        float[] values = new float[height * width * VALUES];
        new FloatPointer(histograms.data()).get(values);
        putRoots(values, cells, scale);
      }
    }
    return new FeatureMap(height, width, cells, info.geometry());
  }

  private static void describe(
      SIFT sift, Mat gray, int octave, int height, int width, Mat histograms) {
    List<KeyPoint> points = new ArrayList<>(height * width);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        float x = STRIDE * column + STRIDE / 2f;
        float y = STRIDE * row + STRIDE / 2f;
        points.add(new KeyPoint(x, y, SIZE * (1 << octave), 0, 0, octave, -1));
      }
    }
    try (KeyPointVector centres = new KeyPointVector(points.toArray(new KeyPoint[0]))) {
      sift.compute(gray, centres, histograms);
    } finally {
      points.forEach(KeyPoint::close);
    }
  }

  /** Luma as JPEG and OpenCV have it. */
  private static Mat gray(RgbImage image) {
    byte[] rgb = image.rgb();
    byte[] luma = new byte[rgb.length / 3];
    for (int i = 0; i < luma.length; i++) {
      double sum =
          .299 * (rgb[3 * i] & 0xff)
              + .587 * (rgb[3 * i + 1] & 0xff)
              + .114 * (rgb[3 * i + 2] & 0xff);
      luma[i] = (byte) Math.round(sum);
    }
    Mat gray = new Mat(image.height(), image.width(), opencv_core.CV_8UC1);
    new BytePointer(gray.data()).put(luma);
    return gray;
  }

  private static void putRoots(float[] histograms, FloatMatrix cells, int scale) {
    for (int cell = 0; cell < cells.rows(); cell++) {
      double sum = 0;
      for (int i = 0; i < VALUES; i++) {
        sum += histograms[cell * VALUES + i];
      }
      int at = cell * cells.cols() + scale * VALUES;
      for (int i = 0; sum > 0 && i < VALUES; i++) {
        cells.data()[at + i] = (float) Math.sqrt(histograms[cell * VALUES + i] / sum);
      }
    }
  }

  @Override
  public void close() {}
}

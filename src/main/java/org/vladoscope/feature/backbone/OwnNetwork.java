package org.vladoscope.feature.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.BackboneKind;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.ModelPart;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.SizeRule;
import org.vladoscope.feature.Training;
import org.vladoscope.feature.WeightsFile;
import org.vladoscope.feature.WeightsNeed;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/** A TorchScript or ONNX network that someone brings along; see {@link OwnSettings}. */
final class OwnNetwork implements BackboneKind {

  private static final String ID = "own-network";
  private static final int MIN_SIDE = 64;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String summary() {
    return "your own TorchScript or ONNX file; where its cells lie is measured";
  }

  @Override
  public WeightsNeed weights() {
    return WeightsNeed.REQUIRED;
  }

  @Override
  public BackboneInfo describe(BackboneChoice choice, Compute compute) {
    OwnSettings settings = OwnSettings.beside(WeightsFile.of(choice));
    try (OwnRunner runner = load(choice, settings, compute)) {
      return info(choice, settings, runner);
    }
  }

  @Override
  public Backbone open(BackboneChoice choice, Precision precision, Compute compute) {
    OwnSettings settings = OwnSettings.beside(WeightsFile.of(choice));
    OwnRunner runner = load(choice, settings, compute);
    try {
      return new Running(info(choice, settings, runner), settings.preprocessing(), runner);
    } catch (RuntimeException e) {
      runner.close();
      throw e;
    }
  }

  private static OwnRunner load(BackboneChoice choice, OwnSettings settings, Compute compute) {
    Path file = WeightsFile.of(choice);
    String name = WeightsFile.name(choice);
    if (name.toLowerCase(Locale.ROOT).endsWith(".onnx")) {
      if (!Files.isRegularFile(file)) {
        throw new InputException(file + " cannot be read: it does not exist.");
      }
      return new OwnOnnx(file, settings.output());
    }
    try {
      return new OwnTorchScript(
          name, Files.readAllBytes(ReadableFile.check(file)), settings.outputNumber(), compute);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ".json cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static BackboneInfo info(BackboneChoice choice, OwnSettings settings, OwnRunner runner) {
    String name = WeightsFile.name(choice);
    @Nullable CellGeometry stated = settings.geometry();
    CellGeometry geometry;
    int channels;
    if (stated == null) {
      GeometryProbe.Found found = new GeometryProbe(runner, name).measure();
      geometry = found.geometry();
      channels = found.channels();
    } else {
      geometry = stated;
      int side = Math.max(settings.sizeMultiple(), 2 * MIN_SIDE);
      side += Math.floorMod(-side, settings.sizeMultiple());
      channels = runner.run(new float[3 * side * side], side, side).channels();
    }
    return new BackboneInfo(
        ID,
        String.format(
            "%s, stride %d, receptive field %d, padding %d (%s)",
            name,
            geometry.stride(),
            geometry.receptiveField(),
            geometry.padding(),
            stated == null ? "measured" : "as stated"),
        channels,
        geometry,
        SizeRule.multiplesOf(settings.sizeMultiple(), MIN_SIDE),
        List.of(
            new ModelPart(
                "network",
                Training.TRAINED,
                settings.training().isEmpty() ? "by whoever made " + name : settings.training())),
        ContentHash.ofParts(ID, WeightsFile.hash(choice).hex(), settings.text()).hex());
  }

  /** The network at work. */
  private record Running(BackboneInfo info, Preprocessing preprocessing, OwnRunner runner)
      implements Backbone {

    @Override
    public Optional<Preprocessing> inputPreprocessing() {
      return Optional.of(preprocessing);
    }

    @Override
    public FeatureMap extract(RgbImage image) {
      ImageSize size = image.size();
      info.checkSize(size);
      OwnRunner.Output map = runner.run(preprocessing.apply(image), size.height(), size.width());
      if (map.height() != info.mapHeight(size)
          || map.width() != info.mapWidth(size)
          || map.channels() != info.channels()) {
        throw new InputException(
            String.format(
                "The network gives %d × %d cells of %d values for %s pixels instead of %d × %d of"
                    + " %d; state its geometry in its .json file.",
                map.height(),
                map.width(),
                map.channels(),
                size,
                info.mapHeight(size),
                info.mapWidth(size),
                info.channels()));
      }
      return new FeatureMap(
          map.height(),
          map.width(),
          FloatMatrix.of(map.height() * map.width(), map.channels(), map.cells()),
          info.geometry());
    }

    @Override
    public void close() {
      runner.close();
    }
  }
}

package org.vladoscope.feature.own;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.BackboneKind;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.ModelPart;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.SizeRule;
import org.vladoscope.feature.Training;
import org.vladoscope.feature.WeightsFile;
import org.vladoscope.feature.WeightsNeed;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/**
 * A TorchScript or ONNX network that someone brings along; see {@link OwnSettings}. It is tried at
 * the size of the images, for nobody else knows at which sizes it runs.
 */
public final class OwnNetwork implements BackboneKind {

  private static final String ID = "own-network";
  private static final int MIN_SIDE = 28;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String summary() {
    return "your own TorchScript or ONNX file, giving a map, tokens or a descriptor";
  }

  @Override
  public WeightsNeed weights() {
    return WeightsNeed.REQUIRED;
  }

  @Override
  public boolean dependsOnSize() {
    return true;
  }

  @Override
  public BackboneInfo describe(BackboneChoice choice, ImageSize size, Compute compute) {
    return describe(choice, size, compute, Progress.NONE);
  }

  @Override
  public BackboneInfo describe(
      BackboneChoice choice, ImageSize size, Compute compute, Progress progress) {
    try (Running running = run(choice, size, Optional.empty(), compute, progress)) {
      return running.info;
    }
  }

  @Override
  public Backbone open(
      BackboneChoice choice,
      ImageSize size,
      Precision precision,
      BackboneInfo known,
      Compute compute) {
    return run(choice, size, Optional.of(known), compute, Progress.NONE);
  }

  @Override
  public Backbone open(
      BackboneChoice choice, ImageSize size, Precision precision, Compute compute) {
    return run(choice, size, Optional.empty(), compute, Progress.NONE);
  }

  private static Running run(
      BackboneChoice choice,
      ImageSize asked,
      Optional<BackboneInfo> known,
      Compute compute,
      Progress progress) {
    Path file = WeightsFile.of(choice);
    OwnSettings settings = OwnSettings.beside(file);
    SizeRule sizes =
        settings
            .imageSize()
            .map(SizeRule::only)
            .orElseGet(
                () ->
                    settings.sizeMultiple().isPresent()
                        ? SizeRule.multiplesOf(settings.sizeMultiple().getAsInt(), MIN_SIDE)
                        : SizeRule.any(MIN_SIDE, SizeRule.Rounding.DOWN));
    ImageSize size = settings.imageSize().orElse(asked);
    sizes.check(size);
    String name = WeightsFile.name(choice);
    OwnRunner runner =
        name.toLowerCase(Locale.ROOT).endsWith(".onnx")
            ? new OwnOnnx(file, settings.output())
            : new OwnTorchScript(file, compute);
    try {
      OwnTrial.Found found =
          new OwnTrial(runner, settings, name, size, known.map(BackboneInfo::geometry), progress)
              .run();
      return new Running(
          name,
          info(choice, settings, sizes, found.reading()),
          settings.preprocessing(),
          runner,
          found);
    } catch (RuntimeException e) {
      runner.close();
      throw e;
    }
  }

  private static BackboneInfo info(
      BackboneChoice choice, OwnSettings settings, SizeRule sizes, OwnReading reading) {
    String name = WeightsFile.name(choice);
    return new BackboneInfo(
        ID,
        name + ", " + reading.words(),
        reading.channels(),
        reading.output(),
        sizes,
        List.of(
            new ModelPart(
                "network",
                Training.TRAINED,
                settings.training().isEmpty() ? "by whoever made " + name : settings.training())),
        ContentHash.ofParts(ID, WeightsFile.hash(choice).hex(), settings.text(), reading.toString())
            .hex());
  }

  /** The network at work. */
  private record Running(
      String name,
      BackboneInfo info,
      Preprocessing preprocessing,
      OwnRunner runner,
      OwnTrial.Found found)
      implements Backbone {

    @Override
    public Optional<Preprocessing> inputPreprocessing() {
      return Optional.of(preprocessing);
    }

    @Override
    public FeatureMap extract(RgbImage image) {
      ImageSize size = image.size();
      info.checkSize(size);
      List<OwnRunner.Output> outputs =
          runner.run(preprocessing.apply(image), size.height(), size.width(), found.number());
      int[] expected = found.reading().shape(size);
      if (outputs.isEmpty() || !Arrays.equals(outputs.getFirst().shape(), expected)) {
        throw new InputException(
            "The network "
                + name
                + " gives an output of shape "
                + (outputs.isEmpty() ? "none" : outputs.getFirst().shapeText())
                + " for an image of "
                + size
                + " instead of "
                + Arrays.toString(expected)
                + ", as it did on trial.");
      }
      OwnTrial.check(name, outputs.getFirst());
      return found.reading().features(outputs.getFirst());
    }

    @Override
    public void close() {
      runner.close();
    }
  }
}

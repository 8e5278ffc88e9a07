package org.vladoscope.feature.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.ModelPart;
import org.vladoscope.feature.SizeRule;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.Training;
import org.vladoscope.feature.WeightsFile;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.ShapeReport.Trunk;
import org.vladoscope.feature.checkpoint.VitShape;
import org.vladoscope.image.ImageSize;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * DINOv2 (Oquab et al., 2023), a vision transformer with patches of 14 pixels, of any size and with
 * or without registers. Cells are the patches; they are the output, or queries, keys, values or
 * tokens of any layer.
 */
final class Dinov2 implements CheckpointKind {

  private static final String ID = "dinov2";

  /** Channels of a head in all published sizes. */
  private static final int PER_HEAD = 64;

  private static final int MAX_BYTES = 1 << 16;

  private static final CellGeometry PATCHES = new CellGeometry(VitShape.PATCH, VitShape.PATCH, 0);

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String summary() {
    return "DINOv2 ViT-S, B, L or g with patches of 14 pixels, any layer; needs a file";
  }

  @Override
  public boolean hasTokens() {
    return true;
  }

  @Override
  public boolean hasAttention() {
    return true;
  }

  @Override
  public BackboneInfo describe(BackboneChoice choice, ImageSize size, Compute compute) {
    return info(choice, read(choice));
  }

  @Override
  public ModelWeights read(BackboneChoice choice) {
    ModelWeights weights = ModelWeights.read(WeightsFile.of(choice));
    weights.demand(weights.report().backbone(Trunk.DINOV2), "a DINOv2");
    return weights;
  }

  private static BackboneInfo info(BackboneChoice choice, ModelWeights weights) {
    VitShape shape = VitShape.of(weights);
    TokenChoice tokens = choice.tokens();
    if (tokens.layer() >= shape.depth()) {
      throw new InputException(
          String.format(
              "%s has %d layers, 0 to %d; there is no layer %d.",
              WeightsFile.of(choice), shape.depth(), shape.depth() - 1, tokens.layer()));
    }
    int heads = heads(WeightsFile.of(choice), shape);
    return new BackboneInfo(
        ID,
        String.format("%s, %d heads, %s", weights.report().backbone().text(), heads, tokens),
        shape.width(),
        PATCHES,
        SizeRule.multiplesOf(VitShape.PATCH, 2 * VitShape.PATCH),
        List.of(new ModelPart("network", Training.TRAINED, WeightsFile.name(choice))),
        ContentHash.ofParts(
                ID,
                WeightsFile.hash(choice).hex(),
                "heads",
                String.valueOf(heads),
                "layer",
                String.valueOf(tokens.layer()),
                "facet",
                tokens.facet().toString())
            .hex());
  }

  /** No checkpoint says how many heads there are: 64 channels each, or what the side file says. */
  private static int heads(Path file, VitShape shape) {
    Path beside = Path.of(file + ".json");
    int heads = shape.width() % PER_HEAD == 0 ? shape.width() / PER_HEAD : 0;
    try {
      if (Files.exists(beside)) {
        if (Files.size(beside) > MAX_BYTES) {
          throw new InputException(beside + " is too large for the settings of a network.");
        }
        JsonNode stated =
            JsonMapper.builder()
                .build()
                .readTree(Files.readString(ReadableFile.check(beside)))
                .path("heads");
        if (!stated.isMissingNode() && !stated.isInt()) {
          throw new InputException(
              beside + " cannot be used: the heads must be a whole number, {\"heads\": 6}.");
        }
        heads = stated.asInt(heads);
      }
    } catch (IOException e) {
      throw new InputException(beside + " cannot be read: " + FileProblem.of(e) + ".", e);
    } catch (JacksonException e) {
      throw new InputException(beside + " is not JSON.", e);
    }
    if (heads < 1 || shape.width() % heads != 0) {
      throw new InputException(
          String.format(
              "The number of heads that share the %d channels is not in %s, and neither 64 channels"
                  + " each nor %s fits; state it there as {\"heads\": N}.",
              shape.width(), file, beside));
    }
    return heads;
  }

  @Override
  public Backbone open(
      BackboneChoice choice, ImageSize size, Precision precision, Compute compute) {
    ModelWeights weights = read(choice);
    return new VitBackbone(
        info(choice, weights),
        weights,
        choice.tokens(),
        heads(WeightsFile.of(choice), VitShape.of(weights)),
        precision,
        compute);
  }
}

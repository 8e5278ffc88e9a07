package org.vladoscope.feature.checkpoint;

import java.util.Map;

/**
 * The measures of a DINOv2 (Oquab et al., 2023) in a checkpoint. How many heads its attention has
 * is in no file.
 *
 * @param width length of a token, C
 * @param depth number of blocks
 * @param side of the grid of trained position embeddings, in patches
 * @param registers tokens beside the class token and the patches (Darcet et al., 2024), often 0
 * @param isGated true for a SwiGLU in the blocks, as ViT-g has it; false for two linear layers
 */
public record VitShape(int width, int depth, int side, int registers, boolean isGated) {

  /** What names of these tensors begin with here. */
  public static final String PREFIX = "vit.";

  /** Side of a patch in pixels. */
  public static final int PATCH = 14;

  private static final String CLASS = PREFIX + "cls_token";
  private static final String POSITIONS = PREFIX + "pos_embed";
  private static final String REGISTERS = PREFIX + "register_tokens";

  /** The measures of one that {@link ModelWeights#demand} found complete. */
  public static VitShape of(ModelWeights weights) {
    StoredTensor registers = weights.find(REGISTERS).orElse(null);
    return new VitShape(
        weights.get(CLASS).length(2),
        depth(name -> weights.has(name)),
        side(weights.get(POSITIONS)),
        registers == null ? 0 : registers.length(1),
        weights.has(PREFIX + "blocks.0.mlp.w12.weight"));
  }

  /** Name of a block's tensors, without the last part. */
  public static String block(int number) {
    return PREFIX + "blocks." + number + ".";
  }

  private static int depth(java.util.function.Predicate<String> has) {
    int depth = 0;
    while (has.test(block(depth) + "attn.qkv.weight")) {
      depth++;
    }
    return depth;
  }

  private static int side(StoredTensor positions) {
    return (int) Math.round(Math.sqrt(positions.length(1) - 1));
  }

  /** Checks names and shapes; gives the length of a token, 0 if that is not known. */
  static int inspect(WeightsInspection inspection) {
    StoredTensor token = inspection.require(CLASS, 1, 1, -1);
    int c = token == null ? -1 : token.length(2);
    StoredTensor positions = inspection.require(POSITIONS, 1, -1, c);
    if (positions != null && (long) side(positions) * side(positions) != positions.length(1) - 1L) {
      inspection.problem("its position embeddings are no square grid");
    }
    inspection.require(PREFIX + "patch_embed.proj.weight", c, 3, PATCH, PATCH);
    inspection.require(PREFIX + "patch_embed.proj.bias", c);
    norm(inspection, PREFIX + "norm", c);
    if (inspection.tensors().containsKey(REGISTERS)) {
      inspection.require(REGISTERS, 1, -1, c);
    }
    int depth = depth(inspection.tensors()::containsKey);
    int named = 0;
    for (String name : inspection.tensors().keySet()) {
      if (name.startsWith(PREFIX + "blocks.")) {
        named = Math.max(named, 1 + Integer.parseInt(name.split("\\.")[2]));
      }
    }
    if (depth == 0 || named != depth) {
      inspection.problem("its blocks are not complete: " + depth + " of " + named + " in a row");
    }
    boolean isGated = inspection.tensors().containsKey(block(0) + "mlp.w12.weight");
    for (int i = 0; i < depth; i++) {
      block(inspection, block(i), c, isGated);
    }
    return Math.max(c, 0);
  }

  private static void block(WeightsInspection inspection, String name, int c, boolean isGated) {
    norm(inspection, name + "norm1", c);
    norm(inspection, name + "norm2", c);
    linear(inspection, name + "attn.qkv", 3 * Math.max(c, 0), c);
    linear(inspection, name + "attn.proj", c, c);
    inspection.require(name + "ls1.gamma", c);
    inspection.require(name + "ls2.gamma", c);
    if (isGated) {
      int doubled = linear(inspection, name + "mlp.w12", -1, c);
      if (doubled % 2 != 0 && doubled > 0) {
        inspection.problem(name + "mlp.w12 has no two halves");
      }
      linear(inspection, name + "mlp.w3", c, doubled < 0 ? -1 : doubled / 2);
    } else {
      int hidden = linear(inspection, name + "mlp.fc1", -1, c);
      linear(inspection, name + "mlp.fc2", c, hidden);
    }
  }

  private static void norm(WeightsInspection inspection, String name, int c) {
    inspection.require(name + ".weight", c);
    inspection.require(name + ".bias", c);
  }

  private static int linear(WeightsInspection inspection, String name, int out, int in) {
    StoredTensor weight = inspection.require(name + ".weight", out, in);
    int rows = weight == null ? out : weight.length(0);
    inspection.require(name + ".bias", rows);
    return rows;
  }

  /** What it is, for people. */
  static String text(Map<String, StoredTensor> tensors) {
    StoredTensor token = tensors.get(CLASS);
    StoredTensor registers = tensors.get(REGISTERS);
    int c = token == null || token.shape().size() != 3 ? 0 : token.length(2);
    String size =
        switch (c) {
          case 384 -> "ViT-S/14";
          case 768 -> "ViT-B/14";
          case 1024 -> "ViT-L/14";
          case 1536 -> "ViT-g/14";
          default -> "ViT";
        };
    return String.format(
        "DINOv2 %s, %d blocks of %d channels%s",
        size,
        depth(tensors::containsKey),
        c,
        registers == null || registers.shape().size() != 3
            ? ""
            : ", " + registers.length(1) + " registers");
  }
}

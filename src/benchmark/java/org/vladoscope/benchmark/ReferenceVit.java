package org.vladoscope.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.vladoscope.compute.ScriptArchive;
import org.vladoscope.feature.checkpoint.SafetensorsWriter;
import org.vladoscope.image.ImageSize;

/**
 * DINOv2 of the size of ViT-S/14 as plain TorchScript, operation by operation as tracing the
 * original gives it, with random weights: their values do not change how long it takes.
 */
final class ReferenceVit {

  /** How the original lets tokens attend to each other. */
  enum Attention {
    /** Products and a softmax, as it does without xFormers. */
    PLAIN,
    /** PyTorch's fused operator, as it does since it asks for one. */
    FUSED
  }

  static final int PATCH = 14;
  private static final int WIDTH = 384;
  private static final int HEADS = 6;
  private static final int DEPTH = 12;
  private static final String EPSILON = "9.9999999999999995e-07";

  private final Map<String, SafetensorsWriter.Tensor> tensors = new LinkedHashMap<>();
  private final Random random = new Random(1);
  private final ImageSize size;

  /**
   * Makes weights up.
   *
   * @param size of the images; position embeddings are stored for it, so that neither side resizes
   *     them
   */
  ReferenceVit(ImageSize size) {
    this.size = size;
    int side = Math.max(size.height(), size.width()) / PATCH;
    put("cls_token", 1, 1, 1, WIDTH);
    put("pos_embed", .5, 1, side * side + 1, WIDTH);
    put("patch_embed.proj.weight", 1 / Math.sqrt(3 * PATCH * PATCH), WIDTH, 3, PATCH, PATCH);
    put("patch_embed.proj.bias", .1, WIDTH);
    for (int i = 0; i < DEPTH; i++) {
      String block = "blocks." + i + ".";
      norm(block + "norm1");
      linear(block + "attn.qkv", 3 * WIDTH, WIDTH);
      linear(block + "attn.proj", WIDTH, WIDTH);
      put(block + "ls1.gamma", .3, WIDTH);
      norm(block + "norm2");
      linear(block + "mlp.fc1", 4 * WIDTH, WIDTH);
      linear(block + "mlp.fc2", WIDTH, 4 * WIDTH);
      put(block + "ls2.gamma", .3, WIDTH);
    }
    norm("norm");
  }

  private void norm(String name) {
    put(name + ".weight", 1, WIDTH);
    put(name + ".bias", .1, WIDTH);
  }

  private void linear(String name, int out, int in) {
    put(name + ".weight", 1 / Math.sqrt(in), out, in);
    put(name + ".bias", .1, out);
  }

  private void put(String name, double deviation, Integer... shape) {
    float[] values = new float[List.of(shape).stream().reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    tensors.put(name, new SafetensorsWriter.Tensor(List.of(shape), values));
  }

  /** Writes the weights with the official names. */
  void saveWeights(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      SafetensorsWriter.write(out, Map.of(), tensors);
    }
  }

  /** Writes the network as TorchScript. */
  void saveScript(Path file, Attention attention) throws IOException {
    List<ScriptArchive.Weight> weights = new ArrayList<>();
    tensors.forEach(
        (name, tensor) ->
            weights.add(
                ScriptArchive.Weight.of(
                    attribute(name),
                    tensor.values(),
                    tensor.shape().stream().mapToLong(Integer::longValue).toArray())));
    try (OutputStream out = Files.newOutputStream(file)) {
      ScriptArchive.write(out, weights, "x: Tensor) -> Tensor", body(attention));
    }
  }

  private static String attribute(String name) {
    return name.replace('.', '_');
  }

  private List<String> body(Attention attention) {
    int count = size.height() / PATCH * (size.width() / PATCH);
    List<String> body = new ArrayList<>();
    body.add(
        "p = torch.conv2d(x, self.patch_embed_proj_weight, self.patch_embed_proj_bias, [14, 14])");
    body.add("q = torch.transpose(torch.flatten(p, 2), 1, 2)");
    body.add("t0 = torch.cat([self.cls_token, q], 1)");
    body.add("t = torch.add(t0, self.pos_embed)");
    for (int i = 0; i < DEPTH; i++) {
      body.addAll(block("blocks_" + i + "_", count + 1, attention));
    }
    body.add("return " + norm("t", "norm"));
    // A variable is assigned once in the code that TorchScript keeps, but may be assigned anew.
    return body;
  }

  private static List<String> block(String name, int tokens, Attention attention) {
    String heads = String.format(Locale.ROOT, "[1, %d, 3, %d, %d]", tokens, HEADS, WIDTH / HEADS);
    List<String> lines = new ArrayList<>();
    lines.add("n = " + norm("t", name + "norm1"));
    lines.add("a = " + linear("n", name + "attn_qkv"));
    lines.add("b = torch.permute(torch.reshape(a, " + heads + "), [2, 0, 3, 1, 4])");
    for (int part : IntStream.range(0, 3).toArray()) {
      lines.add("qkv" + part + " = torch.select(b, 0, " + part + ")");
    }
    switch (attention) {
      case PLAIN -> {
        lines.add("s = torch.mul(qkv0, " + 1 / Math.sqrt(WIDTH / HEADS) + ")");
        lines.add("w = torch.matmul(s, torch.transpose(qkv1, -2, -1))");
        lines.add("o = torch.matmul(torch.softmax(w, -1), qkv2)");
      }
      case FUSED -> lines.add("o = torch.scaled_dot_product_attention(qkv0, qkv1, qkv2)");
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "c = torch.reshape(torch.transpose(o, 1, 2), [1, %d, %d])",
            tokens,
            WIDTH));
    lines.add("d = torch.mul(" + linear("c", name + "attn_proj") + ", self." + name + "ls1_gamma)");
    lines.add("t = torch.add(t, d)");
    lines.add("m = " + norm("t", name + "norm2"));
    lines.add("h = torch.gelu(" + linear("m", name + "mlp_fc1") + ")");
    lines.add("f = torch.mul(" + linear("h", name + "mlp_fc2") + ", self." + name + "ls2_gamma)");
    lines.add("t = torch.add(t, f)");
    return lines;
  }

  private static String norm(String input, String name) {
    return String.format(
        Locale.ROOT,
        "torch.layer_norm(%s, [%d], self.%s_weight, self.%s_bias, %s)",
        input,
        WIDTH,
        name,
        name,
        EPSILON);
  }

  private static String linear(String input, String name) {
    return "torch.linear(" + input + ", self." + name + "_weight, self." + name + "_bias)";
  }
}

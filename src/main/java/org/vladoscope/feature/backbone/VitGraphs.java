package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.TensorGraph;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.checkpoint.VitShape;

/**
 * The operations of DINOv2's blocks. Attention is the library's fused operator, which never holds
 * the weights of all tokens to all tokens. In bfloat16 that are linear layers, attention and the
 * hidden values; normalisations and the tokens themselves keep all digits.
 *
 * @param heads of the attention
 * @param block tokens and the tensors of a block to the tokens after it
 * @param facets tokens, normalisation and linear layer to queries, keys and values, {@code [N, 3C]}
 * @param norm tokens and a normalisation to normalised tokens
 */
record VitGraphs(int heads, TensorGraph block, TensorGraph facets, TensorGraph norm)
    implements AutoCloseable {

  /** What DINOv2 adds to a variance. */
  private static final double EPSILON = 1e-6;

  static VitGraphs of(VitShape shape, int heads, Precision precision, TensorRuntime tensors) {
    Code code = new Code(shape.width(), precision == Precision.BF16);
    return new VitGraphs(
        heads,
        tensors.graph(
            "vit-block",
            List.of(
                "t", "n1", "n2", "q1", "q2", "p1", "p2", "s", "m1", "m2", "i1", "i2", "o1", "o2",
                "f"),
            "n = " + code.norm("t", "n"),
            "a = " + code.linear(code.narrow("n"), "q"),
            String.format(
                Locale.ROOT,
                "b = torch.permute(torch.reshape(a, [1, -1, 3, %d, %d]), [2, 0, 3, 1, 4])",
                heads,
                shape.width() / heads),
            "c = torch.scaled_dot_product_attention("
                + "torch.select(b, 0, 0), torch.select(b, 0, 1), torch.select(b, 0, 2))",
            "d = torch.reshape(torch.transpose(c, 1, 2), [-1, " + shape.width() + "])",
            "u = torch.add(t, torch.mul(" + code.wide(code.linear("d", "p")) + ", s))",
            "m = " + code.norm("u", "m"),
            "h = " + code.linear(code.narrow("m"), "i"),
            shape.isGated() ? "g = torch.chunk(h, 2, 1)" : "g = torch.gelu(h)",
            shape.isGated() ? "k = torch.mul(torch.silu(g[0]), g[1])" : "k = g",
            "return torch.add(u, torch.mul(" + code.wide(code.linear("k", "o")) + ", f))"),
        tensors.graph(
            "vit-facets",
            List.of("t", "n1", "n2", "q1", "q2"),
            "n = " + code.norm("t", "n"),
            "return " + code.wide(code.linear(code.narrow("n"), "q"))),
        tensors.graph("vit-norm", List.of("t", "n1", "n2"), "return " + code.norm("t", "n")));
  }

  /** Words of TorchScript; weight and bias of a layer are its name with 1 and 2. */
  private record Code(int width, boolean isNarrow) {

    String norm(String x, String name) {
      return String.format(
          Locale.ROOT, "torch.layer_norm(%s, [%d], %s1, %s2, %s)", x, width, name, name, EPSILON);
    }

    String linear(String x, String name) {
      return String.format(Locale.ROOT, "torch.linear(%s, %s1, %s2)", x, name, name);
    }

    String narrow(String x) {
      return isNarrow ? "torch.to(" + x + ", " + TensorGraph.BFLOAT16 + ")" : x;
    }

    String wide(String x) {
      return isNarrow ? "torch.to(" + x + ", " + TensorGraph.FLOAT32 + ")" : x;
    }
  }

  /** Normalised tokens; the ones given are freed. */
  NDArray normalised(NDArray tokens, VitBlock.Pair pair) {
    NDArray result = norm.run(tokens, pair.weight(), pair.bias());
    tokens.close();
    return result;
  }

  @Override
  public void close() {
    block.close();
    facets.close();
    norm.close();
  }
}

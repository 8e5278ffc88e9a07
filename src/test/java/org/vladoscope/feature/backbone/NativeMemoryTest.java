package org.vladoscope.feature.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.TokenChoice;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.image.RgbImage;

/** Tensors and managers of the tensor library are freed with the image they were made for. */
class NativeMemoryTest {

  private static final RgbImage IMAGE = new RgbImage(56, 42, new byte[3 * 56 * 42]);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void nothingOfAnImageStaysWhateverIsAskedOfIt(TokenFacet facet) throws Exception {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1);
        Backbone network = open(facet, compute)) {
      use(network);
      int before = held(compute);
      for (int i = 0; i < 5; i++) {
        use(network);
      }
      assertThat(held(compute)).isEqualTo(before);
    }
  }

  @Test
  void nothingOfANetworkStaysOnceItIsClosed() throws Exception {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      int before = held(compute);
      try (Backbone network = open(TokenFacet.TOKEN, compute)) {
        use(network);
        assertThat(held(compute)).isGreaterThan(before);
      }
      assertThat(held(compute)).isEqualTo(before);
    }
  }

  private Backbone open(TokenFacet facet, Compute compute) throws Exception {
    Path file = folder.resolve("dinov2_tiny_reg4_swiglu.pth");
    Files.copy(Dinov2GoldenTest.golden("dinov2_tiny_reg4_swiglu.pth"), file);
    Files.writeString(Path.of(file + ".json"), "{\"heads\": 4}");
    return Backbones.open(
        new BackboneChoice("dinov2", file).withTokens(new TokenChoice(2, facet)), compute);
  }

  private static void use(Backbone network) {
    network.extract(IMAGE);
    network.attention(IMAGE);
  }

  /** Tensors and managers that are not closed, of the whole library. */
  private static int held(Compute compute) throws Exception {
    try (NDManager probe = TensorRuntime.of(compute).newManager()) {
      NDManager top = probe;
      while (top.getParentManager() != null && top.getParentManager() != top) {
        top = top.getParentManager();
      }
      Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
      collect(top, found);
      return found.size();
    }
  }

  private static void collect(Object resource, Set<Object> found) throws Exception {
    if (!found.add(resource) || resource instanceof NDArray) {
      return;
    }
    if (resource instanceof BaseNDManager manager) {
      Field resources = BaseNDManager.class.getDeclaredField("resources");
      resources.setAccessible(true);
      for (Object one : ((Map<?, ?>) resources.get(manager)).values()) {
        collect(one, found);
      }
    }
  }
}

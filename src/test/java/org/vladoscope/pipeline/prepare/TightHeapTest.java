package org.vladoscope.pipeline.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TightHeapTest {

  private static List<String> ratios() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return Stream.of("MinHeapFreeRatio", "MaxHeapFreeRatio")
        .map(name -> machine.getVMOption(name).getValue())
        .toList();
  }

  @Test
  void theHeapMayBeAsLargeAsBeforeOnceItIsClosed() {
    List<String> before = ratios();

    try (TightHeap _ = TightHeap.open()) {
      assertThat(ratios()).containsExactly("20", "45").isNotEqualTo(before);
    }

    assertThat(ratios()).isEqualTo(before);
  }

  @Test
  void twoAtOncePutBackWhatTheFirstFound() {
    List<String> before = ratios();
    TightHeap first = TightHeap.open();
    TightHeap second = TightHeap.open();

    first.close();
    second.close();

    assertThat(ratios()).isEqualTo(before);
  }
}

package org.vladoscope.index;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class ExactIndexTest extends DescriptorIndexContract {

  @Override
  protected DescriptorIndex create(int dimensions, Distance distance) {
    return new ExactIndex(dimensions, distance, compute);
  }

  @Override
  protected DescriptorIndex load(Path file) {
    return ExactIndex.load(file, compute);
  }
}

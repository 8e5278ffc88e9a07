package org.vladoscope.feature.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How numbers are stored; little-endian all of them. */
public enum Dtype {
  /** 64-bit floating point. */
  FLOAT64(8),
  /** 32-bit floating point. */
  FLOAT32(4),
  /** 16-bit floating point of IEEE 754. */
  FLOAT16(2),
  /** The upper half of a 32-bit floating-point number. */
  BFLOAT16(2),
  /** 64-bit integer. */
  INT64(8),
  /** 32-bit integer. */
  INT32(4),
  /** 16-bit integer. */
  INT16(2),
  /** 8-bit integer. */
  INT8(1),
  /** 8-bit integer without sign. */
  UINT8(1),
  /** One byte, 0 or 1. */
  BOOL(1);

  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /** The number at an index, as a float. */
  float get(MemorySegment memory, long index) {
    long at = index * bytes;
    return switch (this) {
      case FLOAT64 -> (float) memory.get(DOUBLE, at);
      case FLOAT32 -> memory.get(FLOAT, at);
      case FLOAT16 -> Float.float16ToFloat(memory.get(SHORT, at));
      case BFLOAT16 -> Float.intBitsToFloat(memory.get(SHORT, at) << 16);
      case INT64 -> memory.get(LONG, at);
      case INT32 -> memory.get(INT, at);
      case INT16 -> memory.get(SHORT, at);
      case INT8 -> memory.get(ValueLayout.JAVA_BYTE, at);
      case UINT8, BOOL -> memory.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}

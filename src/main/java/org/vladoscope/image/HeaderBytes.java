package org.vladoscope.image;

/**
 * Numbers in the bytes of a file. What lies beyond its end is zero, so that a lying header finds
 * nothing there.
 *
 * @param content the file
 * @param littleEndian true if the least byte of a number comes first
 */
record HeaderBytes(byte[] content, boolean littleEndian) {

  int size() {
    return content.length;
  }

  /** 0 to 255. */
  int u8(long at) {
    return at >= 0 && at < content.length ? content[(int) at] & 0xff : 0;
  }

  int u16(long at) {
    return littleEndian ? u8(at) | u8(at + 1) << 8 : u8(at) << 8 | u8(at + 1);
  }

  long u32(long at) {
    return littleEndian ? u16(at) | (long) u16(at + 2) << 16 : (long) u16(at) << 16 | u16(at + 2);
  }

  /** Negative if it is above what {@code long} holds. */
  long u64(long at) {
    return littleEndian ? u32(at) | u32(at + 4) << 32 : u32(at) << 32 | u32(at + 4);
  }

  /** True if these Latin letters stand there. */
  boolean says(long at, String letters) {
    for (int i = 0; i < letters.length(); i++) {
      if (u8(at + i) != letters.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

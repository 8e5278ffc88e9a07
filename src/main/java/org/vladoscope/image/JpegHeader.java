package org.vladoscope.image;

import java.util.Optional;

/**
 * What the segments of a JPEG say (ISO 10918-1, annex B), found without decoding.
 *
 * @param width of the stored image; 0 if it is not said
 * @param height likewise
 * @param bits per sample
 * @param components 1 for grey, 3 for colours, 4 for inks
 * @param progressive true if scans refine each other
 * @param arithmetic true if it is coded arithmetically, not by Huffman codes
 * @param wideTables true if quantisation tables have 16 bits
 * @param adobe true if Adobe's segment says how inks are meant
 * @param restarts true if coding begins anew within a scan
 * @param scans how often pixels are gone through
 * @param ended true if the end of the image is there
 */
record JpegHeader(
    int width,
    int height,
    int bits,
    int components,
    boolean progressive,
    boolean arithmetic,
    boolean wideTables,
    boolean adobe,
    boolean restarts,
    int scans,
    boolean ended) {

  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int TABLES = 0xdb;
  private static final int RESTART_INTERVAL = 0xdd;
  private static final int ADOBE = 0xee;

  /** True if a file begins as a JPEG does. */
  static boolean isJpeg(HeaderBytes file) {
    return file.u8(0) == 0xff && file.u8(1) == 0xd8 && file.u8(2) == 0xff;
  }

  /** True if all pixels lie in a single run of codes, one block after the other. */
  boolean isOneRun() {
    return scans == 1 && !restarts && !progressive && !arithmetic && components <= 3;
  }

  /** Reads the segments up to the end of the image; empty if it says no size. */
  static Optional<JpegHeader> of(byte[] content) {
    HeaderBytes file = new HeaderBytes(content, false);
    long frame = 0;
    boolean wide = false;
    boolean adobe = false;
    boolean restarts = false;
    int scans = 0;
    boolean ended = false;
    long at = 2;
    while (at + 1 < content.length && !ended) {
      int marker = file.u8(at + 1);
      if (file.u8(at) != 0xff || marker == 0xff || standsAlone(marker)) {
        // Fill bytes, or what does not belong there.
        at += file.u8(at) == 0xff && marker != 0xff ? 2 : 1;
        continue;
      }
      if (marker == END) {
        ended = true;
        continue;
      }
      if (isFrame(marker) && frame == 0) {
        frame = at;
      }
      adobe |= marker == ADOBE && file.says(at + 4, "Adobe");
      restarts |= marker == RESTART_INTERVAL && file.u16(at + 4) != 0;
      wide |= marker == TABLES && hasWideTable(file, at + 4, at + 2 + file.u16(at + 2));
      at += 2L + file.u16(at + 2);
      if (marker == SCAN) {
        scans++;
        at = afterScan(content, at);
      }
    }
    if (frame == 0) {
      return Optional.empty();
    }
    int kind = file.u8(frame + 1);
    return Optional.of(
        new JpegHeader(
            file.u16(frame + 7),
            file.u16(frame + 5),
            file.u8(frame + 4),
            file.u8(frame + 9),
            kind % 4 == 2,
            kind > 0xc8,
            wide,
            adobe,
            restarts,
            scans,
            ended));
  }

  private static boolean standsAlone(int marker) {
    return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
  }

  /** Start of frame: C0 to CF without the tables C4 and CC and the reserved C8. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static boolean hasWideTable(HeaderBytes file, long from, long to) {
    long at = from;
    while (at < to) {
      if (file.u8(at) >> 4 != 0) {
        return true;
      }
      at += 65;
    }
    return false;
  }

  /** Where a marker follows the coded data: 0xff, but not before zero or a restart. */
  private static long afterScan(byte[] content, long from) {
    int last = content.length - 1;
    for (int at = (int) Math.min(from, last); at < last; at++) {
      if (content[at] == -1) {
        int next = content[at + 1] & 0xff;
        if (next != 0 && next != 0xff && !(next >= 0xd0 && next <= 0xd7)) {
          return at;
        }
      }
    }
    return content.length;
  }
}

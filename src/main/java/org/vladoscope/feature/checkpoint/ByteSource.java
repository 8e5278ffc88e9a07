package org.vladoscope.feature.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Bytes one after the other, little-endian, with a limit on how many are taken. */
final class ByteSource {

  private static final int BUFFER = 1 << 13;

  private final FileChannel channel;
  private long position;
  private final ByteBuffer buffer;

  /** Bytes that may still be taken; {@link #allow} sets it. */
  private long allowed;

  private ByteSource(FileChannel channel, long position, ByteBuffer buffer) {
    this.channel = channel;
    this.position = position;
    this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads a file from a position on. */
  static ByteSource of(FileChannel channel, long position) {
    return new ByteSource(channel, position, ByteBuffer.allocate(BUFFER).limit(0));
  }

  /** Allows so many bytes from here on. */
  void allow(long bytes) {
    allowed = bytes;
  }

  /** Where the next byte lies in the file. */
  long position() {
    return position - buffer.remaining();
  }

  private void need(int bytes) throws IOException, MalformedException {
    allowed -= bytes;
    if (allowed < 0) {
      throw new MalformedException("its description of the tensors is too long");
    }
    while (buffer.remaining() < bytes) {
      buffer.compact();
      int n = channel.read(buffer, position);
      buffer.flip();
      if (n < 0) {
        throw new MalformedException("it ends too soon; perhaps a download was cut off");
      }
      position += n;
    }
  }

  int unsignedByte() throws IOException, MalformedException {
    need(1);
    return buffer.get() & 0xff;
  }

  int unsignedShort() throws IOException, MalformedException {
    need(2);
    return buffer.getShort() & 0xffff;
  }

  int int32() throws IOException, MalformedException {
    need(4);
    return buffer.getInt();
  }

  long int64() throws IOException, MalformedException {
    need(8);
    return buffer.getLong();
  }

  /** A big-endian double, as pickles have it. */
  double bigEndianDouble() throws IOException, MalformedException {
    need(8);
    return Double.longBitsToDouble(Long.reverseBytes(buffer.getLong()));
  }

  /** So many bytes, if that is no more than a limit. */
  byte[] bytes(long length, int limit) throws IOException, MalformedException {
    if (length < 0 || length > limit || length > channel.size() - position()) {
      throw new MalformedException("it states a length of " + length + " that cannot be right");
    }
    byte[] result = new byte[(int) length];
    for (int done = 0; done < result.length; ) {
      int part = Math.min(BUFFER, result.length - done);
      need(part);
      buffer.get(result, done, part);
      done += part;
    }
    return result;
  }

  /** Text up to the end of a line. */
  String line(int limit) throws IOException, MalformedException {
    StringBuilder text = new StringBuilder();
    for (int c = unsignedByte(); c != '\n'; c = unsignedByte()) {
      if (text.length() >= limit) {
        throw new MalformedException("it has a name that is too long");
      }
      text.append((char) c);
    }
    return text.toString();
  }

  String text(long length, int limit) throws IOException, MalformedException {
    return new String(bytes(length, limit), StandardCharsets.UTF_8);
  }
}

package org.vladoscope.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Bytes one after the other, little-endian, with a limit on how many are taken. */
public final class ByteSource {

  private static final int BUFFER = 1 << 13;

  /** Where further bytes come from; null if all are in the buffer. */
  private final @Nullable FileChannel channel;

  private long position;
  private final ByteBuffer buffer;

  /** Bytes that may still be taken; {@link #allow} sets it. */
  private long allowed;

  private ByteSource(@Nullable FileChannel channel, long position, ByteBuffer buffer) {
    this.channel = channel;
    this.position = position;
    this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads a file from a position on. */
  public static ByteSource of(FileChannel channel, long position) {
    return new ByteSource(channel, position, ByteBuffer.allocate(BUFFER).limit(0));
  }

  /** Reads bytes that are in memory; all of them may be taken. */
  public static ByteSource of(byte[] bytes) {
    ByteSource source = new ByteSource(null, bytes.length, ByteBuffer.wrap(bytes));
    source.allow(bytes.length);
    return source;
  }

  /** Allows so many bytes from here on. */
  public void allow(long bytes) {
    allowed = bytes;
  }

  /** Where the next byte lies in the file. */
  public long position() {
    return position - buffer.remaining();
  }

  private void need(int bytes) throws IOException, MalformedException {
    allowed -= bytes;
    if (allowed < 0) {
      throw new MalformedException("its description of what it holds is too long");
    }
    while (buffer.remaining() < bytes) {
      int n = channel == null ? -1 : fill(channel);
      if (n < 0) {
        throw new MalformedException("it ends too soon; perhaps a download was cut off");
      }
      position += n;
    }
  }

  private int fill(FileChannel from) throws IOException {
    buffer.compact();
    int n = from.read(buffer, position);
    buffer.flip();
    return n;
  }

  private long size() throws IOException {
    return channel == null ? position : channel.size();
  }

  /** The next byte, 0 to 255. */
  public int unsignedByte() throws IOException, MalformedException {
    need(1);
    return buffer.get() & 0xff;
  }

  /** The next two bytes, 0 to 65 535. */
  public int unsignedShort() throws IOException, MalformedException {
    need(2);
    return buffer.getShort() & 0xffff;
  }

  /** The next four bytes. */
  public int int32() throws IOException, MalformedException {
    need(4);
    return buffer.getInt();
  }

  /** The next eight bytes. */
  public long int64() throws IOException, MalformedException {
    need(8);
    return buffer.getLong();
  }

  /** A big-endian double, as pickles have it. */
  public double bigEndianDouble() throws IOException, MalformedException {
    need(8);
    return Double.longBitsToDouble(Long.reverseBytes(buffer.getLong()));
  }

  /** So many bytes, if that is no more than a limit. */
  public byte[] bytes(long length, int limit) throws IOException, MalformedException {
    if (length < 0 || length > limit || length > size() - position()) {
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
  public String line(int limit) throws IOException, MalformedException {
    StringBuilder text = new StringBuilder();
    for (int c = unsignedByte(); c != '\n'; c = unsignedByte()) {
      if (text.length() >= limit) {
        throw new MalformedException("it has a name that is too long");
      }
      text.append((char) c);
    }
    return text.toString();
  }

  /** So many bytes as text, if that is no more than a limit. */
  public String text(long length, int limit, Charset charset)
      throws IOException, MalformedException {
    return new String(bytes(length, limit), charset);
  }
}

package org.vladoscope.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;

/**
 * Descriptors in a file that is mapped into memory. The file begins with the values, row by row, in
 * blocks of about 1 MB; behind them stand the squared norm of each row, the checksum of each block,
 * and a footer. A block is held against its checksum when it is first read, so that opening reads
 * what stands behind the values and nothing else.
 *
 * <p>Reading is safe from several threads; whoever changes it must be alone.
 */
final class MappedRows implements AutoCloseable {

  private static final byte[] MAGIC = "VLDSROWS".getBytes(StandardCharsets.US_ASCII);
  // distance, rows, dimensions, rows of a block, largest norm, checksum of all behind the values
  private static final int FOOTER = 4 * Integer.BYTES + Double.BYTES + Integer.BYTES + MAGIC.length;
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int MOST_DIMENSIONS = 1 << 20;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Distance distance;
  private final int dimensions;
  private final int blockRows;
  private Path file;
  private boolean isGrowing;
  private int rows;
  private double largestNorm;
  private double[] squaredNorms = new double[0];
  private int[] checksums = new int[0];
  private boolean[] isVerified = new boolean[0];
  private final CRC32C lastBlock = new CRC32C();
  private Arena arena = Arena.ofShared();
  private MemorySegment values = MemorySegment.NULL;

  private MappedRows(Path file, Distance distance, int dimensions, int blockRows) {
    this.file = file;
    this.distance = distance;
    this.dimensions = dimensions;
    this.blockRows = blockRows;
  }

  /** No rows yet, which will lie in a file that is there, is empty, and is deleted by closing. */
  static MappedRows growing(Path file, Distance distance, int dimensions) {
    int blockRows = Math.max(1, BLOCK_BYTES / Float.BYTES / dimensions);
    MappedRows rows = new MappedRows(file, distance, dimensions, blockRows);
    rows.isGrowing = true;
    return rows;
  }

  /**
   * Maps a file that was saved.
   *
   * @throws InputException if it is missing, cut, of another kind, or damaged behind its values
   */
  static MappedRows open(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer footer = little(FOOTER);
      if (channel.size() < FOOTER) {
        throw new InputException(IndexFile.foreign(file));
      }
      IndexFile.readFully(channel.position(channel.size() - FOOTER), footer);
      byte[] magic = new byte[MAGIC.length];
      footer.get(FOOTER - MAGIC.length, magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new InputException(IndexFile.foreign(file));
      }
      int distance = footer.getInt(0);
      int rows = footer.getInt(4);
      int dimensions = footer.getInt(8);
      int blockRows = footer.getInt(12);
      if (distance < 0
          || distance >= Distance.values().length
          || rows < 0
          || dimensions < 1
          || dimensions > MOST_DIMENSIONS
          || blockRows < 1) {
        throw new InputException(IndexFile.damaged(file));
      }
      MappedRows opened = new MappedRows(file, Distance.values()[distance], dimensions, blockRows);
      opened.rows = rows;
      long tail = (long) rows * Double.BYTES + (long) opened.blocks() * Integer.BYTES + FOOTER;
      if (channel.size() != opened.bytes() + tail || tail > Integer.MAX_VALUE) {
        throw new InputException(IndexFile.damaged(file));
      }
      ByteBuffer behind = little((int) tail);
      IndexFile.readFully(channel.position(opened.bytes()), behind);
      opened.take(behind.flip());
      opened.map(channel);
      return opened;
    } catch (NoSuchFileException e) {
      throw new InputException("There is no index file " + file + ".", e);
    } catch (IOException e) {
      FileProblem.checkInterrupt(e);
      throw unreadable(file, e);
    }
  }

  private void take(ByteBuffer behind) {
    int checked = behind.capacity() - MAGIC.length - Integer.BYTES;
    CRC32C crc = new CRC32C();
    crc.update(behind.slice(0, checked));
    if (behind.getInt(checked) != (int) crc.getValue()) {
      throw new InputException(IndexFile.damaged(file));
    }
    squaredNorms = new double[rows];
    checksums = new int[blocks()];
    isVerified = new boolean[checksums.length];
    behind.asDoubleBuffer().get(squaredNorms);
    behind
        .position(rows * Double.BYTES)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(checksums);
    largestNorm = behind.getDouble(checked - Double.BYTES);
  }

  Distance distance() {
    return distance;
  }

  int dimensions() {
    return dimensions;
  }

  int rows() {
    return rows;
  }

  /** Number of blocks. */
  int blocks() {
    return (int) (((long) rows + blockRows - 1) / blockRows);
  }

  /** The first row of a block; for the number of blocks, the number of rows. */
  int firstRow(int block) {
    return (int) Math.min((long) block * blockRows, rows);
  }

  /** The square of a row's Euclidean norm. */
  double squaredNorm(int row) {
    return squaredNorms[row];
  }

  /** The largest Euclidean norm of a row. */
  double largestNorm() {
    return largestNorm;
  }

  private long bytes() {
    return (long) rows * dimensions * Float.BYTES;
  }

  /**
   * Reads a block.
   *
   * @param used a block that is no longer needed, whose memory is taken if it fits
   * @throws InputException if it is damaged or the disk does not give it
   */
  FloatMatrix block(int block, @Nullable FloatMatrix used) {
    int from = firstRow(block);
    int count = firstRow(block + 1) - from;
    FloatMatrix some =
        used != null && used.rows() == count ? used : FloatMatrix.zeros(count, dimensions);
    long rowBytes = (long) dimensions * Float.BYTES;
    MemorySegment slice = values.asSlice(from * rowBytes, count * rowBytes);
    try {
      if (!isVerified[block]) {
        CRC32C crc = new CRC32C();
        crc.update(slice.asByteBuffer());
        if ((int) crc.getValue() != checksums[block]) {
          throw new InputException(IndexFile.damaged(file));
        }
        // Two threads may both find it whole.
        isVerified[block] = true;
      }
      MemorySegment.copy(slice, FLOAT, 0, some.data(), 0, some.data().length);
    } catch (InternalError e) {
      // Java's name for a page that the system could not bring.
      throw unreadable(file, new IOException("a part of it cannot be read from the disk", e));
    }
    return some;
  }

  /**
   * Appends rows to a file that is not saved yet.
   *
   * @throws InputException if the disk does not take them
   */
  void append(FloatMatrix some, Progress progress) {
    if (!isGrowing) {
      throw new UnsupportedOperationException("descriptors in a saved file stay as they are");
    }
    try (FileChannel channel = openForAppending()) {
      ByteBuffer bytes =
          ByteBuffer.allocateDirect(Math.min(blockRows, some.rows()) * dimensions * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      for (int done = 0; done < some.rows(); ) {
        progress.check();
        int count = Math.min(blockRows - rows % blockRows, some.rows() - done);
        bytes.clear().limit(count * dimensions * Float.BYTES);
        bytes.asFloatBuffer().put(some.data(), done * dimensions, count * dimensions);
        measure(some, done, count, bytes.duplicate());
        IndexFile.writeFully(channel, bytes);
        done += count;
        progress.report("Writing the index", (double) done / some.rows());
      }
      remap(channel);
    } catch (IOException e) {
      FileProblem.checkInterrupt(e);
      throw unwritable(file, e);
    }
  }

  private FileChannel openForAppending() throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    return channel.truncate(bytes()).position(bytes());
  }

  /** Notes rows that come next, all of one block. */
  private void measure(FloatMatrix some, int first, int count, ByteBuffer bytes) {
    if (squaredNorms.length < rows + count) {
      squaredNorms = Arrays.copyOf(squaredNorms, Math.max(rows + count, rows + rows / 2));
    }
    for (int i = 0; i < count; i++) {
      double norm = L2.norm(some.data(), (first + i) * dimensions, (first + i + 1) * dimensions);
      squaredNorms[rows + i] = norm * norm;
      largestNorm = Math.max(largestNorm, norm);
    }
    int block = rows / blockRows;
    if (rows % blockRows == 0) {
      lastBlock.reset();
      if (block == checksums.length) {
        checksums = Arrays.copyOf(checksums, 2 * block + 1);
        isVerified = Arrays.copyOf(isVerified, checksums.length);
      }
    }
    lastBlock.update(bytes);
    checksums[block] = (int) lastBlock.getValue();
    isVerified[block] = false;
    rows += count;
  }

  private void remap(FileChannel channel) throws IOException {
    arena.close();
    arena = Arena.ofShared();
    map(channel);
  }

  private void map(FileChannel channel) throws IOException {
    values = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes(), arena);
  }

  /**
   * Writes a file whole or not at all. The first time the rows are moved to it and stay there.
   *
   * @throws InputException if it cannot be written
   */
  void save(Path target) {
    try {
      if (isGrowing) {
        finish();
        try {
          // Windows moves no file that is mapped.
          arena.close();
          Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
          file = target;
          isGrowing = false;
        } catch (AtomicMoveNotSupportedException e) {
          copy(target);
        } finally {
          arena = Arena.ofShared();
          try (FileChannel channel = FileChannel.open(file)) {
            map(channel);
          }
        }
      } else if (!Files.exists(target) || !Files.isSameFile(file, target)) {
        copy(target);
      }
    } catch (IOException e) {
      FileProblem.checkInterrupt(e);
      throw unwritable(target, e);
    }
  }

  private void copy(Path target) throws IOException {
    Path part = Files.createTempFile(target.toAbsolutePath().getParent(), "index", ".part");
    try {
      Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Writes what stands behind the values. */
  private void finish() throws IOException {
    int tail = Math.toIntExact((long) rows * Double.BYTES + (long) blocks() * Integer.BYTES);
    ByteBuffer behind = little(Math.addExact(tail, FOOTER));
    for (int i = 0; i < rows; i++) {
      behind.putDouble(squaredNorms[i]);
    }
    for (int i = 0; i < blocks(); i++) {
      behind.putInt(checksums[i]);
    }
    behind.putInt(distance.ordinal()).putInt(rows).putInt(dimensions).putInt(blockRows);
    behind.putDouble(largestNorm);
    CRC32C crc = new CRC32C();
    crc.update(behind.duplicate().flip());
    behind.putInt((int) crc.getValue()).put(MAGIC);
    try (FileChannel channel = openForAppending()) {
      IndexFile.writeFully(channel, behind.flip());
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static InputException unreadable(Path file, IOException e) {
    return new InputException(
        "The index file " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
  }

  private static InputException unwritable(Path file, IOException e) {
    return new InputException(
        "The index file " + file + " cannot be written: " + FileProblem.of(e) + ".", e);
  }

  /** Unmaps the file, and deletes one that was not saved. */
  @Override
  public void close() {
    arena.close();
    if (isGrowing) {
      IndexFile.deleteIfThere(file);
    }
  }
}

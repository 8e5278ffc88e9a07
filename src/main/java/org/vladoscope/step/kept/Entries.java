package org.vladoscope.step.kept;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.store.Packed;

/** How the values of the steps are laid out in the entries of a {@link DescriptorStore}. */
public final class Entries {

  /** Numbers of two patches and their similarity. */
  private static final int MATCH_BYTES = 2 * Integer.BYTES + Float.BYTES;

  private Entries() {}

  /** Values as 16-bit floats: the map must be {@link FeatureMap#roundedToHalf rounded}. */
  public static ByteBuffer of(FeatureMap map) {
    CellGeometry geometry = map.geometry();
    float[] values = map.cells().data();
    float[] summary = map.summary();
    int all = values.length + (summary == null ? 0 : summary.length);
    ByteBuffer out = ByteBuffer.allocate(6 * Integer.BYTES + 2 * all);
    out.putInt(map.height()).putInt(map.width()).putInt(map.channels());
    out.putInt(geometry.receptiveField()).putInt(geometry.stride()).putInt(geometry.padding());
    for (float value : values) {
      out.putShort(Float.floatToFloat16(value));
    }
    // Last, so that entries of networks without one are as they always were.
    for (int i = 0; summary != null && i < summary.length; i++) {
      out.putShort(Float.floatToFloat16(summary[i]));
    }
    return out.flip();
  }

  public static FeatureMap featureMap(ByteBuffer in) {
    int height = in.getInt();
    int width = in.getInt();
    int channels = in.getInt();
    CellGeometry geometry = new CellGeometry(in.getInt(), in.getInt(), in.getInt());
    long size = Math.multiplyExact(Math.multiplyExact((long) height, width), (long) channels);
    if (height < 1 || width < 1 || channels < 1 || 2 * size > in.remaining()) {
      throw new BufferUnderflowException();
    }
    FloatMatrix cells = FloatMatrix.zeros(height * width, channels);
    for (int i = 0; i < cells.data().length; i++) {
      cells.data()[i] = Float.float16ToFloat(in.getShort());
    }
    float[] summary = null;
    if (in.remaining() >= 2 * channels) {
      summary = new float[channels];
      for (int i = 0; i < channels; i++) {
        summary[i] = Float.float16ToFloat(in.getShort());
      }
    }
    return new FeatureMap(height, width, cells, geometry, summary);
  }

  public static ByteBuffer of(float[] values) {
    return new Packed().add(values).toBuffer();
  }

  public static float[] floats(ByteBuffer in) {
    return Packed.floats(in);
  }

  public static ByteBuffer of(Whitening whitening) {
    return new Packed().add(whitening.weight()).add(whitening.bias()).toBuffer();
  }

  public static Whitening whitening(ByteBuffer in) {
    return new Whitening(Packed.matrix(in), Packed.floats(in));
  }

  /** Matches of one query with several candidates, by the candidates' keys. */
  public static ByteBuffer of(Map<ContentHash, PatchMatches> matches) {
    int bytes = Integer.BYTES;
    for (PatchMatches pairs : matches.values()) {
      bytes += 32 + Integer.BYTES + MATCH_BYTES * pairs.count();
    }
    ByteBuffer out = ByteBuffer.allocate(bytes);
    out.putInt(matches.size());
    matches.forEach(
        (key, pairs) -> {
          out.put(key.bytes());
          out.putInt(pairs.count());
          for (int i = 0; i < pairs.count(); i++) {
            out.putInt(pairs.query()[i]).putInt(pairs.candidate()[i]);
            out.putFloat(pairs.similarity()[i]);
          }
        });
    return out.flip();
  }

  public static Map<ContentHash, PatchMatches> matches(ByteBuffer in) {
    Map<ContentHash, PatchMatches> matches = new HashMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      byte[] key = new byte[32];
      in.get(key);
      int count = Packed.count(in, MATCH_BYTES);
      int[] query = new int[count];
      int[] candidate = new int[count];
      float[] similarity = new float[count];
      for (int i = 0; i < count; i++) {
        query[i] = in.getInt();
        candidate[i] = in.getInt();
        similarity[i] = in.getFloat();
      }
      matches.put(ContentHash.ofBytes(key), new PatchMatches(query, candidate, similarity));
    }
    return matches;
  }
}

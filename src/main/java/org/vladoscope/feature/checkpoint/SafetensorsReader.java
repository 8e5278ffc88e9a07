package org.vladoscope.feature.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vladoscope.file.FileRegion;
import org.vladoscope.file.MalformedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files in the safetensors format: the length of a JSON header, the header with type, shape and
 * place of every tensor, and the numbers, row-major and little-endian.
 */
final class SafetensorsReader {

  static final int LENGTH_BYTES = Long.BYTES;
  static final int MAX_HEADER = 16 << 20;
  private static final int MAX_TENSORS = 100_000;

  private static final Map<String, Dtype> TYPES =
      Map.of(
          "F64", Dtype.FLOAT64,
          "F32", Dtype.FLOAT32,
          "F16", Dtype.FLOAT16,
          "BF16", Dtype.BFLOAT16,
          "I64", Dtype.INT64,
          "I32", Dtype.INT32,
          "I16", Dtype.INT16,
          "I8", Dtype.INT8,
          "U8", Dtype.UINT8,
          "BOOL", Dtype.BOOL);

  private SafetensorsReader() {}

  static Checkpoint read(Path file, FileChannel channel, long headerLength)
      throws IOException, MalformedException {
    if (headerLength < 2
        || headerLength > MAX_HEADER
        || headerLength > channel.size() - LENGTH_BYTES) {
      throw new MalformedException("its header is too long or cut off");
    }
    ByteBuffer header = ByteBuffer.allocate((int) headerLength);
    while (header.hasRemaining()) {
      if (channel.read(header, LENGTH_BYTES + header.position()) < 0) {
        throw new MalformedException("it became shorter while it was read");
      }
    }
    JsonNode root;
    try {
      root = mapper().readTree(header.array());
    } catch (JacksonException e) {
      throw new MalformedException("its header is not the JSON of a safetensors file", e);
    }
    if (!root.isObject() || root.size() > MAX_TENSORS) {
      throw new MalformedException("its header is not the JSON of a safetensors file");
    }
    long dataStart = LENGTH_BYTES + headerLength;
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    Map<String, String> notes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getKey().equals("__metadata__")) {
        for (Map.Entry<String, JsonNode> note : entry.getValue().properties()) {
          notes.put(note.getKey(), note.getValue().asString(""));
        }
      } else {
        tensors.put(entry.getKey(), tensor(file, channel, dataStart, entry.getValue()));
      }
    }
    return new Checkpoint(file, "safetensors", tensors, notes);
  }

  /** Not more deeply nested, and no longer names or numbers, than the format needs. */
  private static JsonMapper mapper() {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(8)
                        .maxNameLength(1 << 16)
                        .maxStringLength(1 << 20)
                        .maxNumberLength(20)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .build();
  }

  private static StoredTensor tensor(
      Path file, FileChannel channel, long dataStart, JsonNode description)
      throws IOException, MalformedException {
    String type = description.path("dtype").asString("");
    Dtype dtype = TYPES.get(type);
    if (dtype == null) {
      throw new MalformedException(
          "its numbers are of a type that is not read, " + MalformedException.shown(type));
    }
    long[] shape = numbers(description.path("shape"));
    long[] place = numbers(description.path("data_offsets"));
    if (place.length != 2
        || place[0] < 0
        || place[1] < place[0]
        || place[1] > channel.size() - dataStart) {
      throw new MalformedException("a tensor of it reaches beyond its data");
    }
    long size = 1;
    try {
      for (long length : shape) {
        size = Math.multiplyExact(size, length);
      }
      size = Math.multiplyExact(size, (long) dtype.bytes());
    } catch (ArithmeticException e) {
      throw new MalformedException("a tensor of it has an impossible shape", e);
    }
    if (size != place[1] - place[0]) {
      throw new MalformedException("the shape of one of its tensors contradicts its length");
    }
    return StoredTensor.of(
        file,
        dtype,
        shape,
        StoredTensor.rowMajor(shape),
        0,
        new FileRegion(file, dataStart + place[0], place[1] - place[0]));
  }

  private static long[] numbers(JsonNode array) throws MalformedException {
    if (!array.isArray() || array.size() > 64) {
      throw new MalformedException("its header is not the JSON of a safetensors file");
    }
    long[] result = new long[array.size()];
    for (int i = 0; i < result.length; i++) {
      if (!array.get(i).isIntegralNumber() || !array.get(i).canConvertToLong()) {
        throw new MalformedException("its header is not the JSON of a safetensors file");
      }
      result[i] = array.get(i).asLong();
    }
    return result;
  }
}

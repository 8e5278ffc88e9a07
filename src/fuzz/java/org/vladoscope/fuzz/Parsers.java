package org.vladoscope.fuzz;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.CsvFile;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.checkpoint.Checkpoint;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.StoredTensor;
import org.vladoscope.file.matlab.MatFile;
import org.vladoscope.file.numpy.NpyFile;
import org.vladoscope.file.numpy.NpzFile;
import org.vladoscope.foreign.ForeignRankings;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.index.ExactIndex;
import org.vladoscope.judge.VerdictFile;
import org.vladoscope.run.RunStore;
import org.vladoscope.run.SweepFile;
import org.vladoscope.step.kept.Entries;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.ui.PreferencesFile;
import org.vladoscope.ui.lab.LessonReader;

/** The targets; {@link FuzzCampaign} runs them one after the other. */
public final class Parsers {

  /** A folder for what a target reads; in memory where the system has such a place. */
  private static final Path FOLDER = folder();

  private Parsers() {}

  private static Path folder() {
    try {
      Path memory = Path.of("/dev/shm");
      Path folder =
          Files.isWritable(memory)
              ? Files.createTempDirectory(memory, "vladoscope-fuzz")
              : Files.createTempDirectory("vladoscope-fuzz");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name, byte[] content) {
    try {
      return Files.write(FOLDER.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A refusal in the parser's words is what should come. */
  private static void refusing(Runnable reading) {
    try {
      reading.run();
    } catch (InputException e) {
      if (String.valueOf(e.getMessage()).isBlank()) {
        throw new IllegalStateException("a refusal that says nothing", e);
      }
    }
  }

  /** A folder with four images and a file of the fuzzer's. */
  private static PlaceMap map(String fileName, byte[] content) {
    for (String image : List.of("database/d0.png", "database/d1.png", "queries/q0.png")) {
      Path file = FOLDER.resolve("map").resolve(image);
      if (!Files.exists(file)) {
        try {
          Files.createDirectories(file.resolveSibling("."));
          ImageIO.write(new BufferedImage(64, 64, 5), "png", file.toFile());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    file("map/" + fileName, content);
    return PlaceMapFormats.known().read(FOLDER.resolve("map"), Progress.NONE);
  }

  /** NumPy arrays, with pickles in them. */
  public static final class Npy {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(() -> NpyFile.read(file("a.npy", input)));
    }
  }

  /** Archives of arrays. */
  public static final class Npz {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(
          () -> {
            NpzFile arrays = NpzFile.open(file("a.npz", input));
            arrays.names().forEach(arrays::array);
          });
    }
  }

  /** MATLAB, old and new. */
  public static final class Mat {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(() -> MatFile.read(file("a.mat", input), Set.of("dbStruct", "GT", "x")));
    }
  }

  /** Checkpoints of PyTorch, of NumPy, and safetensors. */
  public static final class Weights {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      for (String name : List.of("w.pth", "w.safetensors", "w.npz")) {
        refusing(
            () -> {
              Path file = file(name, input);
              for (StoredTensor tensor : Checkpoint.read(file).tensors().values()) {
                refusing(tensor::floats);
              }
              ModelWeights.read(file);
            });
      }
    }
  }

  /** Settings beside a network that is not there, which are read first. */
  public static final class SideFile {
    private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 1);

    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      file("n.onnx.json", input);
      Path network = FOLDER.resolve("n.onnx");
      refusing(() -> Backbones.describe(new BackboneChoice("own-network", network), COMPUTE));
    }
  }

  /** Tables. */
  public static final class Csv {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(() -> CsvFile.read(file("a.csv", input)).lines().forEach(l -> l.field(2)));
    }
  }

  /** Poses of a map. */
  public static final class Poses {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(() -> map("poses.csv", input));
    }
  }

  /** The ground truth of a map. */
  public static final class Truth {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(() -> map("ground_truth.csv", input));
    }
  }

  /** What a user said of a map. */
  public static final class MapFile {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(() -> map("map.json", input));
    }
  }

  /** Rankings of other programs. */
  public static final class Rankings {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      PlaceMap map = map("notes.txt", new byte[0]);
      refusing(() -> ForeignRankings.read(file("r.txt", input), map, Progress.NONE));
    }
  }

  /** Sweeps. */
  public static final class Sweep {
    /** Reads what the fuzzer made up, behind a header that is right. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
      PlaceMap map = map("notes.txt", new byte[0]);
      Path file = FOLDER.resolve("a.sweep.jsonl");
      Files.deleteIfExists(file);
      SweepFile.open(file, map);
      byte[] header = Files.readAllBytes(file);
      byte[] all = new byte[header.length + input.length];
      System.arraycopy(header, 0, all, 0, header.length);
      System.arraycopy(input, 0, all, header.length, input.length);
      Files.write(file, all);
      refusing(() -> SweepFile.open(file, map));
      Files.write(file, input);
      refusing(() -> SweepFile.open(file, map));
    }
  }

  /** Verdicts. */
  public static final class Verdicts {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      file("verdicts.json", input);
      refusing(() -> new VerdictFile(FOLDER, FOLDER.resolve("cache")).read());
    }
  }

  /** Runs. */
  public static final class Runs {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      Path file = file("run.json", input);
      refusing(() -> new RunStore(FOLDER, FOLDER.resolve("cache")).read(file));
    }
  }

  /** The window's settings. */
  public static final class Preferences {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(() -> new PreferencesFile(file("settings.properties", input)).read());
    }
  }

  /** Lessons. */
  public static final class Lessons {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(() -> LessonReader.read("a.lesson", new String(input, StandardCharsets.UTF_8)));
    }
  }

  /** Entries of the cache whose checksum is right, and files that are none. */
  public static final class Cache {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      ContentHash key = ContentHash.of(new byte[0]);
      try (DescriptorStore store = DescriptorStore.open(FOLDER.resolve("c"), 1 << 20)) {
        store.write("kind", key, ByteBuffer.wrap(input));
        var unused = store.read("kind", key).orElseThrow();
        List<Function<ByteBuffer, Object>> readers =
            List.of(Entries::featureMap, Entries::floats, Entries::whitening, Entries::matches);
        for (Function<ByteBuffer, Object> reader : readers) {
          store.write("kind", key, ByteBuffer.wrap(input));
          store.read("kind", key, reader);
        }
        String hex = key.hex();
        file("c/kind/" + hex.substring(0, 2) + "/" + hex + ".entry", input);
        store.read("kind", key);
      }
    }
  }

  /** Indexes. */
  public static final class Index {
    private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 1);

    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(() -> ExactIndex.load(file("a.index", input), COMPUTE));
    }
  }

  /** Images. */
  public static final class Images {
    /** Reads what the fuzzer made up. */
    public static void fuzzerTestOneInput(byte[] input) {
      refusing(() -> ImageDecoder.decode("a.jpg", input));
    }
  }
}

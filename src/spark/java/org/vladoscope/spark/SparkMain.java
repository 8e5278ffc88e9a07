package org.vladoscope.spark;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.SharedCommand;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.NativeFolders;

/**
 * {@code vladoscope-spark --master URL [--pack] index|evaluate|query MAP --cache DIR …}: the
 * commands of the program, whose work the processes of a cluster share. {@code spark-submit} gives
 * the master itself.
 */
public final class SparkMain {

  private static final String MASTER = "--master";
  private static final String SETTING = "--conf";
  private static final String PACK = "--pack";
  private static final String ARCHIVE = "-XX:SharedArchiveFile=";
  private static final String QUIET = " -Xlog:cds=off -Xlog:aot=off";

  private SparkMain() {}

  /** Runs a command. */
  public static void main(String[] arguments) {
    Shutdown shutdown = Shutdown.ofProcess();
    int code;
    try {
      code = run(Console.standard(shutdown), arguments);
    } finally {
      shutdown.ended();
    }
    System.exit(code);
  }

  /** What belongs to Spark, and what to the program. */
  private record Words(Map<String, String> spark, boolean packs, List<String> program) {

    static Words of(String... arguments) {
      Map<String, String> spark = new LinkedHashMap<>();
      List<String> program = new ArrayList<>();
      boolean packs = false;
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i].equals(PACK)) {
          packs = true;
          continue;
        }
        String[] word = arguments[i].split("=", 2);
        if (!word[0].equals(MASTER) && !word[0].equals(SETTING)) {
          program.add(arguments[i]);
          continue;
        }
        if (word.length == 1 && ++i == arguments.length) {
          throw new InputException("A value is missing after " + word[0] + ".");
        }
        String value = word.length == 1 ? arguments[i] : word[1];
        if (word[0].equals(MASTER)) {
          spark.put("spark.master", value);
        } else {
          String[] setting = value.split("=", 2);
          if (setting.length == 1) {
            throw new InputException("'" + value + "' is not NAME=VALUE, as --conf wants it.");
          }
          spark.put(setting[0], setting[1]);
        }
      }
      return new Words(spark, packs, program);
    }
  }

  private static int run(Console console, String... arguments) {
    try {
      NativeFolders.ofUser().choose();
      Words words = Words.of(arguments);
      SparkConf settings = new SparkConf();
      words.spark.forEach(settings::set);
      if (!settings.contains("spark.master")) {
        throw new InputException(
            "Say which cluster with --master URL, for example spark://host:7077; local[2] computes"
                + " here.");
      }
      String[] program = words.program.toArray(String[]::new);
      check(SharedCommand.parse(program), settings);
      complete(settings, words.program);
      try (JavaSparkContext spark = new JavaSparkContext(settings)) {
        return CommandLineMain.run(
            new SparkCrew(spark, words.program, words.packs), console, program);
      }
    } catch (InputException e) {
      console.err().println(e.getMessage());
      return CommandLineMain.WRONG_USAGE;
    } catch (Exception e) {
      if (!(e instanceof SparkException)) {
        throw e;
      }
      console.err().println("The cluster cannot be used: Spark refuses its settings.");
      return CommandLineMain.FAILED;
    }
  }

  /** What would mean something else on another machine is refused. */
  private static void check(SharedCommand command, SparkConf settings) {
    if (settings.get("spark.master").startsWith("local")) {
      return;
    }
    if (!command.namesCache()) {
      throw new InputException(
          "Say with --cache DIR which folder keeps what is computed; all machines must see it.");
    }
    for (Path path : command.paths()) {
      if (!path.isAbsolute()) {
        throw new InputException(
            "The path "
                + path
                + " depends on where a process runs; give the whole path, which must be the same"
                + " on all machines.");
      }
    }
  }

  private static void complete(SparkConf settings, List<String> program) {
    settings.setIfMissing("spark.app.name", "Vladoscope " + program.getFirst());
    settings.setIfMissing("spark.ui.enabled", "false");
    settings.setIfMissing("spark.ui.showConsoleProgress", "false");
    // Where a part of the index is loaded it is searched, also if another core is idle for a while.
    settings.setIfMissing("spark.locality.wait.process", "60s");
    // The program brings another version of LZ4, which reads files of HDF5.
    settings.setIfMissing("spark.io.compression.codec", "zstd");
    StringBuilder options = new StringBuilder("--enable-native-access=ALL-UNNAMED");
    options.append(" -Dvladoscope.log=WARN");
    String classPath = System.getProperty("java.class.path");
    if (!settings.contains("spark.jars")) {
      settings.setIfMissing("spark.executor.extraClassPath", classPath);
      if (settings.get("spark.executor.extraClassPath").equals(classPath)) {
        classArchive().ifPresent(file -> options.append(' ').append(file).append(QUIET));
      }
    }
    // What the user says comes last, and counts.
    options.append(' ').append(settings.get("spark.executor.extraJavaOptions", ""));
    settings.set("spark.executor.extraJavaOptions", options.toString().strip());
  }

  /**
   * The option to start from classes that an earlier command left loaded and verified, if there
   * are. They lie beside the jars, which all machines see; a JVM leaves them aside if they do not
   * fit it.
   */
  private static Optional<String> classArchive() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith(ARCHIVE) && !option.contains(" "))
        .filter(option -> Files.isRegularFile(Path.of(option.substring(ARCHIVE.length()))))
        .findFirst();
  }
}

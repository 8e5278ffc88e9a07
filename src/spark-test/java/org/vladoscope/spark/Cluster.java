package org.vladoscope.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Spark cluster on this machine's loopback: a master and two workers with one core each, every
 * one a process of its own. All end when it is closed.
 */
final class Cluster implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 600;

  /** What Spark opens by reflection. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.util.calendar");

  private final Path folder;
  private final int port;
  private final Process master;
  private final List<Process> workers = new ArrayList<>();

  /** How a process ended. */
  record End(int code, String text) {}

  /** Starts it and waits until it listens. */
  Cluster(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.port = freePort();
    // Workers look for Spark's libraries there; all are on the class path.
    Files.createDirectories(folder.resolve("home/jars"));
    master =
        start(
            "master",
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            "--webui-port",
            "0");
    awaitPort();
    for (int i = 0; i < 2; i++) {
      workers.add(startWorker(i));
    }
  }

  private Process startWorker(int number) throws IOException {
    return start(
        "worker" + number,
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "1500m",
        "--work-dir",
        folder.resolve("work" + number).toString(),
        "--webui-port",
        "0",
        url());
  }

  /** Starts a worker that was killed anew. */
  void restart(int worker) throws IOException {
    workers.set(worker, startWorker(worker));
  }

  /** Its address. */
  String url() {
    return "spark://127.0.0.1:" + port;
  }

  /** Starts a command whose work it shares. */
  Process run(String name, Path log, Object... arguments) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--master",
                url(),
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.executor.memory=700m",
                // Nothing begins before both workers have a part of it.
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1.0",
                "--conf",
                "spark.extraListeners=" + LostTasks.class.getName(),
                "--conf",
                "spark.scheduler.maxRegisteredResourcesWaitingTime=300s"));
    for (Object argument : arguments) {
      words.add(String.valueOf(argument));
    }
    return start(name, log, SparkMain.class.getName(), words);
  }

  /** Runs the program as on one machine, or a part of the cluster, to its end. */
  static End end(Process process, Path log) throws IOException, InterruptedException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no end: " + Files.readString(log));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return new End(process.exitValue(), Files.readString(log));
  }

  /** Kills a worker and what it started, as if its machine lost power. */
  void kill(int worker) throws InterruptedException {
    Process process = workers.get(worker);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  private Process start(String name, String main, String... arguments) throws IOException {
    return start(name, folder.resolve(name + ".log"), main, List.of(arguments));
  }

  /** Starts a class of the class path of this process. */
  Process start(String name, Path log, String main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-Dvladoscope.log=WARN",
            "-Xmx700m",
            "-cp",
            System.getProperty("java.class.path"),
            main));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Files.createDirectories(folder.resolve("in-" + name)).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                folder.resolve("home").toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "JAVA_HOME",
                System.getProperty("java.home") + File.separator));
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        Thread.sleep(200);
      }
    }
    throw new IllegalStateException("the master does not listen");
  }

  @Override
  public void close() throws InterruptedException {
    for (int i = 0; i < workers.size(); i++) {
      kill(i);
    }
    master.destroyForcibly().waitFor();
  }
}

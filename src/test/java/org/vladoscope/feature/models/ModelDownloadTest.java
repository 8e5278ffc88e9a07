package org.vladoscope.feature.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.store.ApplicationFolders;

/** Downloads from a server on this machine that misbehaves in every way. */
class ModelDownloadTest {

  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  @TempDir Path folder;
  private HttpServer server;
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private volatile int cutAfter = Integer.MAX_VALUE;
  private volatile int status;
  private volatile String etag = "\"one\"";
  private final AtomicBoolean stopped = new AtomicBoolean();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/weights.pth", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    stopped.set(true);
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    if (status != 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    boolean same = etag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
    int from =
        range == null || !same ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    exchange.getResponseHeaders().set("ETag", etag);
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, CONTENT.length - from);
    int to = from + Math.min(CONTENT.length - from, cutAfter);
    exchange.getResponseBody().write(CONTENT, from, to - from);
    exchange.getResponseBody().flush();
    if (to == CONTENT.length) {
      exchange.close();
      return;
    }
    if (stallInsteadOfCutting) {
      while (!stopped.get()) {
        try {
          Thread.sleep(20);
        } catch (InterruptedException e) {
          break;
        }
      }
    }
    // Too few bytes: the server breaks the connection off.
    exchange.close();
  }

  private volatile boolean stallInsteadOfCutting;

  private CatalogEntry entry(String sha256) {
    return new CatalogEntry(
        "tiny",
        "vgg16",
        "weights.pth",
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/weights.pth"),
        0,
        sha256,
        "none",
        "");
  }

  private ModelDownload download() {
    return new ModelDownload(new ModelsFolder(folder.resolve("models")), Duration.ofSeconds(1));
  }

  private Path target() {
    return folder.resolve("models/weights.pth");
  }

  @Test
  void aFileArrivesWholeWithItsHashAndProgress() throws IOException {
    List<String> reports = Collections.synchronizedList(new ArrayList<>());
    Progress progress =
        new Progress() {
          @Override
          public void report(String message, double fraction) {
            reports.add(message);
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };

    ModelDownload.Result result = download().run(entry(ContentHash.of(CONTENT).hex()), progress);

    assertThat(result.file()).isEqualTo(target());
    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    assertThat(reports).contains("weights.pth, 0.3 of 0.3 MB");
    assertThat(Files.list(folder.resolve("models"))).containsExactly(target());
  }

  @Test
  void aConnectionThatBreaksOffIsTakenUpWhereItEnded() throws IOException {
    cutAfter = 100_000;
    assertThatThrownBy(() -> download().run(entry(""), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tiny could not be downloaded")
        .hasMessageContaining("put it into " + folder.resolve("models"));
    assertThat(target()).doesNotExist();
    cutAfter = Integer.MAX_VALUE;

    download().run(entry(ContentHash.of(CONTENT).hex()), Progress.NONE);

    assertThat(ranges).containsExactly("null", "bytes=100000-");
    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
  }

  @Test
  void aFileThatWasChangedMeanwhileIsLoadedFromTheStart() throws IOException {
    cutAfter = 100_000;
    assertThatThrownBy(() -> download().run(entry(""), Progress.NONE))
        .isInstanceOf(InputException.class);
    cutAfter = Integer.MAX_VALUE;
    etag = "\"two\"";

    download().run(entry(""), Progress.NONE);

    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
  }

  @Test
  void aFileWithAnotherHashIsDeletedAndBothHashesAreTold() {
    assertThatThrownBy(() -> download().run(entry("00000000"), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(ContentHash.of(CONTENT).abbreviated())
        .hasMessageContaining("instead of 00000000")
        .hasMessageContaining("was deleted");
    assertThat(target()).doesNotExist();
    assertThat(folder.resolve("models/weights.pth.part")).doesNotExist();
  }

  @Test
  void aFileThatIsNotThereIsToldWithTheServersAnswer() {
    status = 404;

    assertThatThrownBy(() -> download().run(entry(""), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the server answered with status 404");
  }

  @Test
  void withoutConnectionOneSentenceSaysHowToAddTheFileByHand() {
    CatalogEntry entry = entry("");
    server.stop(0);

    assertThatThrownBy(() -> download().run(entry, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "tiny could not be downloaded: there is no connection to 127.0.0.1; try again, or"
                + " fetch %s elsewhere and put it into %s as weights.pth.",
            entry.url(), folder.resolve("models"));
  }

  @Test
  void aServerThatStopsSendingIsNotWaitedForForever() {
    cutAfter = 1000;
    stallInsteadOfCutting = true;

    assertThatThrownBy(() -> download().run(entry(""), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the server stopped sending");
  }

  @Test
  void aCancelKeepsWhatWasLoaded() throws IOException {
    cutAfter = 1000;
    stallInsteadOfCutting = true;
    AtomicBoolean cancelled = new AtomicBoolean();
    Progress progress =
        new Progress() {
          @Override
          public void report(String message, double fraction) {
            cancelled.set(true);
          }

          @Override
          public boolean isCancelled() {
            return cancelled.get();
          }
        };

    assertThatThrownBy(() -> download().run(entry(""), progress))
        .isInstanceOf(CancellationException.class);

    assertThat(Files.readAllBytes(folder.resolve("models/weights.pth.part")))
        .isEqualTo(Arrays.copyOf(CONTENT, 1000));
  }

  @Test
  void theListsHoldOnlyPlainFileNamesAndEncryptedAddresses() throws IOException {
    ModelsFolder models = new ModelsFolder(folder);
    assertThat(ModelCatalog.read(models).entries()).isNotEmpty();
    assertThatThrownBy(
            () ->
                new CatalogEntry(
                    "x", "vgg16", "../x.pth", URI.create("https://e.org/x"), 0, "", "", ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("plain name");
    assertThatThrownBy(
            () ->
                new CatalogEntry(
                    "x", "vgg16", "x.pth", URI.create("http://e.org/x"), 0, "", "", ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("https://");

    Files.writeString(
        folder.resolve("catalog.json"),
        "{\"models\": [{\"name\": \"ours\", \"backbone\": \"vgg16\", \"file\": \"ours.pth\","
            + " \"url\": \"https://example.org/ours.pth\"}]}");
    assertThat(ModelCatalog.read(models).get("ours").licence()).isEqualTo("not stated");
    Files.writeString(folder.resolve("catalog.json"), "{");
    assertThatThrownBy(() -> ModelCatalog.read(models))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.resolve("catalog.json").toString());
  }

  @Test
  void theFolderIsWhereTheSystemKeepsDataUnlessAVariableSaysOtherwise() throws IOException {
    Path home = folder.resolve("home").toAbsolutePath();
    ApplicationFolders system = ApplicationFolders.of("Linux", home, Map.of());
    assertThat(ModelsFolder.standard(system, Map.of()).path())
        .isEqualTo(home.resolve(".local/share/vladoscope/models"));
    assertThat(ModelsFolder.standard(system, Map.of(ModelsFolder.VARIABLE, "/data")).path())
        .isEqualTo(Path.of("/data"));
    ModelsFolder models = new ModelsFolder(folder);
    Files.createFile(folder.resolve("b.pth"));
    Files.createFile(folder.resolve("a.safetensors"));
    Files.createFile(folder.resolve("note.txt"));
    assertThat(models.items())
        .extracting(item -> String.valueOf(item.file().getFileName()))
        .containsExactly("a.safetensors", "b.pth");
    assertThat(models.resolve(Path.of("b.pth"))).isEqualTo(folder.resolve("b.pth"));
    assertThat(models.resolve(Path.of("c.pth"))).isEqualTo(Path.of("c.pth"));
  }

  @Test
  void aMachineOnWhichJavaCannotConnectIsToldHowToAddTheFileByHand() {
    ModelDownload download =
        new ModelDownload(
            new ModelsFolder(folder),
            Duration.ofSeconds(1),
            () -> {
              throw new UncheckedIOException(new IOException("NoSuchAlgorithmException: Default"));
            });
    assertThatThrownBy(() -> download.run(entry(""), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("tiny could not be downloaded: Java cannot open connections here")
        .hasMessageContaining("put it into " + folder)
        .hasMessageNotContaining("NoSuchAlgorithm");
  }

  @Test
  void aSizeThatNobodyKnowsIsSaidAndNotGuessed() {
    assertThat(entry("").size()).isEqualTo("size unknown");
    List<CatalogEntry> listed = ModelCatalog.read(new ModelsFolder(folder)).entries();
    assertThat(listed).extracting(CatalogEntry::name).contains("dinov2_vitb14", "dino_salad");
    assertThat(listed)
        .filteredOn(e -> e.name().equals("megaloc"))
        .extracting(CatalogEntry::size)
        .containsExactly("size unknown");
    assertThat(listed)
        .filteredOn(e -> e.name().startsWith("anyloc"))
        .hasSize(5)
        .extracting(CatalogEntry::size)
        .containsOnly("0.2 MB");
    assertThat(listed).extracting(CatalogEntry::licence).noneMatch(String::isBlank);
  }
}

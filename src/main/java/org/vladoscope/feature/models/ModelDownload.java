package org.vladoscope.feature.models;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.store.WholeFile;

/**
 * Downloads a file with weights into the models folder. What was loaded before a cancel or a broken
 * connection is kept in a {@code .part} file and not loaded again; the file gets its name when it
 * is whole and has the published hash.
 */
public final class ModelDownload {

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration STALL = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 200;
  private static final long MAX_BYTES = 8L << 30;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final ModelsFolder folder;
  private final Duration stall;
  private final Supplier<HttpClient> clients;

  /** Downloads into a folder, which is made if need be. */
  public ModelDownload(ModelsFolder folder) {
    this(folder, STALL);
  }

  ModelDownload(ModelsFolder folder, Duration stall) {
    this(
        folder,
        stall,
        () ->
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .build());
  }

  ModelDownload(ModelsFolder folder, Duration stall, Supplier<HttpClient> clients) {
    this.folder = folder;
    this.stall = stall;
    this.clients = clients;
  }

  /** What connects; Java's certificates or the number of open files can stand against it. */
  private HttpClient client(CatalogEntry entry) {
    try {
      return clients.get();
    } catch (UncheckedIOException e) {
      throw failure(
          entry,
          "Java cannot open connections here; its certificates cannot be read"
              + " (javax.net.ssl.trustStore), or too many files are open",
          e);
    }
  }

  /**
   * A file that was downloaded.
   *
   * @param file where it is
   * @param sha256 its hash
   */
  public record Result(Path file, ContentHash sha256) {}

  /**
   * Downloads a file, or checks the one that is there.
   *
   * @throws InputException in one sentence that also says how to add the file by hand
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public Result run(CatalogEntry entry, Progress progress) {
    Path target = folder.path().resolve(entry.file());
    Path part = folder.path().resolve(entry.file() + ".part");
    Path tag = folder.path().resolve(entry.file() + ".part.etag");
    try {
      Files.createDirectories(folder.path());
      if (Files.exists(target)) {
        return checked(entry, target, target, progress);
      }
      load(entry, part, tag, progress);
      Result result = checked(entry, part, target, progress);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(tag);
      return result;
    } catch (IOException e) {
      throw failure(entry, FileProblem.of(e), e);
    }
  }

  private Result checked(CatalogEntry entry, Path file, Path target, Progress progress)
      throws IOException {
    progress.report("Checking " + entry.file(), 1);
    progress.check();
    ContentHash hash = ContentHash.ofFile(file);
    if (!hash.hex().startsWith(entry.sha256())) {
      boolean old = file.equals(target);
      if (!old) {
        Files.delete(file);
      }
      throw new InputException(
          String.format(
              "%s has the SHA-256 %s\u2026 instead of %s\u2026, so it is not the published file%s.",
              file,
              hash.abbreviated(),
              entry.sha256().substring(0, Math.min(12, entry.sha256().length())),
              old ? "; move it away to download it again" : " and was deleted"));
    }
    return new Result(target, hash);
  }

  private void load(CatalogEntry entry, Path part, Path tag, Progress progress) throws IOException {
    long have = Files.exists(part) && Files.exists(tag) ? Files.size(part) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(entry.url()).timeout(CONNECT).GET();
    if (have > 0) {
      // The rest of the same file, or all of it if it was changed meanwhile.
      request.header("Range", "bytes=" + have + "-").header("If-Range", Files.readString(tag));
    }
    AtomicLong received = new AtomicLong();
    try (HttpClient client = client(entry)) {
      CompletableFuture<HttpResponse<Void>> response =
          client.sendAsync(
              request.build(), info -> body(info, have, part, tag, received, entry, progress));
      try {
        await(response, received, progress);
        if (response.join().statusCode() == RANGE_NOT_SATISFIABLE) {
          // It was whole already.
          return;
        }
      } catch (TimeoutException e) {
        throw failure(entry, "the server stopped sending", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof InputException input) {
          throw input;
        }
        throw failure(entry, reason(entry, e.getCause() == null ? e : e.getCause()), e);
      } finally {
        response.cancel(true);
        client.shutdownNow();
      }
    }
  }

  /** Waits without blocking a cancel for long. */
  private void await(CompletableFuture<?> response, AtomicLong received, Progress progress)
      throws ExecutionException, TimeoutException {
    long last = -1;
    long since = System.nanoTime();
    while (true) {
      progress.check();
      try {
        response.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        long now = received.get();
        if (now != last) {
          last = now;
          since = System.nanoTime();
        } else if (System.nanoTime() - since > stall.toNanos()) {
          throw e;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
    }
  }

  private BodySubscriber<Void> body(
      ResponseInfo info,
      long have,
      Path part,
      Path tag,
      AtomicLong received,
      CatalogEntry entry,
      Progress progress) {
    int status = info.statusCode();
    if (status == RANGE_NOT_SATISFIABLE && have > 0) {
      return BodySubscribers.discarding();
    }
    if (status != OK && status != PARTIAL) {
      throw failure(entry, "the server answered with status " + status, null);
    }
    boolean resumed = status == PARTIAL;
    if (resumed
        && !info.headers()
            .firstValue("Content-Range")
            .orElse("")
            .startsWith("bytes " + have + "-")) {
      throw failure(entry, "the server sent another part than was asked for", null);
    }
    OptionalLong length = info.headers().firstValueAsLong("Content-Length");
    long start = resumed ? have : 0;
    if (length.orElse(0) > MAX_BYTES - start) {
      throw failure(entry, "it is larger than 8 GB", null);
    }
    try {
      WholeFile.write(
          tag,
          info.headers().firstValue("ETag").orElse("\"none\"").getBytes(StandardCharsets.UTF_8));
      return BodySubscribers.fromSubscriber(
          new PartFile(part, start, length, received, entry, progress), file -> null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputException failure(CatalogEntry entry, String reason, @Nullable Throwable cause) {
    return new InputException(
        String.format(
            "%s could not be downloaded: %s; try again, or fetch %s elsewhere and put it into %s"
                + " as %s.",
            entry.name(), reason, entry.url(), folder.path(), entry.file()),
        cause);
  }

  private static String reason(CatalogEntry entry, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null && !(root instanceof ConnectException)) {
      root = root.getCause();
    }
    if (root instanceof ConnectException
        || root instanceof UnresolvedAddressException
        || root instanceof UnknownHostException
        || cause instanceof HttpConnectTimeoutException) {
      return "there is no connection to " + entry.url().getHost();
    }
    if (root instanceof HttpTimeoutException) {
      return entry.url().getHost() + " does not answer";
    }
    if (root instanceof EOFException || String.valueOf(root.getMessage()).contains("EOF")) {
      return "the connection broke off";
    }
    return root instanceof Exception e ? FileProblem.of(e) : String.valueOf(root.getMessage());
  }

  /** Writes what comes to the end of the part file. */
  private static final class PartFile implements Flow.Subscriber<List<ByteBuffer>> {
    private final FileChannel channel;
    private final long start;
    private final OptionalLong length;
    private final AtomicLong received;
    private final CatalogEntry entry;
    private final Progress progress;
    private Flow.@Nullable Subscription subscription;

    PartFile(
        Path part,
        long start,
        OptionalLong length,
        AtomicLong received,
        CatalogEntry entry,
        Progress progress)
        throws IOException {
      this.channel =
          FileChannel.open(
                  part,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS)
              .truncate(start)
              .position(start);
      this.start = start;
      this.length = length;
      this.received = received;
      this.entry = entry;
      this.progress = progress;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      try {
        for (ByteBuffer buffer : buffers) {
          while (buffer.hasRemaining()) {
            received.addAndGet(channel.write(buffer));
          }
        }
        if (start + received.get() > MAX_BYTES) {
          throw new IOException("it is larger than 8 GB");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      double done = (start + received.get()) / 1e6;
      double all = length.isPresent() ? (start + length.getAsLong()) / 1e6 : entry.megabytes();
      progress.report(
          String.format(Locale.ROOT, "%s, %.1f of %.1f MB", entry.file(), done, all),
          all > 0 ? Math.min(1, done / all) : 0);
      Flow.Subscription now = subscription;
      if (now != null) {
        if (progress.isCancelled()) {
          now.cancel();
        } else {
          now.request(1);
        }
      }
    }

    @Override
    public void onError(Throwable error) {
      close();
    }

    @Override
    public void onComplete() {
      close();
    }

    private void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package org.vladoscope.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;

/**
 * The one place that decides where arithmetic runs: the device, the number of threads, and the
 * tensor library behind both. The library is loaded when it is first needed, so that a run that
 * finds everything in its caches does not pay for it.
 *
 * <p>Work is spread over images and pairs, one per worker, and each tensor operation stays on its
 * worker's thread: no thread pool inside another.
 */
public final class Compute implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Compute.class);
  private static final int PATIENCE_SECONDS = 5;

  /** What a worker does with the product of some rows; see {@link #forEachProductBlock}. */
  @FunctionalInterface
  public interface ProductBlock {
    /**
     * Takes rows of the product. The values are only valid during the call.
     *
     * @param firstRow index of the first row in the left matrix
     * @param rows number of rows
     * @param products {@code [rows, b.rows]}, row-major, perhaps followed by other values
     */
    void accept(int firstRow, int rows, float[] products);
  }

  /** Work on one of many items. */
  @FunctionalInterface
  public interface Task {
    /** Does item {@code index}. */
    void run(int index) throws Exception;
  }

  // A block of a product has so many rows: many, since each block goes over the right side again,
  // but not too many values to hold. It does not depend on the number of threads, and so neither
  // does the rounding.
  private static final int MAX_BLOCK_ROWS = 512;
  private static final int MIN_BLOCK_ROWS = 128;
  private static final int BLOCK_VALUES = 1 << 21;

  /** Products below this many multiplications are not worth sharing between workers. */
  private static final long PARALLEL_FROM = 50_000_000L;

  private final DeviceChoice choice;
  private final int threads;
  private final Processor processor;
  private final ExecutorService workers;
  private final ThreadLocal<Boolean> isWorker = ThreadLocal.withInitial(() -> false);
  private @org.jspecify.annotations.Nullable TensorRuntime runtime;
  private @org.jspecify.annotations.Nullable Compute onCpu;

  private Compute(DeviceChoice choice, int threads, Processor processor) {
    this.choice = choice;
    this.processor = processor;
    this.threads = threads;
    AtomicInteger number = new AtomicInteger();
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread =
                  new Thread(
                      () -> {
                        isWorker.set(true);
                        task.run();
                      },
                      "compute-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Opens with one worker per processor. */
  public static Compute open(DeviceChoice choice) {
    return open(choice, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Opens with a given number of workers.
   *
   * @param threads 1 or more
   */
  public static Compute open(DeviceChoice choice, int threads) {
    return open(choice, threads, Processor.current());
  }

  /**
   * Opens as if on a given processor, which decides what is refused.
   *
   * @param threads 1 or more
   */
  public static Compute open(DeviceChoice choice, int threads, Processor processor) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
    return new Compute(choice, threads, processor);
  }

  /** Number of workers. */
  public int threads() {
    return threads;
  }

  /**
   * The device, for people, such as "CPU, 2 threads".
   *
   * @throws org.vladoscope.common.InputException if a GPU was demanded and there is none
   */
  public String description() {
    return choice == DeviceChoice.CPU ? cpuDescription() : runtime().describe(cpuDescription());
  }

  private String cpuDescription() {
    return "CPU, " + threads + (threads == 1 ? " thread" : " threads");
  }

  /**
   * Loads the tensor library, if it is not loaded yet. Its BLAS and OpenMP serve other native code
   * too, which must not be loaded before.
   *
   * @throws org.vladoscope.common.InputException if it cannot be loaded, or a GPU was demanded and
   *     there is none
   */
  public void loadTensorLibrary() {
    runtime();
  }

  /**
   * Begins to load the tensor library on a worker, for whoever will need it in a moment and has
   * other things to do first. If it cannot be loaded, those who need it are told.
   */
  public void loadTensorLibraryAhead() {
    workers.execute(
        () -> {
          try {
            runtime();
          } catch (InputException e) {
            LOG.debug("The tensor library was not loaded ahead", e);
          }
        });
  }

  synchronized TensorRuntime runtime() {
    if (runtime == null) {
      runtime = TensorRuntime.start(choice);
    }
    return runtime;
  }

  /**
   * Runs tasks 0 to {@code count − 1} on the workers and waits for all of them. From inside a
   * worker they run one after the other on that worker.
   *
   * @param progress asked before each task whether to stop
   * @throws CancellationException if cancelled; tasks under way have ended by then
   */
  public void parallel(int count, Progress progress, Task task) {
    if (isWorker.get() || count == 1) {
      for (int i = 0; i < count; i++) {
        progress.check();
        runUnchecked(task, i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement();
              i < count && failed.get() == 0 && !progress.isCancelled();
              i = next.getAndIncrement()) {
            try {
              runUnchecked(task, i);
            } catch (RuntimeException | Error e) {
              failed.incrementAndGet();
              throw e;
            }
          }
        };
    // The caller does its share too, so that its work ends even if every worker waits for a lock
    // that the caller holds.
    List<AtomicBoolean> taken = new ArrayList<>();
    List<Future<?>> helpers = new ArrayList<>();
    for (int t = 1; t < Math.min(threads, count); t++) {
      AtomicBoolean mark = new AtomicBoolean();
      taken.add(mark);
      helpers.add(
          workers.submit(
              () -> {
                if (mark.compareAndSet(false, true)) {
                  share.run();
                }
              }));
    }
    List<Future<?>> begun = new ArrayList<>();
    FutureTask<?> own = new FutureTask<>(share, null);
    begun.add(own);
    isWorker.set(true);
    try {
      own.run();
    } finally {
      isWorker.set(false);
    }
    for (int t = 0; t < helpers.size(); t++) {
      // Nothing is left to do for a helper that has not begun.
      if (!taken.get(t).compareAndSet(false, true)) {
        begun.add(helpers.get(t));
      }
    }
    awaitAll(begun);
    progress.check();
  }

  private static void runUnchecked(Task task, int index) {
    try {
      task.run(index);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitAll(List<Future<?>> futures) {
    Throwable failure = null;
    boolean interrupted = false;
    for (Future<?> future : futures) {
      boolean done = false;
      while (!done) {
        try {
          future.get();
          done = true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          failure = failure == null ? e.getCause() : failure;
          done = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  /**
   * Why a precision cannot be used here, in a sentence; empty if it can. A GPU rounds to bfloat16
   * if asked for, a processor only where it has instructions that multiply such numbers. Products
   * of bytes run on the processor in any case.
   */
  public Optional<String> refusal(Precision precision) {
    Optional<String> reason = processor.refusal(precision);
    return precision == Precision.BF16 && reason.isPresent() && isGpu() ? Optional.empty() : reason;
  }

  /**
   * Makes sure that a precision can be used.
   *
   * @throws org.vladoscope.common.InputException saying why not
   */
  public void check(Precision precision) {
    refusal(precision)
        .ifPresent(
            reason -> {
              throw new InputException(reason);
            });
  }

  /** {@link #timesTransposed(FloatMatrix, FloatMatrix, Precision)} in full precision. */
  public FloatMatrix timesTransposed(FloatMatrix a, FloatMatrix b) {
    return timesTransposed(a, b, Precision.FP32);
  }

  /**
   * The product a·bᵀ: all dot products between the rows of both.
   *
   * @param a {@code [n, d]}
   * @param b {@code [m, d]}
   * @param precision what factors are rounded to
   * @return {@code [n, m]}
   */
  public FloatMatrix timesTransposed(FloatMatrix a, FloatMatrix b, Precision precision) {
    FloatMatrix result = FloatMatrix.zeros(a.rows(), b.rows());
    forEachProductBlock(
        a,
        b,
        precision,
        (firstRow, rows, products) ->
            System.arraycopy(products, 0, result.data(), firstRow * b.rows(), rows * b.rows()));
    return result;
  }

  /**
   * {@link #forEachProductBlock(FloatMatrix, FloatMatrix, Precision, ProductBlock)}, all digits.
   */
  public void forEachProductBlock(FloatMatrix a, FloatMatrix b, ProductBlock consumer) {
    forEachProductBlock(a, b, Precision.FP32, consumer);
  }

  /**
   * Hands out the product a·bᵀ in blocks of rows without ever holding it whole. Blocks of a large
   * product arrive from several workers at once, in any order.
   *
   * @param a {@code [n, d]}
   * @param b {@code [m, d]}
   * @param precision what factors are rounded to
   */
  public void forEachProductBlock(
      FloatMatrix a, FloatMatrix b, Precision precision, ProductBlock consumer) {
    forEachProductBlock(a, b, precision, MAX_BLOCK_ROWS, consumer);
  }

  /**
   * The same in blocks of a few rows, for those who look at each value once: so many as stay in the
   * processor's cache between being copied and being looked at.
   *
   * @param group most rows of a block, 1 or more
   */
  public void forEachProductBlock(
      FloatMatrix a, FloatMatrix b, Precision precision, int group, ProductBlock consumer) {
    if (a.cols() != b.cols()) {
      throw new IllegalArgumentException(
          "rows of " + a.cols() + " and of " + b.cols() + " values have no dot product");
    }
    if (a.rows() == 0 || b.rows() == 0) {
      return;
    }
    int blockRows = Math.clamp(BLOCK_VALUES / b.rows(), MIN_BLOCK_ROWS, MAX_BLOCK_ROWS);
    int blocks = (a.rows() + blockRows - 1) / blockRows;
    boolean share = (long) a.rows() * b.rows() * a.cols() >= PARALLEL_FROM && !isWorker.get();
    int shares = share ? Math.min(threads, blocks) : 1;
    try (ProductSide right = rightSide(a.rows(), b, precision)) {
      Task task =
          share0 -> {
            for (int block = share0; block < blocks; block += shares) {
              int from = block * blockRows;
              int rows = Math.min(blockRows, a.rows() - from);
              right.product(a, from, rows, group, consumer);
            }
          };
      if (shares == 1) {
        runUnchecked(task, 0);
      } else {
        parallel(shares, Progress.NONE, task);
      }
    }
  }

  private ProductSide rightSide(int leftRows, FloatMatrix b, Precision precision) {
    if (precision == Precision.INT8) {
      // A GPU's operator wants shapes that patches do not have.
      return new ByteSide((isGpu() ? onCpu() : this).runtime(), b);
    }
    if (isGpu()) {
      return new FallbackSide(
          () -> new TensorSide(runtime(), b, precision), () -> new NativeSide(b));
    }
    if (precision != Precision.FP32) {
      return new TensorSide(runtime(), b, precision);
    }
    return PassingSide.suits(leftRows, b) ? new PassingSide(b) : new NativeSide(b);
  }

  /** True if networks and products run on a GPU, until its memory does not suffice. */
  public boolean isGpu() {
    return choice != DeviceChoice.CPU && runtime().device().isGpu();
  }

  /** The same work on the CPU, for what does not fit a GPU's memory. Closed with this one. */
  public synchronized Compute onCpu() {
    if (onCpu == null) {
      onCpu = new Compute(DeviceChoice.CPU, threads, processor);
    }
    return onCpu;
  }

  /**
   * Gives native memory that is free back to the system. It is kept for reuse otherwise, which
   * makes networks a third quicker, but what lies free between blocks that are used grows for
   * hundreds of images, and what follows a network needs blocks of other sizes. Does nothing where
   * the C library cannot.
   */
  public void giveBackFreedMemory() {
    NativeMemory.trim();
  }

  /**
   * Ends the workers, once they have ended what they do, and gives back the tensor library's
   * memory. What does not end in time keeps its memory, and {@link #isBusy} says so.
   */
  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A computation did not end within {} s", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (workers.isTerminated()) {
      closeRuntime();
    }
  }

  /**
   * True if a worker computes, even after {@link #close}: whoever ends the process then does it by
   * {@link ProcessEnd#now}.
   */
  public boolean isBusy() {
    return workers.isShutdown() && !workers.isTerminated();
  }

  private synchronized void closeRuntime() {
    if (onCpu != null) {
      onCpu.close();
    }
    if (runtime != null) {
      runtime.close();
    }
  }
}

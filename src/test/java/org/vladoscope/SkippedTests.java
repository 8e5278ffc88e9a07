package org.vladoscope;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Lists at the end of a run which tests did not run and why, for example because the processor
 * lacks an instruction: a skipped test must not pass for one that passed.
 */
public final class SkippedTests implements TestExecutionListener {

  private final Map<String, String> skipped = new TreeMap<>();

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    skipped.put(name(test), reason);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.ABORTED) {
      skipped.put(
          name(test),
          result.getThrowable().map(Throwable::getMessage).orElse("no reason is given"));
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    skipped.forEach((test, reason) -> System.out.println("Not run: " + test + ": " + reason));
    skipped.clear();
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(m -> m.getJavaClass().getSimpleName() + "." + test.getDisplayName())
        .orElseGet(test::getDisplayName);
  }
}

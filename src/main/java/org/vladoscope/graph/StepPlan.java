package org.vladoscope.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks ahead: follows the graph from what is wanted to what is kept, and counts what lies between.
 * Computes nothing. For one thread.
 */
public final class StepPlan implements Needs {

  private final Set<Object> planned = new HashSet<>();
  private Set<Object> subjects = new HashSet<>();
  private Workload.Builder work = new Workload.Builder();

  @Override
  public <U, V> void need(Step<U, V> step, U unit) {
    if (!planned.add(List.of(step.kind().id(), step.key(unit))) || step.isKnown(unit)) {
      return;
    }
    boolean first = subjects.add(List.of(step.kind().id(), step.subject(unit)));
    work.add(step.kind(), first ? step.count(unit) : 0, step.operations(unit));
    step.need(unit, this);
  }

  /** What was planned since this was asked last. */
  public Workload take() {
    Workload taken = work.build();
    subjects = new HashSet<>();
    work = new Workload.Builder();
    return taken;
  }
}

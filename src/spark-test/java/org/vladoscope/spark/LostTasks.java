package org.vladoscope.spark;

import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Says on the terminal which tasks did not come to their end; Spark makes one by its name. */
public final class LostTasks extends SparkListener {

  /** Begins each line. */
  static final String SIGN = "A task was lost: ";

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (!end.reason().equals(Success$.MODULE$)) {
      System.err.println(SIGN + end.reason());
    }
  }
}

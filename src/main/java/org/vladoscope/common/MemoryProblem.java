package org.vladoscope.common;

/** That there was too little memory, as a sentence for people. */
public final class MemoryProblem {

  private MemoryProblem() {}

  /**
   * An error with what to do.
   *
   * @param what could not be done, such as "to read poses.csv"
   */
  public static InputException of(String what, OutOfMemoryError cause) {
    long most = Runtime.getRuntime().maxMemory();
    return new InputException(
        String.format(
            "There is too little memory %s: Java may use %d MB here. Give it more with -Xmx, for"
                + " example -Xmx%dg.",
            what, most >> 20, (2 * most >> 30) + 1),
        cause);
  }
}

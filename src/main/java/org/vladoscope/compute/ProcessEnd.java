package org.vladoscope.compute;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process while native code still runs.
 *
 * <p>Both {@link System#exit} and {@link Runtime#halt} end in the C library's {@code exit}, which
 * takes the tensor library's data down under the threads that use them: the process then crashes
 * instead of ending.
 */
public final class ProcessEnd {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);

  private ProcessEnd() {}

  /**
   * Ends the process at once, by the C library's {@code _exit}: no hooks, nothing flushed, no
   * destructors.
   *
   * @param code exit code
   */
  public static void now(int code) {
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle exit =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("_exit"),
              FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
      exit.invokeExact(code);
    } catch (Throwable e) {
      LOG.debug("_exit failed, going on with halt", e);
    }
    Runtime.getRuntime().halt(code);
  }
}

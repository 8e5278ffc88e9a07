package org.vladoscope.index.faiss;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FAISS refused something; the message is FAISS's own, without the place in its source. */
public final class FaissException extends RuntimeException {

  private static final long serialVersionUID = 1;

  // "Error in void faiss::F(int) at ./faiss/F.cpp:59: Error: 'd > 0' failed: The dimension …"
  private static final Pattern FORM =
      Pattern.compile(
          "Error in .*? at \\S+:\\d+: (?:Error: '.*?' failed(?:: )?)?(?<text>.*)", Pattern.DOTALL);

  FaissException(RuntimeException cause) {
    super("FAISS: " + text(String.valueOf(cause.getMessage())), cause);
  }

  private static String text(String message) {
    Matcher matcher = FORM.matcher(message);
    boolean says = matcher.matches() && !matcher.group("text").isBlank();
    return (says ? matcher.group("text") : message).strip();
  }
}

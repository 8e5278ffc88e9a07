package org.vladoscope.common;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;

/**
 * How names of files are written in this session. On Linux Java leaves that to the language of the
 * session: one that is not set ({@code LC_ALL=C}) has no letters beyond ASCII, and files whose
 * names have some can neither be named nor told apart.
 */
public final class NameEncoding {

  private NameEncoding() {}

  /** True if all names can be written. */
  public static boolean isComplete() {
    return charset().equals(StandardCharsets.UTF_8);
  }

  private static Charset charset() {
    String name = System.getProperty("sun.jnu.encoding", "UTF-8");
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.US_ASCII;
    }
  }

  /** True if a name has letters that this session does not know. */
  public static boolean isLost(String name) {
    return !isComplete()
        && (name.indexOf(PlainText.HIDDEN) >= 0 || !charset().newEncoder().canEncode(name));
  }

  /** Says that a name cannot be used, and what to do about it. */
  public static InputException refusal(String name) {
    return new InputException(
        isComplete()
            ? "'" + name + "' is no name of a file; choose another."
            : "The name '"
                + name
                + "' has letters that names of files cannot have in this session, whose language"
                + " writes them in "
                + charset()
                + "; set LC_ALL=C.UTF-8 and start again.");
  }

  /** {@link #refusal(String)} of a name that became no path. */
  public static InputException refusal(InvalidPathException problem) {
    return refusal(problem.getInput());
  }
}

package org.vladoscope.file;

/** A file is not what it should be; the message goes on after "FILE cannot be used: ". */
public final class MalformedException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  /** With a phrase that says why, without a full stop. */
  public MalformedException(String reason) {
    super(reason);
  }

  /** With a phrase that says why, without a full stop, and its cause. */
  public MalformedException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** A name from the file, fit to be shown: short, and without control characters. */
  public static String shown(String name) {
    String clean = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}]", "?");
    return "'" + (clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "\u2026") + "'";
  }
}

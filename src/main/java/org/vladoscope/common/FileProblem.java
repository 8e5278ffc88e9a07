package org.vladoscope.common;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Why a file could not be used, in words that fit into a sentence: the exceptions of {@code
 * java.nio.file} carry just the file's name as their message.
 */
public final class FileProblem {

  private static final String OWN = "org.vladoscope.";

  /** What throws the words of the operating system, or those of a connection. */
  private static final List<String> SYSTEM =
      List.of("java.io.", "java.nio.", "sun.nio.", "java.net.", "sun.net.", "jdk.internal.net.");

  private FileProblem() {}

  /** A phrase such as "it does not exist", without a full stop. */
  public static String of(Exception problem) {
    if (problem instanceof NoSuchFileException || problem instanceof FileNotFoundException) {
      return "it does not exist";
    }
    if (problem instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (problem instanceof NotDirectoryException || problem instanceof FileAlreadyExistsException) {
      return "there is a file where a folder is needed";
    }
    if (problem instanceof DirectoryNotEmptyException) {
      return "there is a folder where a file is needed";
    }
    if (problem instanceof FileSystemLoopException) {
      return "it is a link to a folder around it";
    }
    if (problem instanceof ReadOnlyFileSystemException) {
      return "it can only be read";
    }
    if (problem instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    if (problem instanceof FileSystemException e && e.getReason() != null) {
      return uncapitalised(e.getReason());
    }
    if (problem.getCause() instanceof IOException cause) {
      return of(cause);
    }
    String message = problem.getMessage();
    if (message == null || message.isBlank()) {
      return "the reason is not known";
    }
    return isInOurWords(problem)
        ? trimmed(message)
        : "it is damaged, or of a kind that is not read";
  }

  /**
   * True if a message can be told: it is this program's own or the operating system's. What codecs
   * and readers of formats say is for those who wrote them.
   */
  private static boolean isInOurWords(Exception problem) {
    StackTraceElement[] trace = problem.getStackTrace();
    String thrower = trace.length == 0 ? OWN : trace[0].getClassName();
    return thrower.startsWith(OWN) || SYSTEM.stream().anyMatch(thrower::startsWith);
  }

  /**
   * Goes on if a file failed by itself.
   *
   * @throws CancellationException if the thread was asked to stop meanwhile, which is no failure of
   *     the file: the thread stays interrupted
   */
  public static void checkInterrupt(Exception problem) {
    for (Throwable at = problem; at != null; at = at.getCause()) {
      if (at instanceof ClosedByInterruptException || at instanceof InterruptedIOException) {
        CancellationException stopped = new CancellationException("interrupted");
        stopped.initCause(problem);
        throw stopped;
      }
    }
  }

  private static String uncapitalised(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static String trimmed(String message) {
    String line = message.lines().findFirst().orElse(message).strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}

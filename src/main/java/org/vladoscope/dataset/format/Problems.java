package org.vladoscope.dataset.format;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.PlainText;

/** What is wrong with the lines of a file: the first few are told, the others counted. */
final class Problems {

  private static final int TOLD = 20;

  private final String fileName;
  private final List<String> sentences = new ArrayList<>();

  Problems(String fileName) {
    this.fileName = fileName;
  }

  /** Adds a problem, a phrase without a full stop. */
  void add(long line, String problem) {
    sentences.add(fileName + ", line " + line + ": " + PlainText.line(problem) + ".");
  }

  /** Number of problems. */
  int count() {
    return sentences.size();
  }

  /** The first problem, a whole sentence. */
  String first() {
    return sentences.getFirst();
  }

  /** Adds a sentence for each of the first problems and one for all others. */
  void addTo(List<String> warnings) {
    warnings.addAll(sentences.subList(0, Math.min(TOLD, count())));
    if (count() > TOLD) {
      warnings.add(fileName + " has " + (count() - TOLD) + " more lines like these.");
    }
  }
}

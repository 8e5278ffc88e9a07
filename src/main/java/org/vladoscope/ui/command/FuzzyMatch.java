package org.vladoscope.ui.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How well a few typed letters stand for a text that has them in this order. Letters at the
 * beginnings of words and letters in a row count more, gaps cost a little.
 *
 * @param score higher is better; 0 for nothing typed
 * @param positions where in the text the letters are, rising
 */
public record FuzzyMatch(int score, int[] positions) {

  private static final int LETTER = 1;
  private static final int WORD_START = 8;
  private static final int IN_A_ROW = 6;
  private static final int NEVER = Integer.MIN_VALUE / 2;

  /** The best way to find the letters in the text, spaces in what was typed left aside. */
  public static Optional<FuzzyMatch> of(String typed, String text) {
    String wanted = typed.toLowerCase(Locale.ROOT).replace(" ", "");
    String where = text.toLowerCase(Locale.ROOT);
    int m = wanted.length();
    int n = where.length();
    if (m == 0) {
      return Optional.of(new FuzzyMatch(0, new int[0]));
    }
    // best[i][j]: best score of the first i+1 letters with letter i at position j.
    int[][] best = new int[m][n];
    int[][] from = new int[m][n];
    for (int i = 0; i < m; i++) {
      Arrays.fill(best[i], NEVER);
      int reach = i == 0 ? 0 : NEVER;
      int reachFrom = -1;
      for (int j = 0; j < n; j++) {
        if (i > 0 && j > 0) {
          // Each letter that is skipped costs one point.
          reach--;
          if (best[i - 1][j - 1] > reach) {
            reach = best[i - 1][j - 1];
            reachFrom = j - 1;
          }
        }
        if (where.charAt(j) == wanted.charAt(i) && reach > NEVER / 2) {
          int inRow = i > 0 && j > 0 ? best[i - 1][j - 1] + IN_A_ROW : NEVER;
          boolean continues = inRow >= reach;
          best[i][j] = LETTER + (isWordStart(text, j) ? WORD_START : 0) + Math.max(reach, inRow);
          from[i][j] = continues ? j - 1 : reachFrom;
        }
      }
    }
    return traceBack(best, from, m, n);
  }

  private static Optional<FuzzyMatch> traceBack(int[][] best, int[][] from, int m, int n) {
    int last = -1;
    for (int j = 0; j < n; j++) {
      if (best[m - 1][j] > NEVER / 2 && (last < 0 || best[m - 1][j] > best[m - 1][last])) {
        last = j;
      }
    }
    if (last < 0) {
      return Optional.empty();
    }
    int score = best[m - 1][last];
    int[] positions = new int[m];
    for (int i = m - 1; i >= 0; i--) {
      positions[i] = last;
      last = from[i][last];
    }
    return Optional.of(new FuzzyMatch(score, positions));
  }

  private static boolean isWordStart(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}

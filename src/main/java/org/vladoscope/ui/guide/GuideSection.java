package org.vladoscope.ui.guide;

import java.util.List;
import java.util.Locale;
import org.commonmark.node.Node;

/**
 * A chapter of the guide, or a part of one.
 *
 * @param document the file it stands in, such as {@code user-guide.md}
 * @param title its heading
 * @param level 1 for a document, 2 for its chapters, 3 for their parts
 * @param blocks what stands below the heading, down to the next one, as commonmark parsed it
 * @param text the same as plain words, to be searched
 */
record GuideSection(String document, String title, int level, List<Node> blocks, String text) {

  GuideSection {
    blocks = List.copyOf(blocks);
  }

  /**
   * What links call it: {@code user-guide.md#several-cameras}; a document is called by its file.
   */
  String address() {
    return level == 1 ? document : document + "#" + anchor(title);
  }

  /** True if the heading or the text holds some letters, in any case. */
  boolean holds(String letters) {
    String wanted = letters.strip().toLowerCase(Locale.ROOT);
    return title.toLowerCase(Locale.ROOT).contains(wanted)
        || text.toLowerCase(Locale.ROOT).contains(wanted);
  }

  /** A heading as links write it: lower case, hyphens for spaces, without other signs. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} -]", "")
        .strip()
        .replace(' ', '-');
  }
}

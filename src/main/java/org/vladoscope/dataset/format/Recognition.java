package org.vladoscope.dataset.format;

import java.util.List;

/** What a format makes of a folder. */
public sealed interface Recognition {

  /**
   * The folder is not of this format.
   *
   * @param reason what was looked for and is missing, a phrase without a full stop: "there is no
   *     folder database/"
   */
  record NotThis(String reason) implements Recognition {}

  /**
   * The folder is of this format, and can be read.
   *
   * @param evidence what was found
   */
  record Recognised(Evidence evidence) implements Recognition {}

  /**
   * The folder is of this format, but holds several maps, or does not say which folder is what:
   * only the user knows.
   *
   * @param question what was found and how to say what is meant; whole sentences
   * @param choices the folders that can be meant; none if only another folder can be opened instead
   */
  record Undecided(String question, List<Roles> choices) implements Recognition {

    /** Copies the list. */
    public Undecided {
      choices = List.copyOf(choices);
    }

    /** A question that no choice of folders answers. */
    public Undecided(String question) {
      this(question, List.of());
    }
  }
}

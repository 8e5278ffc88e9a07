package org.vladoscope.dataset.format;

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
   */
  record Undecided(String question) implements Recognition {}
}

package org.vladoscope.common;

/**
 * A setting of a variant, such as an aggregator or a scorer, with its value as text: what command
 * line, window, sweep and files need to show it without knowing the variant.
 *
 * @param name lower-case letters, digits and hyphens: its name on the command line
 * @param label a word or two for people
 * @param help one sentence, with the range of its values
 * @param value as it is written on the command line
 */
public record SettingValue(String name, String label, String help, String value) {

  /** Checks the name. */
  public SettingValue {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not a name of a setting: " + name);
    }
  }
}

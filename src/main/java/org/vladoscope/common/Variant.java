package org.vladoscope.common;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One of several exchangeable ways to do something, with its settings. Variants are immutable; a
 * changed setting is another variant. Command line, window, sweep and files know variants by this
 * interface alone, so a new one is a class and a line in a list of {@link Variants}.
 *
 * @param <T> what all ways have in common
 */
public interface Variant<T extends Variant<T>> {

  /** Its name on the command line and in files: lower-case letters, digits and hyphens. */
  String id();

  /** Its name for people: a word or two. */
  String label();

  /** What it does, in one line. */
  String summary();

  /** Its own settings with their values, in the order people read them. */
  default List<SettingValue> settings() {
    return List.of();
  }

  /**
   * The same with one of its {@link #settings} changed.
   *
   * @throws InputException if it has no such setting, or the value is not in its range
   */
  default T with(String setting, String value) {
    throw unknown(setting);
  }

  /** Refuses a setting that this variant does not have. */
  default InputException unknown(String setting) {
    List<SettingValue> own = settings();
    return new InputException(
        "'"
            + id()
            + "' has no setting '"
            + setting
            + "'"
            + (own.isEmpty()
                ? "; it has none."
                : "; it has "
                    + own.stream().map(SettingValue::name).collect(Collectors.joining(", "))
                    + "."));
  }

  /** Its name with all its settings: {@code gem:power=3}; {@link Variants#parse} reads it. */
  default String text() {
    List<SettingValue> own = settings();
    return own.isEmpty()
        ? id()
        : id()
            + ":"
            + own.stream().map(s -> s.name() + "=" + s.value()).collect(Collectors.joining(","));
  }
}

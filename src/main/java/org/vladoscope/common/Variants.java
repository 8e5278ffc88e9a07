package org.vladoscope.common;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The variants that can be chosen, the usual one first.
 *
 * @param what what they are, for messages: "aggregator"
 * @param all each with its usual settings
 */
public record Variants<T extends Variant<T>>(String what, List<T> all) {

  private static final Pattern COMMA = Pattern.compile(",");

  /** Copies the list and refuses two variants of the same name. */
  public Variants {
    all = List.copyOf(all);
    if (all.isEmpty() || all.stream().map(Variant::id).distinct().count() != all.size()) {
      throw new IllegalArgumentException("each " + what + " needs a name of its own");
    }
  }

  /** Their names. */
  public List<String> ids() {
    return all.stream().map(Variant::id).toList();
  }

  /**
   * A variant with its usual settings.
   *
   * @throws InputException if there is none of that name, listing those that there are
   */
  public T of(String id) {
    return all.stream()
        .filter(v -> v.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no "
                        + what
                        + " '"
                        + id
                        + "'; choose "
                        + String.join(" or ", ids())
                        + "."));
  }

  /**
   * Reads {@code name} or {@code name:setting=value,setting=value}.
   *
   * @throws InputException naming what is not understood
   */
  public T parse(String text) {
    String[] parts = text.strip().split(":", 2);
    T variant = of(parts[0].strip());
    if (parts.length == 1) {
      return variant;
    }
    for (String setting : COMMA.split(parts[1])) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new InputException(
            "'" + setting + "' is not SETTING=VALUE, in '" + text.strip() + "'.");
      }
      variant =
          variant.with(setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
    }
    return variant;
  }

  /** All of them with what they do, a line each, for help texts. */
  public String help() {
    return all.stream().map(v -> v.id() + ": " + v.summary()).collect(Collectors.joining("\n"));
  }
}

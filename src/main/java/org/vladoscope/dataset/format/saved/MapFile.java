package org.vladoscope.dataset.format.saved;

import java.util.Optional;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.format.Roles;

/**
 * How a folder is read, as somebody said it.
 *
 * @param name what to call the map
 * @param format the format's name; none if the folders alone say it
 * @param roles which folders hold what, where the format does not find that out; there if no format
 *     is named
 * @param truth what counts as right; a file lies in the folder
 * @param conditions the file that says under which conditions queries were taken, its path relative
 *     to the folder, with slashes; none if the folder itself says it, or nobody does
 */
public record MapFile(
    String name,
    Optional<String> format,
    Optional<Roles> roles,
    TruthRule truth,
    Optional<String> conditions) {

  /** Checks that it says enough. */
  public MapFile {
    if (name.isBlank()) {
      throw new InputException("the name of the map is empty");
    }
    if (format.isEmpty() && roles.isEmpty()) {
      throw new InputException(
          "neither a format is named nor the folder of database images; one of them must be");
    }
    truth = truth instanceof TruthRule.OfFile file ? file.inFolder() : truth;
    conditions = conditions.map(file -> Roles.within("the file of conditions", file));
    if (conditions.filter(String::isEmpty).isPresent()) {
      throw new InputException("the file of conditions is a folder; name a file in it");
    }
  }

  /** Says nothing of conditions. */
  public MapFile(String name, Optional<String> format, Optional<Roles> roles, TruthRule truth) {
    this(name, format, roles, truth, Optional.empty());
  }

  /** The same by another rule. */
  public MapFile withTruth(TruthRule rule) {
    return new MapFile(name, format, roles, rule, conditions);
  }

  /** The same by another file of conditions. */
  public MapFile withConditions(String file) {
    return new MapFile(name, format, roles, truth, Optional.of(file));
  }
}

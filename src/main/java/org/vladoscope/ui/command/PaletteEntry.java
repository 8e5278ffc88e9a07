package org.vladoscope.ui.command;

import java.util.Comparator;
import java.util.List;

/**
 * A command that the palette offers for what was typed.
 *
 * @param command the command
 * @param match where its title has the letters typed
 */
record PaletteEntry(Command command, FuzzyMatch match) {

  /**
   * The commands whose titles have the letters typed: those that can be run now first, then the
   * better matches, then the shorter titles; with nothing typed in the order they have.
   */
  static List<PaletteEntry> matching(String typed, List<Command> commands) {
    Comparator<PaletteEntry> runnable = Comparator.comparing(e -> !e.command.enabled().get());
    Comparator<PaletteEntry> better =
        runnable
            .thenComparing(e -> -e.match.score())
            .thenComparing(e -> e.command.fullTitle().length());
    return commands.stream()
        .flatMap(
            command ->
                FuzzyMatch.of(typed, command.fullTitle())
                    .map(match -> new PaletteEntry(command, match))
                    .stream())
        .sorted(typed.isBlank() ? runnable : better)
        .toList();
  }
}

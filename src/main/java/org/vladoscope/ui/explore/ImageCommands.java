package org.vladoscope.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.map.OpenMap;

/** Goes to an image of the open map by a part of its name. */
public final class ImageCommands {

  /** More than a list shows are not looked for: one types a letter more. */
  private static final int MOST = 20;

  private final ObservableObjectValue<@Nullable OpenMap> open;
  private final Runnable toImages;

  /**
   * Finds nothing while no map is open.
   *
   * @param open the open map, or null
   * @param toImages goes to the page of the images
   */
  public ImageCommands(ObservableObjectValue<@Nullable OpenMap> open, Runnable toImages) {
    this.open = open;
    this.toImages = toImages;
  }

  /** Commands that show images whose name has a part, in any case: queries, then the database. */
  public List<Command> named(String part) {
    OpenMap map = open.get();
    if (map == null) {
      return List.of();
    }
    List<Command> commands = new ArrayList<>();
    add(commands, "Query", part, map.map().queries(), map.queryProperty()::set);
    if (!map.map().queriesAreDatabase()) {
      add(commands, "Database image", part, map.map().database(), map::showDatabaseImage);
    }
    return commands;
  }

  private void add(
      List<Command> commands,
      String role,
      String part,
      List<PlaceImage> images,
      Consumer<PlaceImage> show) {
    String wanted = part.toLowerCase(Locale.ROOT);
    images.stream()
        .filter(image -> image.name().toLowerCase(Locale.ROOT).contains(wanted))
        .limit(MOST)
        .forEach(
            image ->
                commands.add(
                    Command.of(
                            "image." + role + "." + image.name(),
                            image.name(),
                            () -> {
                              toImages.run();
                              show.accept(image);
                            })
                        .in("Images/" + role, "images")));
  }
}

package org.vladoscope.ui.explore;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.explore.OverlayModel.Shade;
import org.vladoscope.ui.view.Viewport;

/** The commands of the perspective: which images, and what is drawn over them. */
public final class ExploreCommands {

  private final Commands commands;
  private final ObservableObjectValue<@Nullable ExploreModel> shown;
  private final ObservableBooleanValue open;

  private ExploreCommands(Commands commands, ObservableObjectValue<@Nullable ExploreModel> shown) {
    this.commands = commands;
    this.shown = shown;
    this.open = Bindings.isNotNull(shown);
  }

  /**
   * Registers them.
   *
   * @param shown the open map, or null; without one they cannot be run
   */
  public static void register(
      Commands commands,
      ObservableObjectValue<@Nullable ExploreModel> shown,
      OverlayModel overlays) {
    ExploreCommands registrar = new ExploreCommands(commands, shown);
    registrar.navigate();
    registrar.overlays(overlays);
  }

  private void navigate() {
    add("query.next", "Next Query", "queries", m -> m.moveQuery(1), "J", "Alt+Down");
    add("query.previous", "Previous Query", "queries", m -> m.moveQuery(-1), "K", "Alt+Up");
    add("candidate.next", "Next Candidate", "candidates", m -> m.moveCandidate(1), "Right");
    add("candidate.previous", "Previous Candidate", "candidates", m -> m.moveCandidate(-1), "Left");
  }

  private void add(
      String id, String title, String group, Consumer<ExploreModel> action, String... keys) {
    commands.add(
        Command.of(id, title, () -> withModel(action)).in("Navigate", group).keys(keys).when(open));
  }

  private void withModel(Consumer<ExploreModel> action) {
    ExploreModel model = shown.get();
    if (model != null) {
      action.accept(model);
    }
  }

  private void overlays(OverlayModel overlays) {
    commands.add(
        Command.toggle("overlay.matches", "Patch Matches", overlays.matchesProperty())
            .in("View", "overlays")
            .keys("1", "Numpad 1")
            .when(open));
    shade("overlay.clusters", "Clusters", Shade.CLUSTERS, overlays, "2", "Numpad 2");
    shade("overlay.similarity", "Similarity", Shade.SIMILARITY, overlays, "3", "Numpad 3");
    commands.add(
        Command.of(
                "images.fit",
                "Show Whole Images",
                () -> overlays.viewportProperty().set(Viewport.FIT))
            .in("View", "zoom")
            .keys("F", "Shortcut+0")
            .when(open));
  }

  private void shade(String id, String title, Shade shade, OverlayModel overlays, String... keys) {
    commands.add(
        Command.of(id, title, () -> overlays.toggle(shade))
            .in("View", "overlays")
            .keys(keys)
            .showing(overlays.shadeProperty().isEqualTo(shade))
            .when(open));
  }
}

package org.vladoscope.ui.explore;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;
import org.vladoscope.judge.TriageClass;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.explore.overlay.LineColours;
import org.vladoscope.ui.explore.overlay.LineOverlay;
import org.vladoscope.ui.explore.overlay.Overlay;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.queries.TriageBar;
import org.vladoscope.ui.explore.queries.VerdictBar;
import org.vladoscope.ui.map.OpenMap;

/** The commands of the perspective: which images, and what is drawn over them. */
public final class ExploreCommands {

  private final Commands commands;
  private final ObservableObjectValue<@Nullable OpenMap> shown;
  private final ObservableBooleanValue open;

  private ExploreCommands(Commands commands, ObservableObjectValue<@Nullable OpenMap> shown) {
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
      ObservableObjectValue<@Nullable OpenMap> shown,
      OverlayModel overlays,
      PairLooks looks,
      Panels panels) {
    ExploreCommands registrar = new ExploreCommands(commands, shown);
    registrar.navigate();
    registrar.replay(looks);
    registrar.overlays(overlays);
    registrar.looks(looks);
    registrar.triage();
    registrar.verdicts();
    registrar.panels(panels);
  }

  private void navigate() {
    add("query.next", "Next Query", "queries", m -> m.moveQuery(1), "J", "Alt+Down");
    add("query.previous", "Previous Query", "queries", m -> m.moveQuery(-1), "K", "Alt+Up");
    add("candidate.next", "Next Candidate", "candidates", m -> m.moveCandidate(1), "Right");
    add("candidate.previous", "Previous Candidate", "candidates", m -> m.moveCandidate(-1), "Left");
  }

  private void add(
      String id, String title, String group, Consumer<OpenMap> action, String... keys) {
    commands.add(
        Command.of(id, title, () -> withModel(action)).in("Navigate", group).keys(keys).when(open));
  }

  private void withModel(Consumer<OpenMap> action) {
    OpenMap model = shown.get();
    if (model != null) {
      action.accept(model);
    }
  }

  private void triage() {
    for (TriageClass wanted : TriageClass.values()) {
      commands.add(
          Command.of(
                  "triage." + wanted.name(),
                  TriageBar.title(wanted),
                  () -> withModel(m -> m.queryFilter().wantedProperty().set(wanted)))
              .in("Navigate/Show Queries", "triage")
              .when(open));
    }
    commands.add(
        Command.of(
                "triage.clear",
                "Show All Queries Again",
                () -> withModel(m -> m.queryFilter().clear()))
            .in("Navigate", "triage")
            .when(open));
    commands.add(
        Command.of(
                "triage.evaluate", "Rank All Queries", () -> withModel(m -> m.triage().evaluate()))
            .in("Navigate", "triage")
            .when(open));
  }

  private void panels(Panels panels) {
    commands.add(panel("imagesOnly", "Images Only", panels.imagesOnlyProperty()).keys("F"));
    commands.add(panel("places", "Places", panels.placesProperty()).keys("M"));
    commands.add(panel("verdict", "Verdict", panels.verdictProperty()));
    commands.add(panel("numbers", "Numbers of Candidates", panels.numbersProperty()));
  }

  private Command panel(String id, String title, BooleanProperty shown) {
    return Command.toggle("window." + id, title, shown).in("View", "window").when(open);
  }

  private void verdicts() {
    verdict("verdict.truth", "Ground Truth Looks Wrong", VerdictBar::toggleTruthWrong, "G");
    verdict("verdict.same", "Same Place as the Candidate", VerdictBar::toggleSamePlace, "S");
    verdict("verdict.undo", "Undo Verdict", m -> m.verdicts().undo(), "U");
  }

  private void verdict(String id, String title, Consumer<OpenMap> action, String key) {
    commands.add(
        Command.of(id, title, () -> withModel(action)).in("Edit", "verdict").keys(key).when(open));
  }

  private void looks(PairLooks looks) {
    look(looks, PairLook.WHY, "why", "Why Did It Fail?", "W");
    look(looks, PairLook.WARPED, "warp", "Candidate Laid on Query", "X");
    commands.add(
        Command.of("look.blink", "Blink Query and Candidate", looks::blink)
            .in("View", "looks")
            .keys("B")
            .when(open));
  }

  private void replay(PairLooks looks) {
    commands.add(
        Command.of("candidates.replay", "Show How Re-ranking Moved Candidates", looks::replay)
            .in("Navigate", "candidates")
            .keys("A")
            .when(open));
  }

  private void look(PairLooks looks, PairLook look, String id, String title, String key) {
    commands.add(
        Command.of("look." + id, title, () -> looks.toggle(look))
            .in("View", "looks")
            .keys(key)
            .showing(looks.lookProperty().isEqualTo(look))
            .when(open));
  }

  private void overlays(OverlayModel overlays) {
    Set<OverlayFamily> families = new HashSet<>();
    for (Overlay overlay : overlays.all().all()) {
      switch (overlay) {
        case LineOverlay lines -> lines(lines, overlays);
        case ValueOverlay values -> {
          if (families.add(values.family())) {
            family(values.family(), overlays);
          }
        }
      }
    }
    overlays.all().values().forEach(values -> values(values, overlays));
    commands.add(
        Command.toggle("overlay.oneSided", "One-sided Matches", overlays.oneSidedProperty())
            .in("View/Lines", "colours")
            .when(open));
    commands.add(
        Command.toggle("overlay.inliers", "Inliers", overlays.inliersProperty())
            .in("View/Lines", "colours")
            .when(open));
    commands.add(
        Command.toggle("overlay.outliers", "Outliers", overlays.outliersProperty())
            .in("View/Lines", "colours")
            .when(open));
    for (LineColours by : LineColours.values()) {
      commands.add(
          Command.of("lines." + by.name(), by.label(), () -> overlays.lineColoursProperty().set(by))
              .in("View/Colours of Matches", "colours")
              .choosing(overlays.lineColoursProperty().isEqualTo(by))
              .when(open));
    }
    commands.add(
        Command.of("images.fit", "Show Whole Images", overlays::fit)
            .in("View", "zoom")
            .keys("0", "Numpad 0", "Shortcut+0")
            .when(open));
    commands.add(
        Command.of("images.patch", "Zoom to Patch Under Mouse", overlays::zoomToPatch)
            .in("View", "zoom")
            .keys("Z")
            .when(open));
    commands.add(
        Command.toggle("images.linked", "Move Both Images Together", overlays.linkedProperty())
            .in("View", "zoom")
            .keys("L")
            .when(open));
  }

  private void lines(LineOverlay lines, OverlayModel overlays) {
    commands.add(
        Command.toggle("overlay." + lines.id(), lines.label(), overlays.shownProperty(lines))
            .in("View", "overlays")
            .keys(lines.keys().toArray(new String[0]))
            .when(open));
  }

  private void family(OverlayFamily family, OverlayModel overlays) {
    commands.add(
        Command.of("overlay." + family.id(), family.button().text(), () -> overlays.toggle(family))
            .in("View", "overlays")
            .keys(family.keys().toArray(new String[0]))
            .showing(
                Bindings.createBooleanBinding(
                    () -> overlays.isShown(family), overlays.valuesProperty()))
            .when(open));
  }

  /** One colouring, in the sub-menu of all of them. */
  private void values(ValueOverlay values, OverlayModel overlays) {
    commands.add(
        Command.of("colour." + values.id(), values.label(), () -> overlays.toggle(values))
            .in("View/Colours", "colours")
            .keys(values.keys().toArray(new String[0]))
            .showing(overlays.valuesProperty().isEqualTo(values))
            .when(open));
  }
}

package org.vladoscope.ui.explore.config;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.ui.map.WhatIf;

/**
 * What settings cost, in one card that stays in sight below the form: of the settings in use what
 * they took, of others that wait for consent what they will take, or why they cannot be used.
 */
public final class CostView extends VBox {

  private final WhatIf whatIf;
  private @Nullable List<String> shownTexts;

  /** The card of the settings that are tried. */
  public CostView(WhatIf whatIf) {
    this.whatIf = whatIf;
    getStyleClass().addAll("cost-view", "docked");
    // The form above scrolls; what asks must be read whole.
    setMinHeight(Region.USE_PREF_SIZE);
    whatIf.currentProperty().addListener((o, before, now) -> refresh());
    whatIf.tookProperty().addListener((o, before, now) -> refresh());
    whatIf.proposalProperty().addListener((o, before, now) -> refresh());
    whatIf.problemProperty().addListener((o, before, now) -> refresh());
    refresh();
  }

  private void refresh() {
    WhatIf.Proposal waiting = whatIf.proposalProperty().get();
    String problem = whatIf.problemProperty().get();
    CostEstimate current = whatIf.currentProperty().get();
    getStyleClass().removeAll("waiting", "wrong");
    if (!problem.isEmpty()) {
      shownTexts = null;
      showProblem(problem);
    } else if (waiting != null && waiting.needsConsent()) {
      shownTexts = null;
      showWaiting(waiting.cost(), current);
    } else {
      showCurrent(current);
    }
  }

  private void showCurrent(@Nullable CostEstimate current) {
    List<String> texts = current == null ? List.of() : texts(current);
    if (texts.equals(shownTexts)) {
      // Other settings often cost the same: labels made anew would be styled anew.
      return;
    }
    shownTexts = texts;
    show(
        current == null
            ? List.of()
            : List.of(size(current, null), index(current), lastChange(current)));
  }

  /** All that is said of what settings cost. */
  private List<String> texts(CostEstimate cost) {
    return List.of(
        CostText.size(cost, null),
        CostText.sizeInDetail(cost),
        CostText.index(cost),
        CostText.stages(cost.work()),
        CostText.lastChange(cost, whatIf.tookProperty().get()));
  }

  private void show(List<Node> content) {
    getChildren().setAll(content);
    setVisible(!content.isEmpty());
    setManaged(!content.isEmpty());
  }

  private void showProblem(String problem) {
    getStyleClass().add("wrong");
    Label what = label(problem, "cost-problem");
    what.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    Button drop = new Button("Back to the settings in use");
    drop.getStyleClass().add("small");
    drop.setOnAction(event -> whatIf.reject());
    show(List.of(what, label("The last result stays as it is.", "form-note"), drop));
  }

  private void showWaiting(CostEstimate cost, @Nullable CostEstimate current) {
    getStyleClass().add("waiting");
    Label head = label("These settings have not run yet", "cost-head");
    Button run = new Button("Run", new FontIcon(Feather.PLAY));
    run.setId("config-run");
    run.getStyleClass().addAll("accent", "small");
    run.setOnAction(event -> whatIf.run());
    Button drop = new Button("Discard");
    drop.setId("config-discard");
    drop.getStyleClass().add("small");
    drop.setOnAction(event -> whatIf.reject());
    HBox buttons = new HBox(8, run, drop);
    buttons.setAlignment(Pos.CENTER_LEFT);
    show(
        List.of(
            head,
            size(cost, current),
            index(cost),
            label(CostText.stages(cost.work()), "form-note"),
            time(cost),
            buttons));
  }

  /** In a few words, for it is always there; all that was computed stands in its tooltip. */
  private Node lastChange(CostEstimate cost) {
    Label what = label(CostText.lastChange(cost, whatIf.tookProperty().get()), "form-note");
    what.setId("cost-took");
    what.setTooltip(
        new Tooltip(
            "What had to be computed for these settings when they were chosen:\n"
                + CostText.stages(cost.work())));
    return what;
  }

  private static Label size(CostEstimate cost, @Nullable CostEstimate before) {
    Label size = label(CostText.size(cost, before), "cost-size");
    size.setTooltip(new Tooltip(CostText.sizeInDetail(cost)));
    return size;
  }

  private static Label index(CostEstimate cost) {
    Label index = label(CostText.index(cost), "form-note");
    index.setTooltip(
        new Tooltip("Memory of the global descriptors of all database images, and what is found"));
    return index;
  }

  private static Label time(CostEstimate cost) {
    Label time = label(CostText.time(cost), "form-note");
    time.setTooltip(new Tooltip(CostText.timeInDetail(cost)));
    return time;
  }

  private static Label label(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}

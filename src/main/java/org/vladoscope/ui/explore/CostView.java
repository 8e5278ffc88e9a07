package org.vladoscope.ui.explore;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.workspace.CostEstimate;

/** What the settings cost: those in use, or those that wait for consent before they run. */
final class CostView extends VBox {

  private final WhatIf whatIf;
  private final Runnable discard;

  /**
   * The view.
   *
   * @param discard gives up the settings that wait, and what was typed
   */
  CostView(WhatIf whatIf, Runnable discard) {
    this.whatIf = whatIf;
    this.discard = discard;
    getStyleClass().add("cost-view");
    whatIf.proposalProperty().addListener((o, before, now) -> refresh());
    whatIf.currentProperty().addListener((o, before, now) -> refresh());
    whatIf.problemProperty().addListener((o, before, now) -> refresh());
    refresh();
  }

  private void refresh() {
    WhatIf.Proposal waiting = whatIf.proposalProperty().get();
    CostEstimate current = whatIf.currentProperty().get();
    String problem = whatIf.problemProperty().get();
    getStyleClass().removeAll("waiting", "wrong");
    if (!problem.isEmpty()) {
      showProblem(problem);
    } else if (waiting != null && waiting.needsConsent()) {
      showWaiting(waiting.cost(), current);
    } else if (current != null) {
      getChildren().setAll(size(current, null), lastChange(current));
    } else {
      getChildren().clear();
    }
    setVisible(!getChildren().isEmpty());
    setManaged(!getChildren().isEmpty());
  }

  private void showProblem(String problem) {
    getStyleClass().add("wrong");
    Label what = label(problem, "cost-problem");
    what.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    getChildren().setAll(what, label("The last result stays as it is.", "form-note"));
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
    drop.setOnAction(event -> discard.run());
    HBox buttons = new HBox(8, run, drop);
    buttons.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .setAll(
            head,
            size(cost, current),
            label(CostText.stages(cost.work()), "form-note"),
            time(cost),
            buttons);
  }

  private static Node lastChange(CostEstimate cost) {
    Label what = label(CostText.stages(cost.work()), "form-note");
    what.setTooltip(
        new Tooltip("What had to be computed for these settings when they were chosen"));
    return new VBox(what, cost.work().isEmpty() ? new VBox() : time(cost));
  }

  private static Label size(CostEstimate cost, @Nullable CostEstimate before) {
    Label size = label(CostText.size(cost, before), "cost-size");
    size.setTooltip(new Tooltip(CostText.sizeInDetail(cost)));
    return size;
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
    return label;
  }
}

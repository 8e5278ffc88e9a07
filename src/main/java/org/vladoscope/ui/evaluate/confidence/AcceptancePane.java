package org.vladoscope.ui.evaluate.confidence;

import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.metric.confidence.Confidence.Acceptance;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;

/**
 * A slider for the probability or measure at which answers are accepted, and what that gives; a
 * button that finds the one for a precision.
 */
public final class AcceptancePane extends VBox {

  /** A press of a key moves the slider by so much of its range. */
  private static final double STEP = .01;

  /** What a slider is dragged to is rounded to so many parts. */
  private static final double PARTS = 1000;

  private final DoubleProperty threshold = new SimpleDoubleProperty(.5);
  private final Slider slider = new Slider(0, 1, .5);
  private final Label value = new Label();
  private final Label sentence = line("confidence-sentence");
  private final Hyperlink wrong = new Hyperlink();
  private final Hyperlink missed = new Hyperlink();
  private final SplitMenuButton find = new SplitMenuButton();
  private final Label note = line("confidence-note");
  private final Label title = new Label();
  private @Nullable Accepting measured;
  private int percent = 99;
  private boolean following;

  /** Lists queries. */
  @FunctionalInterface
  public interface Lister {

    /**
     * Lists queries that are accepted, or those that are rejected, from a threshold on.
     *
     * @param accepted true for the accepted ones, the wrong ones first; else the rejected ones, the
     *     right ones first
     */
    void list(double threshold, boolean accepted);
  }

  /** A pane that shows nothing yet. */
  public AcceptancePane(Lister lister) {
    super(6);
    title.getStyleClass().add("section-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    title.setLabelFor(slider);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    value.setId("confidence-value");
    value.getStyleClass().addAll("section-title", "tabular");
    value.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = new HBox(8, title, gap, value);
    slider.setId("confidence-threshold");
    slider.setAccessibleText("Threshold at which answers are accepted");
    slider.valueProperty().addListener((o, before, now) -> onSlider(now.doubleValue()));
    sentence.setWrapText(true);
    note.setWrapText(true);
    note.getStyleClass().add("form-note");
    note.managedProperty().bind(note.visibleProperty());
    link(wrong, "confidence-accepted-wrong", () -> lister.list(threshold.get(), true));
    link(missed, "confidence-rejected-right", () -> lister.list(threshold.get(), false));
    HBox links = new HBox(16, wrong, missed);
    links.setAlignment(Pos.CENTER_LEFT);
    find.setId("confidence-precision");
    find.getStyleClass().add("small");
    find.setMinWidth(Region.USE_PREF_SIZE);
    find.setOnAction(event -> find(percent));
    for (int offered : Accepting.PRECISIONS) {
      MenuItem item = new MenuItem(words(offered));
      item.setId("confidence-precision-" + offered);
      item.setOnAction(event -> find(offered));
      find.getItems().add(item);
    }
    find.setText(words(percent));
    getChildren().addAll(head, slider, sentence, links, find, note);
    threshold.addListener(o -> follow());
    say("");
  }

  private static Label line(String id) {
    Label label = new Label();
    label.setId(id);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static void link(Hyperlink link, String id, Runnable action) {
    link.setId(id);
    link.getStyleClass().addAll("number-link", "tabular");
    link.setMinWidth(Region.USE_PREF_SIZE);
    link.setTooltip(new Tooltip("Click for the queries behind this number"));
    link.setOnAction(
        event -> {
          link.setVisited(false);
          action.run();
        });
  }

  private static String words(int percent) {
    return percent + "\u2009% precision";
  }

  /** The threshold at which answers are accepted: a probability, or a value of a measure. */
  public DoubleProperty thresholdProperty() {
    return threshold;
  }

  /** Shows another calibration or measure; the threshold stays while it means the same. */
  public void show(Accepting shown) {
    boolean isSame = measured != null && measured.symbol().equals(shown.symbol());
    measured = shown;
    following = true;
    slider.setMin(shown.least());
    slider.setMax(shown.most());
    double range = shown.most() - shown.least();
    // Ticks of a measure are at odd values, and the value in use stands above.
    slider.setShowTickLabels(range == 1);
    slider.setBlockIncrement(STEP * range);
    slider.setMajorTickUnit(range / 4);
    following = false;
    title.setText(shown.rule());
    find.setTooltip(
        new Tooltip("Accept as many answers as this precision allows: sets " + shown.symbol()));
    if (!isSame) {
      threshold.set(shown.atFirst());
    }
    say("");
    follow();
  }

  private void onSlider(double now) {
    if (!following) {
      threshold.set(Math.round(now * PARTS) / PARTS);
    }
  }

  /** Sets the threshold for a precision, or says that there is none. */
  private void find(int wanted) {
    percent = wanted;
    find.setText(words(wanted));
    Accepting known = measured;
    if (known == null) {
      return;
    }
    known
        .atPrecision(wanted)
        .ifPresentOrElse(
            a -> {
              threshold.set(known.readable(a.threshold()));
              say(
                  "The laxest "
                      + known.symbol()
                      + " that gives it on these queries; on others the precision may differ.");
            },
            () ->
                say(
                    "No "
                        + known.symbol()
                        + " gives a precision of "
                        + wanted
                        + "\u2009%: even the most confident answers do not reach it."));
  }

  private void say(String text) {
    note.setText(text);
    note.setVisible(!text.isEmpty());
  }

  private void follow() {
    following = true;
    slider.setValue(threshold.get());
    following = false;
    say("");
    Accepting known = measured;
    if (known == null) {
      return;
    }
    value.setText(known.symbol() + " = " + known.text(threshold.get()));
    Acceptance acceptance = known.accepting(threshold.get());
    int all = known.size();
    sentence.setText(
        acceptance.accepted() == 0
            ? "Nothing is accepted: no answer is so sure"
            : String.format(
                Locale.ROOT,
                "Precision %s, covers %.0f\u2009%% of the queries (%s of %s)",
                Numbers.percent(acceptance.percent() / 100),
                100 * acceptance.coverage(),
                Numbers.count(acceptance.accepted()),
                Numbers.count(all)));
    int accepted = known.split(threshold.get(), true, false).size();
    int rejected = known.split(threshold.get(), false, true).size();
    wrong.setText(Words.count(accepted, "accepted, wrong", "accepted, wrong"));
    wrong.setDisable(acceptance.accepted() == 0);
    missed.setText(Words.count(rejected, "rejected, right", "rejected, right"));
    missed.setDisable(acceptance.accepted() == all);
  }
}

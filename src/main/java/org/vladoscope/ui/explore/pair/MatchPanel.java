package org.vladoscope.ui.explore.pair;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.vladoscope.match.Displacements;
import org.vladoscope.match.RapidScore;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.explore.overlay.OverlayFamily;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.vlad.PatchGrid;

/**
 * Where the matches of one patch size are displaced to: what the rapid score looks at. Matches near
 * the mean displacement count most.
 */
public final class MatchPanel extends VBox {

  private final PairModel pair;
  private final ObservableBooleanValue shown;
  private boolean stale;
  private final DisplacementPlot plot;
  private final Label title = new Label();
  private final GridPane numbers = new GridPane(12, 4);
  private final Label note = new Label();

  /**
   * A panel.
   *
   * @param shown whether anybody looks at it
   */
  public MatchPanel(PairModel pair, OverlayModel overlays, ObservableBooleanValue shown) {
    super(8);
    this.pair = pair;
    this.shown = shown;
    this.plot = new DisplacementPlot();
    title.getStyleClass().add("section-title");
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    getChildren().addAll(title, plot, numbers, note);
    pair.linesProperty().addListener(o -> changed());
    overlays.scaleProperty().addListener(o -> changed());
    pair.clustersProperty().addListener(o -> changed());
    shown.addListener((o, before, now) -> refreshIfShown());
    refresh();
  }

  private void changed() {
    stale = true;
    refreshIfShown();
  }

  /** Nobody waits for what another tab hides; it is brought up to date when it is looked at. */
  private void refreshIfShown() {
    if (stale && shown.get()) {
      refresh();
    }
  }

  private void refresh() {
    stale = false;
    Comparison seen = pair.comparison();
    numbers.getChildren().clear();
    if (seen == null || pair.scale() < 0) {
      title.setText("Displacements");
      note.setText(
          Optional.ofNullable(seen)
              .flatMap(OverlayFamily.PATCHES::absent)
              .orElse("Choose a query and a candidate to see how their matches are displaced."));
      plot.show(null);
      return;
    }
    ScaleMatch match = seen.match().scales().get(pair.scale());
    PatchGrid grid = match.grid();
    Displacements displacements = match.displacements();
    plot.show(match);
    title.setText(
        String.format(
            "Displacements, patches %d\u00d7%d", grid.scale().size(), grid.scale().size()));
    row(0, "Mutual matches", Numbers.count(displacements.count()));
    int step = grid.scale().stride() * grid.geometry().stride();
    row(1, "Mean, columns", mean(displacements.meanX(), step));
    row(2, "Mean, rows", mean(displacements.meanY(), step));
    row(3, "Rapid score", Numbers.score(match.score(new RapidScore())) + ", higher is better");
    note.setText(
        "Each dot is a mutual match, in steps of the patch grid from query to candidate; larger"
            + " dots are several. Pixels are those of the resized image. The cross is the mean."
            + " The rapid score adds, for each match, the squared room left to the largest possible"
            + " distance from the mean.");
  }

  private void row(int row, String name, String value) {
    Label label = new Label(name);
    label.getStyleClass().add("form-label");
    label.setMinWidth(USE_PREF_SIZE);
    Label number = new Label(value);
    number.getStyleClass().add("tabular");
    numbers.addRow(row, label, number);
  }

  /** Steps of the grid, and pixels of the image the network saw. */
  private static String mean(double steps, int step) {
    return signed(steps) + "  (" + signedPixels(steps * step) + " px)";
  }

  private static String signedPixels(double pixels) {
    return String.format(Locale.ROOT, "%+d", Math.round(pixels)).replace('-', '\u2212');
  }

  private static String signed(double number) {
    return String.format(Locale.ROOT, "%+.2f", number).replace('-', '\u2212');
  }
}

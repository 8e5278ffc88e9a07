package org.vladoscope.ui.evaluate.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vladoscope.train.EpochResult;
import org.vladoscope.train.TrainingCurve;
import org.vladoscope.ui.chart.Axis;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.chart.ChartPoint;
import org.vladoscope.ui.chart.ChartSeries;
import org.vladoscope.ui.export.Drawable;

/** How a training goes, epoch by epoch: the held-out queries above, the loss below. */
final class TrainCharts extends VBox {

  /** The axis does not move with each of the first epochs. */
  private static final int LEAST_EPOCHS = 5;

  private final String map;
  private final ChartPane recall;
  private final ChartPane loss;

  TrainCharts(String map, ObservableBooleanValue dark) {
    super(4);
    this.map = map;
    this.recall = new ChartPane(dark);
    this.loss = new ChartPane(dark);
    recall.setId("train-recall");
    loss.setId("train-loss");
    recall.setPrefSize(560, 330);
    loss.setPrefSize(560, 200);
    VBox.setVgrow(recall, Priority.ALWAYS);
    VBox.setVgrow(loss, Priority.SOMETIMES);
    getChildren().addAll(recall, loss);
  }

  /** Draws the epochs that are done. */
  void show(TrainingCurve curve, int heldOut) {
    Axis epochs = Axis.wholeNumbers("Epoch", Math.max(LEAST_EPOCHS, curve.last().epoch()));
    recall.figureProperty().set(recallOf(curve, heldOut, epochs));
    loss.figureProperty().set(lossOf(curve, epochs));
  }

  /** The figure that is looked at: the loss if it has the focus, else the recall. */
  Optional<Drawable> figure() {
    return Optional.ofNullable(
        loss.isFocused() ? loss.figureProperty().get() : recall.figureProperty().get());
  }

  private ChartFigure recallOf(TrainingCurve curve, int heldOut, Axis epochs) {
    EpochResult first = curve.first();
    EpochResult best = curve.best();
    double least =
        curve.epochs().stream().mapToDouble(EpochResult::recall).min().orElse(first.recall());
    List<ChartPoint> marked =
        best.epoch() == 0
            ? List.of()
            : List.of(
                ChartPoint.sized(best.epoch(), best.recall(), 7, "Best, " + text(best, heldOut)));
    return new ChartFigure(
        "Held-out recall on " + map + " while the vocabulary is trained",
        epochs,
        Axis.sharesFrom("Recall of the " + heldOut + " queries held out", least),
        List.of(
            untrained("R@5 untrained", first.recallAt5(), ChartSeries.Mark.SQUARE, 4, epochs),
            untrained("R@1 untrained", first.recall(), ChartSeries.Mark.DISC, 3, epochs),
            line("R@5", ChartSeries.Mark.SQUARE, 1, curve, heldOut, EpochResult::recallAt5),
            ChartSeries.dots("best epoch", ChartSeries.Mark.RING, 2, marked),
            line("R@1", ChartSeries.Mark.DISC, 0, curve, heldOut, EpochResult::recall)));
  }

  private static ChartSeries untrained(
      String name, double value, ChartSeries.Mark mark, int color, Axis epochs) {
    String text = String.format(Locale.ROOT, "%s %.3f", name, value);
    return ChartSeries.curve(
        name,
        mark,
        color,
        List.of(ChartPoint.of(0, value, text), ChartPoint.of(epochs.max(), value, text)));
  }

  private static ChartSeries line(
      String name,
      ChartSeries.Mark mark,
      int color,
      TrainingCurve curve,
      int heldOut,
      ToDoubleFunction<EpochResult> value) {
    return ChartSeries.line(
        name,
        mark,
        color,
        curve.epochs().stream()
            .map(e -> ChartPoint.of(e.epoch(), value.applyAsDouble(e), text(e, heldOut)))
            .toList());
  }

  private static String text(EpochResult epoch, int heldOut) {
    return String.format(
        Locale.ROOT,
        "Epoch %d%nR@1 %.3f, %d of %d%nR@5 %.3f%nMRR %.3f",
        epoch.epoch(),
        epoch.recall(),
        Math.round(epoch.recall() * heldOut),
        heldOut,
        epoch.recallAt5(),
        epoch.reciprocalRank());
  }

  private ChartFigure lossOf(TrainingCurve curve, Axis epochs) {
    List<ChartPoint> points = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (EpochResult epoch : curve.epochs()) {
      if (!Float.isNaN(epoch.loss())) {
        least = Math.min(least, epoch.loss());
        most = Math.max(most, epoch.loss());
        points.add(
            ChartPoint.of(
                epoch.epoch(),
                epoch.loss(),
                String.format(Locale.ROOT, "Epoch %d%nLoss %.4f", epoch.epoch(), epoch.loss())));
      }
    }
    String label = "Loss of the triplets";
    return new ChartFigure(
        "Loss on " + map + " while the vocabulary is trained",
        epochs,
        most == 0 ? Axis.shares(label) : Axis.around(label, least, most),
        List.of(ChartSeries.line("mean of an epoch", ChartSeries.Mark.DISC, 0, points)));
  }
}

package org.vladoscope.ui.evaluate.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.pipeline.ModelExport;
import org.vladoscope.train.EpochResult;
import org.vladoscope.train.TrainingConfig;
import org.vladoscope.train.TrainingCurve;
import org.vladoscope.ui.session.TrainedWords;
import org.vladoscope.ui.session.WordTraining;
import org.vladoscope.ui.view.Words;

/** What a training gained, in words, and what can be done with its clusters. */
final class TrainedPanel extends VBox {

  private final TrainModel model;
  private final Label gain = new Label();
  private final Label notes = new Label();
  private final Label problem = new Label();
  private final Button use = new Button("Use as vocabulary", new FontIcon(Feather.CHECK));
  private final Button save = new Button("Save\u2026", new FontIcon(Feather.DOWNLOAD));
  private final HBox actions = new HBox(8, use, save);

  TrainedPanel(TrainModel model, Consumer<ModelExport> export) {
    super(6);
    this.model = model;
    getStyleClass().add("cost-view");
    gain.setId("train-gain");
    gain.getStyleClass().add("cost-head");
    notes.setId("train-notes");
    notes.getStyleClass().add("form-note");
    problem.getStyleClass().add("cost-problem");
    problem.textProperty().bind(model.useProblemProperty());
    for (Label label : List.of(gain, notes, problem)) {
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
      label.visibleProperty().bind(label.textProperty().isNotEmpty());
      label.managedProperty().bind(label.visibleProperty());
    }
    use.setId("train-use");
    use.getStyleClass().addAll("accent", "small");
    use.setOnAction(event -> model.use());
    save.setId("train-save");
    save.getStyleClass().add("small");
    save.setOnAction(
        event -> {
          TrainedWords words = model.trainedProperty().get();
          if (words != null) {
            words.words().ifPresent(kept -> export.accept(kept.model()));
          }
        });
    actions.managedProperty().bind(actions.visibleProperty());
    managedProperty().bind(visibleProperty());
    getChildren().addAll(gain, notes, problem, actions);
    model.newsProperty().addListener(o -> refresh());
    model.trainedProperty().addListener(o -> refresh());
    model.explore().configProperty().addListener(o -> refresh());
    refresh();
  }

  private void refresh() {
    WordTraining.News news = model.newsProperty().get();
    @Nullable TrainedWords trained = model.trainedProperty().get();
    setVisible(news != null);
    if (news != null) {
      gain.setText(trained == null ? "So far: " + gain(news) : Words.sentence(gain(news)));
      notes.setText(String.join("\n", notes(news, trained)));
    }
    actions.setVisible(trained != null && trained.words().isPresent());
    boolean inUse = model.isInUse();
    use.setDisable(inUse);
    use.setText(inUse ? "In use" : "Use as vocabulary");
  }

  private static String gain(WordTraining.News news) {
    TrainingCurve curve = news.curve();
    EpochResult first = curve.first();
    EpochResult best = curve.best();
    int queries = news.split().heldOut().length;
    if (best.epoch() == 0) {
      return String.format(
          Locale.ROOT,
          "no epoch answers the held-out queries better than the vocabulary there was: recall@1"
              + " %.3f, %d of %d queries.",
          first.recall(),
          count(first.recall(), queries),
          queries);
    }
    return String.format(
        Locale.ROOT,
        "held-out recall@1 %.3f \u2192 %.3f, %d \u2192 %d of %d queries, by the vocabulary of epoch"
            + " %d.",
        first.recall(),
        best.recall(),
        count(first.recall(), queries),
        count(best.recall(), queries),
        queries,
        best.epoch());
  }

  private static long count(float share, int queries) {
    return Math.round((double) share * queries);
  }

  private static List<String> notes(WordTraining.News news, @Nullable TrainedWords trained) {
    List<String> notes = new ArrayList<>();
    TrainingCurve curve = news.curve();
    EpochResult last = curve.last();
    if (trained != null) {
      TrainingConfig training = trained.request().training();
      if (last.epoch() < training.epochs()) {
        notes.add(
            "Ended early after epoch "
                + last.epoch()
                + ": "
                + Words.count(
                    training.patience(), "epoch was no better.", "epochs were no better."));
      }
      if (curve.best().epoch() > 0) {
        notes.add(
            String.format(
                Locale.ROOT,
                "The epoch was chosen by this figure, which flatters it; the last one, %d, has"
                    + " %.3f.",
                last.epoch(),
                last.recall()));
      }
    }
    notes.add(news.madeUp().orElse("Learned from the ground truth."));
    notes.add(news.split().words());
    return notes;
  }
}

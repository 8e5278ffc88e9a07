package org.vladoscope.ui.session;

import java.util.Optional;
import java.util.function.Consumer;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.train.PlaceSplit;
import org.vladoscope.train.TrainingConfig;
import org.vladoscope.train.TrainingCurve;
import org.vladoscope.train.UnfinishedTraining;

/** Trains the vocabulary of an opened map; never on the JavaFX thread. */
public interface WordTraining {

  /**
   * What is asked for.
   *
   * @param config what the vocabulary is trained for
   * @param training how
   * @param truth what is right; if that is not known, views are made up
   * @param resume whether to go on with the training that is unfinished; else it is forgotten
   */
  record Request(
      PipelineConfig config, TrainingConfig training, GroundTruth truth, boolean resume) {}

  /**
   * How far it is.
   *
   * @param madeUp what is made up to learn from, in words; empty if the ground truth is
   * @param split what is trained on, and what is held out
   * @param curve the epochs that are done
   */
  record News(Optional<String> madeUp, PlaceSplit split, TrainingCurve curve) {}

  /**
   * The training that was stopped, if there is one.
   *
   * @throws org.vladoscope.common.InputException if there is one that cannot be gone on with
   */
  Optional<UnfinishedTraining> unfinished();

  /**
   * Trains, after other trainings of this map have ended.
   *
   * @param sofar told after each epoch
   * @param control pauses it
   * @throws org.vladoscope.common.InputException if the vocabulary of this map cannot be trained
   * @throws java.util.concurrent.CancellationException if cancelled; what is done is then the
   *     {@linkplain #unfinished unfinished} training
   */
  TrainedWords train(Request request, WorkControl control, Consumer<News> sofar, Progress progress);
}

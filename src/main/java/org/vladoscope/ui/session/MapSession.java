package org.vladoscope.ui.session;

import java.util.List;
import java.util.Optional;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.engine.IndexKinds;
import org.vladoscope.judge.VerdictFile;

/** An opened map as the window sees it. Closing waits for nothing and may be called once. */
public interface MapSession extends AutoCloseable {

  /** The map. */
  PlaceMap map();

  /** What is not quite right with the map, images that cannot be read included. */
  default List<String> warnings() {
    return map().warnings();
  }

  /** Where verdicts on the map's queries are kept. */
  VerdictFile verdictFile();

  /** The configuration to begin with. */
  PipelineConfig initialConfig();

  /** The computations under a configuration; cheap, what is known already is shared. */
  Analysis analysis(PipelineConfig config);

  /**
   * What a choice of a backbone amounts to; may read its file and run it on a small image.
   *
   * @throws org.vladoscope.common.InputException if it cannot be used
   */
  BackboneInfo describe(BackboneChoice choice, ImageSize size);

  /**
   * A choice with the weights it needs and lacks, if exactly one file of the models folder holds
   * them; reads files.
   *
   * @throws org.vladoscope.common.InputException saying what to do if there are several or none
   */
  BackboneChoice withWeights(BackboneChoice choice);

  /** Why a precision cannot be used on this machine, in a sentence; empty if it can. */
  Optional<String> refusal(Precision precision);

  /** Which kinds of index can be built on this machine; may load FAISS. */
  IndexKinds indexKinds();

  /** Evaluations of many configurations. */
  Measurements measurements();

  /** Training of clusters on the map. */
  WordTraining training();

  @Override
  void close();
}

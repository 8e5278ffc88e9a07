package org.vladoscope.ui.session;

import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.match.PairMatch;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.workspace.PipelineConfig;
import org.vladoscope.workspace.QueryResult;

/** What can be asked about an opened map under one configuration; never on the JavaFX thread. */
public interface Analysis {

  /** The configuration. */
  PipelineConfig config();

  /** Computes what every question needs; returns at once if that is known. */
  void prepare(Progress progress);

  /** Ranks the database for a query. */
  QueryResult query(PlaceImage query, Progress progress);

  /** Compares the patches of two images. */
  PairMatch match(PlaceImage query, PlaceImage candidate);

  /** How the cells of an image are shared among the clusters. */
  SoftAssignment assignment(PlaceImage image);
}

package org.vladoscope.pipeline.prepare;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.step.StepResources;

/**
 * Images that are looked at only when they are compared, because nothing else needs them: which of
 * them turned out to be no images. Safe to use from several threads.
 */
public final class ComparedImages {

  private final StepResources resources;
  private final FeatureStep features;
  private final Map<String, String> failures = new ConcurrentHashMap<>();

  ComparedImages(StepResources resources, FeatureStep features) {
    this.resources = resources;
    this.features = features;
  }

  /**
   * True if an image can be used; its features are computed and kept for that. What could not be
   * read once is not tried again.
   *
   * @param role {@code database/} or {@code queries/}
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public boolean isReadable(String role, PlaceImage image, Progress progress) {
    String name = role + image.name();
    if (failures.containsKey(name)) {
      return false;
    }
    try {
      resources.runner().ensure(features, image, progress);
      return true;
    } catch (InputException e) {
      failed(name, String.valueOf(e.getMessage()));
      return false;
    }
  }

  void failed(String name, String reason) {
    failures.put(name, reason);
  }

  /** Images that turned out to be none and why, by {@code database/NAME} and the like. */
  public Map<String, String> failures() {
    return new TreeMap<>(failures);
  }
}

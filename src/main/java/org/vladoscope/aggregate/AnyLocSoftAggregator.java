package org.vladoscope.aggregate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.common.SettingValue;
import org.vladoscope.compute.Compute;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.VocabularyConfig;
import org.vladoscope.vlad.VocabularyTrainer;

/**
 * The soft variant of AnyLoc's VLAD: cells are shared among clusters by the softmax of their
 * cosines.
 *
 * <p>AnyLoc's code adds to each cluster the residuals to the centroids of <i>all</i> clusters, Σ_p
 * a_pk·Σ_j (x_p − c_j). That is K times the residual to the mean centroid, and intra-normalisation
 * removes the K: so the code as shipped is this VLAD with the mean in place of every centroid.
 *
 * @param vocabulary how its vocabulary comes about; the version of the softmax does not matter
 * @param temperature multiplies the cosines, above 0
 * @param asShipped true for what AnyLoc's code computes, false for residuals to the own centroid
 */
record AnyLocSoftAggregator(VocabularyConfig vocabulary, double temperature, boolean asShipped)
    implements VladAggregator {

  private static final String TEMPERATURE = "temperature";
  private static final String AS_SHIPPED = "as-shipped";

  AnyLocSoftAggregator {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new InputException("The temperature must be above 0, not " + temperature + ".");
    }
    if (!vocabulary.normalizeInput()) {
      throw new InputException(
          "anyloc-soft shares cells by cosines, which are those of features of unit length; leave"
              + " normalize-input on.");
    }
  }

  @Override
  public String id() {
    return "anyloc-soft";
  }

  @Override
  public String label() {
    return "AnyLoc soft";
  }

  @Override
  public String summary() {
    return "cells are shared by the softmax of cosines; as-shipped=true for AnyLoc's own code";
  }

  @Override
  public List<SettingValue> settings() {
    List<SettingValue> all = new ArrayList<>(WordSettings.withoutSoftmax(vocabulary));
    all.add(
        WordSettings.setting(
            TEMPERATURE, "Temperature", "Multiplies the cosines; above 0", temperature));
    all.add(
        WordSettings.setting(
            AS_SHIPPED,
            "As shipped",
            "true for residuals to the mean centroid, which AnyLoc's code amounts to, or false for"
                + " residuals to the own centroid",
            asShipped));
    return all;
  }

  @Override
  public Aggregator with(String setting, String value) {
    return switch (setting) {
      case TEMPERATURE -> {
        try {
          yield new AnyLocSoftAggregator(vocabulary, Double.parseDouble(value.strip()), asShipped);
        } catch (NumberFormatException e) {
          throw new InputException("'" + value + "' is no temperature; give a number.", e);
        }
      }
      case AS_SHIPPED ->
          new AnyLocSoftAggregator(vocabulary, temperature, WordSettings.yesOrNo(setting, value));
      default -> VladAggregator.super.with(setting, value);
    };
  }

  @Override
  public Aggregator withWords(VocabularyConfig words) {
    return new AnyLocSoftAggregator(words, temperature, asShipped);
  }

  @Override
  public AggregatorModel learn(
      FloatMatrix cells, Images images, Compute compute, Progress progress) {
    Path file = vocabulary.file();
    FloatMatrix centres =
        file == null
            ? VocabularyTrainer.centroids(cells, vocabulary, compute, progress.part(0, .8))
            : centres(file);
    Vocabulary own = Vocabulary.byCosine(centres, sharing(), temperature, true);
    Vocabulary words = asShipped ? own.withCentroids(means(centres)) : own;
    return new VladModel(
        file == null ? refined(words, images, compute, progress.part(.8, 1)) : words);
  }

  private static FloatMatrix means(FloatMatrix centres) {
    FloatMatrix means = FloatMatrix.zeros(centres.rows(), centres.cols());
    for (int c = 0; c < centres.cols(); c++) {
      double sum = 0;
      for (int k = 0; k < centres.rows(); k++) {
        sum += centres.get(k, c);
      }
      for (int k = 0; k < centres.rows(); k++) {
        means.data()[k * centres.cols() + c] = (float) (sum / centres.rows());
      }
    }
    return means;
  }

  @Override
  public void addTo(CacheKey key, Function<Path, ContentHash> contentOf) {
    WordSettings.addTo(key, vocabulary, contentOf);
    key.with(TEMPERATURE, temperature).with(AS_SHIPPED, asShipped);
  }

  @Override
  public Vocabulary.Sharing sharing() {
    return Vocabulary.Sharing.SOFT;
  }
}

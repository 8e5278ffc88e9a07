package org.vladoscope.feature.models;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.WeightsNeed;
import org.vladoscope.feature.backbone.Backbones;

/** Weights for a backbone that needs a file and was given none. */
public final class FittingWeights {

  private FittingWeights() {}

  /**
   * The choice with the weights it lacks, if exactly one file of the models folder holds them; the
   * choice itself if it lacks none, or if only its user can say which network it is. Reads files.
   *
   * @throws InputException if several files fit, naming them, or none does, saying how to add one
   */
  public static BackboneChoice complete(BackboneChoice choice, ModelsFolder folder) {
    String id = choice.id();
    boolean lacks =
        choice.weights() == null
            && Backbones.ids().contains(id)
            && Backbones.weights(id) == WeightsNeed.REQUIRED
            && Backbones.readsCheckpoints(id);
    if (!lacks) {
      return choice;
    }
    List<Path> fitting =
        folder.items().stream()
            .map(ModelsFolder.Item::file)
            .filter(file -> Backbones.fits(new BackboneChoice(id, file, choice.randomParts())))
            .toList();
    if (fitting.isEmpty()) {
      throw new InputException(
          "There are no weights for "
              + id
              + " in "
              + folder.path()
              + ", and random ones are not used; put a file there, name one (--weights FILE, or"
              + " Model\u2026 in the configuration), or see what can be downloaded with models"
              + " list.");
    }
    if (fitting.size() > 1) {
      throw new InputException(
          "Several files in "
              + folder.path()
              + " hold weights for "
              + id
              + ": "
              + fitting.stream()
                  .map(file -> String.valueOf(file.getFileName()))
                  .collect(Collectors.joining(", "))
              + "; choose one (--weights FILE, or Model\u2026 in the configuration).");
    }
    return choice.withWeights(fitting.getFirst());
  }
}

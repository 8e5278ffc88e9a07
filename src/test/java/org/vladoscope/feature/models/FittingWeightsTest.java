package org.vladoscope.feature.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.feature.BackboneChoice;

class FittingWeightsTest {

  @TempDir Path folder;

  private Path put(String golden, String name) throws IOException, URISyntaxException {
    Path original =
        Path.of(
            Objects.requireNonNull(
                    FittingWeightsTest.class.getResource("/golden/checkpoint/" + golden))
                .toURI());
    return Files.copy(original, folder.resolve(name));
  }

  private BackboneChoice complete(String id, boolean randomParts) {
    return FittingWeights.complete(
        new BackboneChoice(id, null, randomParts), new ModelsFolder(folder));
  }

  @Test
  void theOnlyFileThatFitsIsTakenByItself() throws IOException, URISyntaxException {
    Path vgg = put("tiny_train.pth.tar", "places.pth.tar");
    Path resnet = put("resnet18_fpn.pth", "pyramid.pth");
    Files.writeString(folder.resolve("page.pth"), "<html>not found</html>");

    assertThat(complete("vgg16", false)).isEqualTo(new BackboneChoice("vgg16", vgg));
    assertThat(complete("resnet18-fpn", false))
        .isEqualTo(new BackboneChoice("resnet18-fpn", resnet));
  }

  @Test
  void aFileThatLacksPartsFitsOnlyWhereRandomOnesAreAccepted()
      throws IOException, URISyntaxException {
    Path trunk = put("resnet18_trunk.pth", "trunk.pth");

    assertThatThrownBy(() -> complete("resnet18-fpn", false))
        .hasMessageContaining("There are no weights for resnet18-fpn in " + folder);
    assertThat(complete("resnet18-fpn", true).weights()).isEqualTo(trunk);
  }

  @Test
  void severalFilesThatFitAreNamed() throws IOException, URISyntaxException {
    put("tiny_train.pth.tar", "a.pth.tar");
    put("tiny_WPCA7.pth.tar", "b.pth.tar");

    assertThatThrownBy(() -> complete("vgg16", false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("hold weights for vgg16: a.pth.tar, b.pth.tar; choose one");
  }

  @Test
  void whereNoFileFitsItIsSaidHowToAddOne() {
    assertThatThrownBy(
            () ->
                FittingWeights.complete(
                    new BackboneChoice("vgg16", null), new ModelsFolder(folder.resolve("none"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("put a file there, name one (--weights FILE, or Model\u2026")
        .hasMessageContaining("models list");
  }

  @Test
  void choicesThatLackNothingStayAsTheyAre() throws IOException, URISyntaxException {
    put("tiny_train.pth.tar", "places.pth.tar");
    BackboneChoice given = new BackboneChoice("vgg16", Path.of("given.pth"));

    assertThat(FittingWeights.complete(given, new ModelsFolder(folder))).isEqualTo(given);
    for (String id : new String[] {"mobilenetv2-coco", "rootsift", "own-network", "unknown"}) {
      assertThat(complete(id, false)).isEqualTo(new BackboneChoice(id, null));
    }
  }
}

package org.vladoscope.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.PlaceImage;

/** Which image a name in a file means. */
class ImageNamesTest {

  private static final Path ROOT = Path.of("/maps/town");

  private static List<PlaceImage> images(String... names) {
    return Stream.of(names)
        .map(name -> new PlaceImage(name, ROOT.resolve("database").resolve(name), null))
        .toList();
  }

  private static int find(String name, String... images) {
    ImageNames names = ImageNames.of("poses.csv", images(images), CameraViews.NONE, "database/");
    ImageNames.Match match = names.find(name);
    return match == null ? -1 : match.index();
  }

  private static int byPath(String name, String... images) {
    return ImageNames.of("pairs.txt", images(images)).findByPath(name, ROOT).orElse(-1);
  }

  @Test
  void filesOfAMapNameImagesBelowTheirFolderOrByLongerPaths() {
    assertThat(find("a/1.jpg", "a/1.jpg", "b/1.jpg")).isZero();
    assertThat(find("database/b/1.jpg", "a/1.jpg", "b/1.jpg")).isEqualTo(1);
    assertThat(find("/home/her/b/1.jpg", "a/1.jpg", "b/1.jpg")).isEqualTo(1);
    assertThat(find("b/1", "a/1.jpg", "b/1.jpg")).isEqualTo(1);
    assertThat(find("1.jpg", "a/1.jpg", "b/1.jpg")).isEqualTo(-1);
  }

  @Test
  void otherProgramsNameImagesByAnyEndOfTheirPath() {
    assertThat(byPath("database/a/1.jpg", "a/1.jpg", "a/2.jpg")).isZero();
    assertThat(byPath("town/database/a/2.jpg", "a/1.jpg", "a/2.jpg")).isEqualTo(1);
    assertThat(byPath("2", "a/1.jpg", "a/2.jpg")).isEqualTo(1);
    assertThat(byPath("other/a/2.jpg", "a/1.jpg", "a/2.jpg")).isEqualTo(-1);
    assertThat(byPath("a/u\u0308.jpg", "a/\u00fc.jpg")).isZero();
  }

  @Test
  void aNameThatFitsTwoImagesIsRefusedWithBoth() {
    for (Runnable ambiguous :
        List.<Runnable>of(
            () -> find("a/1", "a/1.jpg", "a/1.png"),
            () -> byPath("1.jpg", "a/1.jpg", "b/1.jpg"),
            () -> byPath("1", "a/1.jpg", "a/1.png"))) {
      assertThatThrownBy(ambiguous::run)
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("Two images are called '")
          .hasMessageContaining("a/1.jpg and ");
    }
  }
}

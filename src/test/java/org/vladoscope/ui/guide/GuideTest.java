package org.vladoscope.ui.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vladoscope.ui.FxTest;

/** What the guide in the window makes of the documents. */
@Tag("window")
class GuideTest {

  @BeforeAll
  static void start() {
    FxTest.start();
  }

  private static List<GuideSection> sections(String markdown) {
    return Guide.sections("a.md", markdown);
  }

  private static List<javafx.scene.Node> all(javafx.scene.Node node) {
    return node instanceof javafx.scene.Parent parent
        ? Stream.concat(
                Stream.of(node),
                parent.getChildrenUnmodifiable().stream().flatMap(n -> all(n).stream()))
            .toList()
        : List.of(node);
  }

  private static String text(VBox box) {
    StringBuilder text = new StringBuilder();
    for (javafx.scene.Node node : all(box)) {
      if (node instanceof Text piece) {
        text.append(piece.getText());
      }
    }
    return text.toString();
  }

  @Test
  void aDocumentIsDividedAtItsHeadings() {
    List<GuideSection> sections =
        sections("# Title\n\nFirst.\n\n## One thing\n\nA *b* `c`.\n\n### Part\n\nLast.\n");
    assertThat(sections)
        .extracting(GuideSection::title)
        .containsExactly("Title", "One thing", "Part");
    assertThat(sections).extracting(GuideSection::level).containsExactly(1, 2, 3);
    assertThat(sections)
        .extracting(GuideSection::address)
        .containsExactly("a.md", "a.md#one-thing", "a.md#part");
    assertThat(sections.get(1).text()).contains("c");
  }

  @Test
  void aSearchFindsLettersInHeadingsAndTextInAnyCase() {
    GuideSection section =
        sections("# T\n\n## Several Cameras\n\nThe best *pair* counts.\n").get(1);
    assertThat(section.holds("CAMERA")).isTrue();
    assertThat(section.holds("pair")).isTrue();
    assertThat(section.holds("triplet")).isFalse();
  }

  @Test
  void keysCodeListsAndTablesKeepTheirWords() {
    GuideSection section =
        sections(
                "# T\n\n"
                    + "Press <kbd>F</kbd> or `--x`.\n\n"
                    + "- one\n"
                    + "- two\n\n"
                    + "| a | b |\n"
                    + "|---|---|\n"
                    + "| c | **d** |\n")
            .getFirst();
    VBox box = new MarkdownNodes("a.md", address -> {}).of(section.blocks());
    assertThat(text(box)).isEqualTo("Press F or --x.onetwoabcd");
    assertThat(all(box).stream().filter(n -> n.getStyleClass().contains("guide-key"))).hasSize(1);
    assertThat(all(box).stream().filter(n -> n.getStyleClass().contains("guide-strong")))
        .hasSize(1);
  }

  @Test
  void linksWithinTheGuideAreFollowedAndOthersAreText() {
    GuideSection section =
        sections(
                "# T\n\n"
                    + "[here](#there) [next](b.md#x) [away](decisions/0001.md)"
                    + " [web](https://e.org)\n")
            .getFirst();
    List<String> followed = new ArrayList<>();
    VBox box = new MarkdownNodes("a.md", followed::add).of(section.blocks());
    all(box).stream()
        .filter(Hyperlink.class::isInstance)
        .map(Hyperlink.class::cast)
        .forEach(Hyperlink::fire);
    assertThat(followed).containsExactly("a.md#there", "b.md#x");
    assertThat(text(box)).contains("away", "web");
  }

  @Test
  void everyDocumentOfTheProgramCanBeDrawnAndItsLinksLeadSomewhere() {
    Guide guide = Guide.read();
    List<String> lost = new ArrayList<>();
    for (GuideSection section : guide.sections()) {
      VBox box =
          new MarkdownNodes(
                  section.document(),
                  address -> {
                    if (guide.at(address).isEmpty()) {
                      lost.add(section.address() + " -> " + address);
                    }
                  })
              .of(section.blocks());
      all(box).stream()
          .filter(Hyperlink.class::isInstance)
          .map(Hyperlink.class::cast)
          .forEach(Hyperlink::fire);
    }
    assertThat(guide.sections()).hasSizeGreaterThan(20);
    assertThat(lost).isEmpty();
  }
}

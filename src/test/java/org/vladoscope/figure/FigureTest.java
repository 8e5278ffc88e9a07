package org.vladoscope.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.image.RgbImage;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FigureTest {

  private static final Colour RED = Colour.rgb(0xff0000);

  private static Figure figure(Consumer<Drawing> content) {
    return Figure.of(20, 10, "a figure", content);
  }

  private static Document svg(Figure figure) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Svg.write(figure, out);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(out.toByteArray()));
  }

  private static Element first(Document svg, String name) {
    return (Element) svg.getElementsByTagName(name).item(0);
  }

  @Test
  void aDrawingKeepsLinesTextsPicturesAndTheNamesOfGroups() throws Exception {
    Document svg =
        svg(
            figure(
                drawing ->
                    drawing.group(
                        "legend of lines",
                        new Box(0, 0, 5, 5),
                        .5,
                        () -> {
                          drawing.line(new Point(1, 2), new Point(3, 4), RED, 1.5, 4, 3);
                          drawing.text("a<b", new Point(1, 1), 12, true, RED.opacity(.25));
                          drawing.image(
                              RgbImage.onWhite(1, 1, new int[] {0xff00ff00}), new Box(0, 0, 4, 4));
                        })));

    assertThat(first(svg, "title").getTextContent()).isEqualTo("a figure");
    assertThat(first(svg, "g").getAttribute("class")).isEqualTo("legend-of-lines");
    assertThat(first(svg, "g").getAttribute("opacity")).isEqualTo("0.5");
    assertThat(first(svg, "g").getAttribute("clip-path")).isEqualTo("url(#clip0)");
    assertThat(first(svg, "line").getAttribute("stroke")).isEqualTo("#ff0000");
    assertThat(first(svg, "line").getAttribute("stroke-dasharray")).isEqualTo("4 3");
    assertThat(first(svg, "text").getTextContent()).isEqualTo("a<b");
    assertThat(first(svg, "text").getAttribute("fill-opacity")).isEqualTo("0.25");
    assertThat(first(svg, "image").getAttribute("xlink:href")).startsWith("data:image/png;base64,");
  }

  @Test
  void aNameThatXmlDoesNotAllowStillMakesADrawing() throws Exception {
    Document svg =
        svg(figure(drawing -> drawing.text("bell\u0007.jpg", new Point(0, 0), 12, false, RED)));

    assertThat(first(svg, "text").getTextContent()).isEqualTo("bell\ufffd.jpg");
  }

  @Test
  void inAPageColoursFollowThePage() {
    String element =
        Svg.element(
            figure(
                drawing -> {
                  drawing.dot(new Point(1, 1), 2, RED.opacity(.5));
                  drawing.dot(new Point(1, 1), 2, Colour.BLACK);
                }),
            Map.of(RED, "global"));

    assertThat(element)
        .contains("style=\"fill:var(--global)\" fill-opacity=\"0.5\"")
        .contains("fill=\"#000000\"")
        .contains("aria-label=\"a figure\"")
        .doesNotContain("http:");
  }

  @Test
  void tilesThatTouchLeaveNoSeamOnPixels() {
    Figure figure =
        figure(
            drawing ->
                drawing.group(
                    "tiles",
                    null,
                    .5,
                    () -> {
                      for (int i = 0; i < 7; i++) {
                        drawing.fill(new Box(1 + i * 2.3, 2, 2.3, 5), RED);
                      }
                    }));

    BufferedImage picture = Pixels.of(figure, 1);

    assertThat(picture.getWidth()).isEqualTo(20);
    for (int x = 1; x < 17; x++) {
      assertThat(picture.getRGB(x, 4) & 0xffffff)
          .as("pixel " + x)
          .isEqualTo(picture.getRGB(1, 4) & 0xffffff);
    }
    assertThat(picture.getRGB(0, 4) & 0xffffff).isEqualTo(0xffffff);
  }

  @Test
  void pixelsGrowWithTheScale() {
    Figure figure = figure(drawing -> drawing.fill(new Box(10, 5, 10, 5), RED));

    BufferedImage picture = Pixels.of(figure, 4);

    assertThat(picture.getWidth()).isEqualTo(80);
    assertThat(picture.getRGB(39, 25) & 0xffffff).isEqualTo(0xffffff);
    assertThat(picture.getRGB(40, 25) & 0xffffff).isEqualTo(0xff0000);
  }

  @Test
  void aTranslucentPictureLiesOnWhite() {
    RgbImage image = RgbImage.onWhite(2, 1, new int[] {0x00000000, 0xff123456});

    assertThat(List.of(image.get(0, 0, 0), image.get(1, 0, 0), image.get(1, 0, 2)))
        .containsExactly(255, 0x12, 0x56);
  }

  @Test
  void theNameOfAFileSaysWhetherItIsADrawing(@TempDir Path folder) throws IOException {
    Figure figure = figure(drawing -> drawing.dot(new Point(5, 5), 2, RED));

    FigureFile.write(folder.resolve("a.SVG"), figure);
    FigureFile.write(folder.resolve("a.png"), figure);

    assertThat(Files.readString(folder.resolve("a.SVG"))).contains("<circle");
    assertThat(ImageIO.read(folder.resolve("a.png").toFile()).getHeight()).isEqualTo(10);
  }

  @Test
  void matchesOfDifferentKindsDifferInDashesToo() {
    Drawing drawing = new Drawing();
    for (MatchKind kind : MatchKind.values()) {
      MatchMarks.line(drawing, new Point(0, 0), new Point(9, 9), kind, 2);
    }

    assertThat(
            drawing.marks().stream()
                .filter(Mark.Line.class::isInstance)
                .map(mark -> ((Mark.Line) mark).stroke())
                .filter(stroke -> !stroke.colour().equals(Palette.HALO))
                .map(Stroke::dashes))
        .containsExactly(List.of(1.6, 5.2), List.of(8.0, 6.0), List.of());
  }
}

package org.vladoscope.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.DrawObject;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.image.RgbImage;

/** PDF files as PDFBox reads and renders them, against the pixels of the same figure. */
class PdfTest {

  private static final Colour RED = Colour.rgb(0xff0000);

  /** PDFBox renders a transparency group one pixel lower than it lies; poppler does not. */
  private static final int GROUP_SHIFT = 1;

  private static byte[] bytes(Figure figure) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Pdf.write(figure, out);
    return out.toByteArray();
  }

  private static Figure figure(Consumer<Drawing> content) {
    return Figure.of(200, 120, "a figure", content);
  }

  private static PDDocument pdf(Consumer<Drawing> content) throws IOException {
    return Loader.loadPDF(bytes(figure(content)));
  }

  private static List<COSDictionary> objects(PDDocument document, COSName key, COSName value) {
    List<COSDictionary> found = new ArrayList<>();
    document
        .getDocument()
        .getXrefTable()
        .keySet()
        .forEach(
            number -> {
              COSObject object = document.getDocument().getObjectFromPool(number);
              COSBase base = object.getObject();
              if (base instanceof COSDictionary one && value.equals(one.getDictionaryObject(key))) {
                found.add(one);
              }
            });
    return found;
  }

  private static RgbImage photograph(int seed) {
    Random random = new Random(seed);
    byte[] rgb = new byte[3 * 160 * 120];
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 160; x++) {
        for (int c = 0; c < 3; c++) {
          double light = 128 + 60 * Math.sin(x / 17.0 + c) * Math.cos(y / 11.0 + seed);
          rgb[3 * (y * 160 + x) + c] = (byte) Math.round(light + 6 * random.nextGaussian());
        }
      }
    }
    return new RgbImage(160, 120, rgb);
  }

  @Test
  void thePageIsTheFigureAndItsFontIsEmbeddedInPart() throws IOException {
    try (PDDocument document =
        pdf(
            d -> {
              d.text("recall@N \u2013 0.95", new Point(10, 20), 12, false, Colour.BLACK);
              d.text("Bold", new Point(10, 40), 14, true, RED);
            })) {
      assertThat(document.getNumberOfPages()).isOne();
      PDRectangle page = document.getPage(0).getMediaBox();
      assertThat(page.getWidth()).isEqualTo(200);
      assertThat(page.getHeight()).isEqualTo(120);
      assertThat(document.getPage(0).getCropBox().toString()).isEqualTo(page.toString());
      assertThat(document.getVersion()).isEqualTo(1.4f);
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("a figure");
      List<COSDictionary> described = objects(document, COSName.TYPE, COSName.FONT_DESC);
      assertThat(described).hasSize(1);
      assertThat(described.getFirst().getNameAsString(COSName.FONT_NAME))
          .matches("[A-Z]{6}\\+LiberationSans");
      assertThat(described.getFirst().getDictionaryObject(COSName.FONT_FILE2))
          .isInstanceOf(COSStream.class);
      assertThat(
              ((COSStream) described.getFirst().getDictionaryObject(COSName.FONT_FILE2))
                  .getLength())
          .isBetween(1_000L, 60_000L);
    }
  }

  @Test
  void textIsTheTextThatWasWritten() throws IOException {
    List<String> lines =
        List.of(
            "efficient flow, first office",
            "\u03b1 = 0.5 \u2265 3 \u2192 640 \u00d7 480 \u2026 \u2212.25",
            "Stra\u00dfe_\u00fc\u010d\u0159\u017e.jpg",
            "right \u2713 wrong \u2717",
            "\u6570\u5b57_007.jpg");
    try (PDDocument document =
        pdf(
            d -> {
              for (int i = 0; i < lines.size(); i++) {
                d.text(lines.get(i), new Point(10, 20 + 20 * i), 10, i == 1, Colour.BLACK);
              }
            })) {
      assertThat(new PDFTextStripper().getText(document).lines()).containsExactlyElementsOf(lines);
    }
  }

  @Test
  void namesThatNoFontHasAreSeenAndDoNotEndTheExport() throws IOException {
    Figure odd =
        figure(
            d ->
                d.text(
                    "bell\u0007 half\ud800 \u05e9\u05dc\u05d5\u05dd e\u0301 \ud83d\udc4d",
                    new Point(10, 40),
                    24,
                    true,
                    Colour.BLACK));

    try (PDDocument document = Loader.loadPDF(bytes(odd))) {
      assertThat(dark(render(document))).isGreaterThan(500);
    }
    Figure alone = figure(d -> d.text("\ud83d\udc4d", new Point(10, 80), 60, false, Colour.BLACK));
    try (PDDocument document = Loader.loadPDF(bytes(alone))) {
      assertThat(dark(render(document))).isGreaterThan(50);
    }
    // A letter and the accent that follows it are the one sign that they mean.
    try (PDDocument document =
        pdf(d -> d.text("cafe\u0301.jpg", new Point(10, 20), 10, false, Colour.BLACK))) {
      assertThat(new PDFTextStripper().getText(document)).startsWith("caf\u00e9.jpg");
    }
  }

  private static BufferedImage render(PDDocument document) throws IOException {
    return new PDFRenderer(document).renderImage(0, 1);
  }

  private static int dark(BufferedImage image) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void whatIsRenderedIsTheImageOfTheSameFigure() throws IOException {
    RgbImage image = photograph(1);
    Figure figure =
        figure(
            d -> {
              d.image(image, new Box(4, 4, 80, 60));
              d.group(
                  "cells",
                  new Box(4, 4, 70, 60),
                  .5,
                  () -> {
                    for (int i = 0; i < 8; i++) {
                      for (int j = 0; j < 4; j++) {
                        d.fill(
                            new Box(4 + 10 * i, 4 + 10 * j, 10, 10),
                            Colour.rgb(0x2040c0 + 0x180000 * i + 0x001800 * j));
                      }
                    }
                  });
              d.group(
                  "clipped",
                  new Box(100, 10, 40, 40),
                  1,
                  () -> {
                    d.dot(new Point(140, 30), 20, RED.opacity(.4));
                    d.line(new Point(90, 0), new Point(160, 60), Colour.BLACK, 3, 6, 3);
                  });
              d.curve(List.of(new Point(100, 60), new Point(130, 110), new Point(160, 60)), RED, 4);
              d.box(new Box(10, 80, 60, 30), Colour.rgb(0x0000ff), 4);
              d.fill(new Box(20, 90, 40, 10), Colour.rgb(0x00aa00));
            });
    BufferedImage wanted = Pixels.of(figure, 2);

    try (PDDocument document = Loader.loadPDF(bytes(figure))) {
      BufferedImage seen = new PDFRenderer(document).renderImage(0, 2);

      assertThat(seen.getWidth()).isEqualTo(wanted.getWidth());
      assertThat(seen.getHeight()).isEqualTo(wanted.getHeight());
      long sum = 0;
      int far = 0;
      for (int y = 0; y < wanted.getHeight() - GROUP_SHIFT; y++) {
        for (int x = 0; x < wanted.getWidth(); x++) {
          int most = 0;
          for (int shift = 0; shift < 24; shift += 8) {
            int a = wanted.getRGB(x, y) >> shift & 0xff;
            int b = seen.getRGB(x, y + GROUP_SHIFT) >> shift & 0xff;
            most = Math.max(most, Math.abs(a - b));
          }
          sum += most;
          far += most > 48 ? 1 : 0;
        }
      }
      int pixels = wanted.getWidth() * wanted.getHeight();
      // Edges are smoothed by another painter, and the photograph is a JPEG.
      assertThat((double) sum / pixels).isLessThan(3);
      assertThat((double) far / pixels).isLessThan(.02);
    }
  }

  @Test
  void opaqueTilesOfAllColoursAndTranslucentOnesOfOneLeaveNoSeam() throws IOException {
    try (PDDocument document =
        pdf(
            d -> {
              for (int i = 0; i < 20; i++) {
                d.fill(new Box(10 + 7.3 * i, 10, 7.3, 20), Colour.rgb(0x100000 + i));
              }
              for (int i = 0; i < 40; i++) {
                d.fill(new Box(10 + 7.3 * (i / 2), 60.3 + 20 * (i % 2), 7.3, 20), RED.opacity(.5));
              }
            })) {
      BufferedImage seen = render(document);

      for (int x = 12; x < 150; x++) {
        assertThat(seen.getRGB(x, 20) >> 16 & 0xff).as("opaque, " + x).isLessThan(0x18);
        assertThat(seen.getRGB(x, 70)).as("translucent, " + x).isEqualTo(seen.getRGB(12, 70));
      }
      for (int y = 63; y < 97; y++) {
        assertThat(seen.getRGB(50, y)).as("translucent, row " + y).isEqualTo(seen.getRGB(50, 63));
      }
    }
  }

  @Test
  void opacityOfColoursAndOfGroupsIsKept() throws IOException {
    try (PDDocument document =
        pdf(
            d -> {
              d.fill(new Box(10, 10, 40, 40), RED.opacity(.25));
              d.group(
                  "two",
                  null,
                  .5,
                  () -> {
                    d.fill(new Box(60, 10, 40, 40), RED);
                    d.fill(new Box(80, 10, 40, 40), RED);
                  });
              d.fill(new Box(130, 10, 40, 40), RED);
            })) {
      BufferedImage seen = render(document);

      assertThat(seen.getRGB(30, 30) & 0xff).isBetween(189, 193);
      // A group is one thing: where its marks overlap it is no darker.
      assertThat(seen.getRGB(65, 30) & 0xff).isBetween(126, 129);
      assertThat(seen.getRGB(90, 30)).isEqualTo(seen.getRGB(65, 30));
      assertThat(seen.getRGB(150, 30) & 0xff).isZero();
    }
  }

  @Test
  void aPhotographIsOneJpegHoweverOftenItIsDrawnAndWhatHasFewColoursIsExact() throws IOException {
    RgbImage photograph = photograph(3);
    RgbImage again = new RgbImage(160, 120, photograph.rgb().clone());
    int[] halves = new int[100 * 100];
    Arrays.fill(halves, 0, 5000, 0xff204060);
    Arrays.fill(halves, 5000, 10_000, 0xffa0c0e0);
    try (PDDocument document =
        pdf(
            d -> {
              d.image(photograph, new Box(0, 0, 40, 30));
              d.group("again", null, .5, () -> d.image(again, new Box(50, 0, 40, 30)));
              d.image(RgbImage.onWhite(100, 100, halves), new Box(100, 0, 40, 30));
            })) {
      List<String> filters =
          objects(document, COSName.SUBTYPE, COSName.IMAGE).stream()
              .map(image -> image.getDictionaryObject(COSName.FILTER))
              .map(filter -> ((COSName) filter).getName())
              .sorted()
              .toList();
      assertThat(filters).containsExactly("DCTDecode", "FlateDecode");
      assertThat(render(document).getRGB(120, 8) & 0xffffff).isEqualTo(0x204060);
    }
  }

  @Test
  void linesStayLines() throws IOException {
    try (PDDocument document =
        pdf(
            d -> {
              d.line(new Point(1, 2), new Point(30, 40), RED, 1.5, 4, 3);
              d.curve(List.of(new Point(1, 2), new Point(3, 4), new Point(5, 9)), RED, 2);
            })) {
      List<String> drawn = new ArrayList<>();
      PDFStreamEngine engine =
          new PDFStreamEngine() {
            @Override
            protected void processOperator(Operator operator, List<COSBase> operands)
                throws IOException {
              drawn.add(operator.getName());
              super.processOperator(operator, operands);
            }
          };
      engine.addOperator(new DrawObject(engine));
      engine.processPage(document.getPage(0));

      assertThat(drawn).contains("S", "d", "w").doesNotContain("sh", "BI");
      assertThat(drawn.stream().filter("l"::equals)).hasSize(3);
    }
  }

  @Test
  void theSameFigureIsTheSameFileAndAnotherIsAnother() throws IOException {
    Consumer<Drawing> content =
        d -> {
          d.image(photograph(5), new Box(0, 0, 40, 30));
          d.text("same \u2713", new Point(10, 50), 12, true, RED.opacity(.5));
        };

    assertThat(bytes(figure(content))).isEqualTo(bytes(figure(content)));
    try (PDDocument one = pdf(content);
        PDDocument other = pdf(d -> d.dot(new Point(9, 9), 2, RED))) {
      assertThat(one.getDocument().getDocumentID())
          .isNotEqualTo(other.getDocument().getDocumentID());
      assertThat(one.getDocumentInformation().getCreationDate()).isNull();
    }
  }

  @Test
  void theNameOfAFileAsksForItsForm(@TempDir Path folder) {
    FigureFile.write(
        folder.resolve("a.PDF"), figure(d -> d.dot(new Point(5, 5), 2, RED.opacity(.5))));

    assertThat(folder.resolve("a.PDF")).content(StandardCharsets.ISO_8859_1).startsWith("%PDF-1.4");
    assertThat(FigureForm.of(Path.of("b.svg"))).isEqualTo(FigureForm.SVG);
    assertThat(FigureForm.of(Path.of("pdf"))).isEqualTo(FigureForm.PNG);
    assertThatThrownBy(() -> FigureForm.parse("eps", "Strips"))
        .isInstanceOf(InputException.class)
        .hasMessage("Strips are written as png, svg or pdf, not eps.");
  }
}

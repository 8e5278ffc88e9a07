package org.vladoscope.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a PDF document, in Liberation Sans, of which the letters used are embedded. What
 * that font does not have, and what is not written from left to right, is drawn with a font of this
 * computer as areas that say which text they are.
 */
final class PdfText {

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /** Width of the line around bold letters, for which there is no font of its own. */
  private static final double BOLD = 1 / 28.0;

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final PDType0Font font;
  private final CmapLookup glyphs;

  PdfText(PDDocument document) throws IOException {
    try (InputStream file = Objects.requireNonNull(PDType0Font.class.getResourceAsStream(FONT))) {
      TrueTypeFont letters = new TTFParser().parse(new RandomAccessReadBuffer(file));
      // Ligatures would be other texts when they are copied.
      letters.setEnableGsub(false);
      document.registerTrueTypeFontForClosing(letters);
      glyphs = letters.getUnicodeCmapLookup();
      font = PDType0Font.load(document, letters, true);
    }
  }

  /** A text without characters that are none, which file names may have. */
  static String legal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .map(
            c ->
                Character.isISOControl(c) || (c >= 0xd800 && c < 0xe000) || (c & 0xfffe) == 0xfffe
                    ? 0xfffd
                    : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * Writes a line.
   *
   * @return whether colour and width of lines are others now
   */
  boolean write(Mark.Text mark, PDPageContentStream out) throws IOException {
    List<Run> runs = runs(legal(mark.text()), mark);
    double width = runs.stream().mapToDouble(Run::width).sum();
    double x =
        switch (mark.anchor()) {
          case START -> mark.at().x();
          case MIDDLE -> mark.at().x() - width / 2;
          case END -> mark.at().x() - width;
        };
    boolean embolden = false;
    for (Run run : runs) {
      if (run.area() == null) {
        embolden |= mark.bold();
        letters(run.text(), mark, x, out);
      } else {
        area(run, mark, x, out);
      }
      x += run.width();
    }
    return embolden;
  }

  private void letters(String text, Mark.Text mark, double x, PDPageContentStream out)
      throws IOException {
    out.beginText();
    out.setFont(font, (float) mark.size());
    if (mark.bold()) {
      out.setRenderingMode(RenderingMode.FILL_STROKE);
      out.setStrokingColor(new Color(mark.colour().argb() & 0xffffff));
      out.setLineWidth((float) (mark.size() * BOLD));
      out.setLineDashPattern(new float[0], 0);
    }
    out.setTextMatrix(new Matrix(1, 0, 0, -1, (float) x, (float) mark.at().y()));
    out.showText(text);
    if (mark.bold()) {
      out.setRenderingMode(RenderingMode.FILL);
    }
    out.endText();
  }

  private void area(Run run, Mark.Text mark, double x, PDPageContentStream out) throws IOException {
    begin(run.text(), out);
    PathIterator path =
        Objects.requireNonNull(run.area())
            .getPathIterator(AffineTransform.getTranslateInstance(x, mark.at().y()));
    float[] at = new float[6];
    float fromX = 0;
    float fromY = 0;
    boolean even = path.getWindingRule() == PathIterator.WIND_EVEN_ODD;
    for (; !path.isDone(); path.next()) {
      int end = 0;
      switch (path.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> out.moveTo(at[0], at[1]);
        case PathIterator.SEG_LINETO -> out.lineTo(at[0], at[1]);
        case PathIterator.SEG_QUADTO -> {
          out.curveTo(
              fromX + 2 * (at[0] - fromX) / 3,
              fromY + 2 * (at[1] - fromY) / 3,
              at[2] + 2 * (at[0] - at[2]) / 3,
              at[3] + 2 * (at[1] - at[3]) / 3,
              at[2],
              at[3]);
          end = 2;
        }
        case PathIterator.SEG_CUBICTO -> {
          out.curveTo(at[0], at[1], at[2], at[3], at[4], at[5]);
          end = 4;
        }
        default -> out.closePath();
      }
      fromX = at[end];
      fromY = at[end + 1];
    }
    if (even) {
      out.fillEvenOdd();
    } else {
      out.fill();
    }
    // Readers take the text from letters only: an unseen space that is as wide.
    double space = font.getStringWidth(" ") / 1000 * mark.size();
    out.beginText();
    out.setFont(font, (float) mark.size());
    out.setRenderingMode(RenderingMode.NEITHER);
    out.setHorizontalScaling((float) (100 * run.width() / space));
    out.setTextMatrix(new Matrix(1, 0, 0, -1, (float) x, (float) mark.at().y()));
    out.showText(" ");
    out.setHorizontalScaling(100);
    out.setRenderingMode(RenderingMode.FILL);
    out.endText();
    out.endMarkedContent();
  }

  /**
   * Begins something that stands for a text. As a command: poppler leaves a text that stands among
   * the resources aside, as PDFBox's own method writes it.
   */
  @SuppressWarnings("deprecation")
  private static void begin(String text, PDPageContentStream out) throws IOException {
    String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
    out.appendRawCommands("/Span << /ActualText <FEFF" + hex + "> >> BDC\n");
  }

  /** Parts of a text that are written, and parts that are drawn. */
  private List<Run> runs(String text, Mark.Text mark) throws IOException {
    List<Run> runs = new ArrayList<>();
    if (Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
      runs.add(drawn(text, mark));
      return runs;
    }
    int[] signs = text.codePoints().toArray();
    int from = 0;
    while (from < signs.length) {
      boolean written = isWritten(signs, from);
      int to = from + 1;
      while (to < signs.length && isWritten(signs, to) == written) {
        to++;
      }
      String part = new String(signs, from, to - from);
      runs.add(
          written
              ? new Run(part, font.getStringWidth(part) / 1000 * mark.size(), null)
              : drawn(part, mark));
      from = to;
    }
    return runs;
  }

  /** Signs that are set on the one before are drawn together with it. */
  private boolean isWritten(int[] signs, int i) {
    return glyphs.getGlyphId(signs[i]) != 0
        && !isSetOn(signs[i])
        && (i + 1 == signs.length || !isSetOn(signs[i + 1]));
  }

  private static boolean isSetOn(int sign) {
    int type = Character.getType(sign);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.FORMAT;
  }

  private static Run drawn(String text, Mark.Text mark) {
    Font own =
        new Font(Font.SANS_SERIF, mark.bold() ? Font.BOLD : Font.PLAIN, 1)
            .deriveFont((float) mark.size());
    TextLayout layout = new TextLayout(text, own, CONTEXT);
    Shape area = layout.getOutline(null);
    double width = layout.getAdvance();
    if (area.getBounds2D().isEmpty() && !text.isBlank()) {
      // A font of coloured images has no outlines; a box says that something stands here.
      width = Math.max(width, mark.size() * .7);
      area = new Rectangle2D.Double(width * .1, -mark.size() * .7, width * .8, mark.size() * .7);
    }
    return new Run(text, width, area);
  }

  /**
   * A part of a line.
   *
   * @param width in units of the drawing
   * @param area what is filled where the text is drawn, its base line at 0; null where it is
   *     written
   */
  private record Run(String text, double width, @Nullable Shape area) {}
}

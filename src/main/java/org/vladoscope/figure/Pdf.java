package org.vladoscope.figure;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Writes figures as PDF 1.4 of one page as large as the figure, a point for each unit and without a
 * margin, as LaTeX takes them. Texts stay texts in an embedded font, lines stay lines, and every
 * image stands in the file once. The same figure makes the same file.
 */
public final class Pdf {

  /** How far a circle's control points lie from its corners, in radii. */
  private static final double KAPPA = 4 * (Math.sqrt(2) - 1) / 3;

  /** Most tiles that are filled as one. */
  private static final int MOST_TILES = 256;

  private final PDDocument document;
  private final PDRectangle page;
  private final PdfText texts;
  private final PdfImages images;
  private final Map<Float, PDExtendedGraphicsState> opacities;

  private Pdf(PDDocument document, PDRectangle page) throws IOException {
    this.document = document;
    this.page = page;
    this.texts = new PdfText(document);
    this.images = new PdfImages(document);
    this.opacities = new HashMap<>();
  }

  /**
   * Writes a file.
   *
   * @param out stays the caller's to close
   */
  public static void write(Figure figure, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDRectangle size = new PDRectangle((float) figure.width(), (float) figure.height());
      PDPage page = new PDPage(size);
      document.addPage(page);
      document.getDocumentInformation().setTitle(PdfText.legal(figure.title()));
      document.getDocumentInformation().setCreator("Vladoscope");
      List<Mark> marks = new ArrayList<>();
      marks.add(new Mark.Tile(new Box(0, 0, figure.width(), figure.height()), Colour.WHITE));
      marks.addAll(figure.marks());
      Pdf pdf = new Pdf(document, size);
      PDFormXObject content = pdf.form(marks, marks.stream().anyMatch(Pdf::isTranslucent));
      try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
        // Down is up in PDF.
        stream.transform(new Matrix(1, 0, 0, -1, 0, size.getHeight()));
        stream.drawForm(content);
      }
      // PDFBox would take the time of day.
      document.setDocumentId(
          (long) Arrays.hashCode(content.getContentStream().toByteArray()) << 32
              | figure.title().hashCode() & 0xffffffffL);
      // Without compressed objects, which ask for PDF 1.5.
      document.save(out, CompressParameters.NO_COMPRESSION);
    }
  }

  private static boolean isTranslucent(Mark mark) {
    return switch (mark) {
      case Mark.Line line -> isTranslucent(line.stroke().colour());
      case Mark.Curve curve -> isTranslucent(curve.stroke().colour());
      case Mark.Outline outline -> isTranslucent(outline.stroke().colour());
      case Mark.Dot dot -> isTranslucent(dot.colour());
      case Mark.Tile tile -> isTranslucent(tile.colour());
      case Mark.Text text -> isTranslucent(text.colour());
      case Mark.Picture picture -> false;
      case Mark.Group group ->
          group.opacity() < 1 || group.marks().stream().anyMatch(Pdf::isTranslucent);
    };
  }

  private static boolean isTranslucent(Colour colour) {
    return colour.opacity() < 1;
  }

  /**
   * Marks as one thing.
   *
   * @param blended whether they lie on what is below them as a whole, mixed as light is
   */
  private PDFormXObject form(List<Mark> marks, boolean blended) throws IOException {
    PDAppearanceStream form = new PDAppearanceStream(document);
    form.setBBox(page);
    form.setResources(new PDResources());
    if (blended) {
      COSDictionary group = new COSDictionary();
      group.setItem(COSName.TYPE, COSName.GROUP);
      group.setItem(COSName.S, COSName.TRANSPARENCY);
      group.setItem(COSName.CS, COSName.DEVICERGB);
      form.getCOSObject().setItem(COSName.GROUP, group);
    }
    try (PDPageContentStream stream = new PDPageContentStream(document, form)) {
      new Content(stream).marks(marks);
    }
    return form;
  }

  /** What is drawn into one stream, and how its pen is set. */
  private final class Content {

    private final PDPageContentStream out;
    private Pen pen = Pen.FIRST;

    Content(PDPageContentStream out) {
      this.out = out;
    }

    void marks(List<Mark> marks) throws IOException {
      Seams seams = Seams.of(marks);
      for (int i = 0; i < marks.size(); i++) {
        if (!(marks.get(i) instanceof Mark.Tile tile)) {
          mark(marks.get(i));
        } else if (tile.colour().opacity() == 1) {
          tiles(List.of(seams.covered(tile.box(), i)), tile.colour());
        } else {
          List<Box> same = alike(marks, i, tile.colour());
          tiles(same, tile.colour());
          i += same.size() - 1;
        }
      }
    }

    /** The boxes of tiles that follow each other, have one colour and do not overlap. */
    private List<Box> alike(List<Mark> marks, int first, Colour colour) {
      List<Box> boxes = new ArrayList<>();
      for (int i = first; i < marks.size() && boxes.size() < MOST_TILES; i++) {
        if (!(marks.get(i) instanceof Mark.Tile tile)
            || !tile.colour().equals(colour)
            || boxes.stream().anyMatch(Seams.within(tile.box())::intersects)) {
          break;
        }
        boxes.add(tile.box());
      }
      return boxes;
    }

    /** Fills boxes as one path, so that translucent ones which touch show no seam. */
    private void tiles(List<Box> boxes, Colour colour) throws IOException {
      fill(colour);
      for (Box box : boxes) {
        rectangle(box.left(), box.top(), box.width(), box.height());
      }
      out.fill();
    }

    private void rectangle(double left, double top, double width, double height)
        throws IOException {
      out.addRect((float) left, (float) top, (float) width, (float) height);
    }

    private void mark(Mark mark) throws IOException {
      switch (mark) {
        case Mark.Line line -> {
          stroke(line.stroke());
          path(List.of(line.from(), line.to()));
        }
        case Mark.Curve curve -> {
          stroke(curve.stroke());
          path(curve.points());
        }
        case Mark.Dot dot -> dot(dot);
        case Mark.Outline outline -> {
          stroke(outline.stroke());
          Box box = outline.box();
          rectangle(box.left(), box.top(), box.width(), box.height());
          out.stroke();
        }
        case Mark.Tile tile -> tiles(List.of(tile.box()), tile.colour());
        case Mark.Picture picture -> picture(picture);
        case Mark.Text text -> {
          fill(text.colour());
          if (texts.write(text, out)) {
            pen = pen.withoutStroke();
          }
        }
        case Mark.Group group -> group(group);
      }
    }

    private void path(List<Point> points) throws IOException {
      out.moveTo((float) points.getFirst().x(), (float) points.getFirst().y());
      for (Point point : points.subList(1, points.size())) {
        out.lineTo((float) point.x(), (float) point.y());
      }
      out.stroke();
    }

    private void dot(Mark.Dot dot) throws IOException {
      fill(dot.colour());
      float x = (float) dot.centre().x();
      float y = (float) dot.centre().y();
      float r = (float) dot.radius();
      float k = (float) (KAPPA * dot.radius());
      out.moveTo(x + r, y);
      out.curveTo(x + r, y + k, x + k, y + r, x, y + r);
      out.curveTo(x - k, y + r, x - r, y + k, x - r, y);
      out.curveTo(x - r, y - k, x - k, y - r, x, y - r);
      out.curveTo(x + k, y - r, x + r, y - k, x + r, y);
      out.fill();
    }

    private void picture(Mark.Picture picture) throws IOException {
      PDImageXObject image = images.of(picture.image());
      opacity(1);
      Box box = picture.box();
      // An image's own rows go upwards.
      out.drawImage(
          image,
          new Matrix(
              (float) box.width(),
              0,
              0,
              (float) -box.height(),
              (float) box.left(),
              (float) box.bottom()));
    }

    private void group(Mark.Group group) throws IOException {
      Pen before = pen;
      out.saveGraphicsState();
      if (group.clip() != null) {
        Box clip = group.clip();
        rectangle(clip.left(), clip.top(), clip.width(), clip.height());
        out.clip();
      }
      if (group.opacity() < 1) {
        opacity(group.opacity());
        out.drawForm(form(group.marks(), true));
      } else {
        marks(group.marks());
      }
      out.restoreGraphicsState();
      pen = before;
    }

    private void fill(Colour colour) throws IOException {
      opacity(colour.opacity());
      if (pen.fill() != (colour.argb() & 0xffffff)) {
        out.setNonStrokingColor(awt(colour));
        pen = new Pen(colour.argb() & 0xffffff, pen.stroke(), pen.opacity());
      }
    }

    private void stroke(Stroke stroke) throws IOException {
      opacity(stroke.colour().opacity());
      if (!stroke.equals(pen.stroke())) {
        out.setStrokingColor(awt(stroke.colour()));
        out.setLineWidth((float) stroke.width());
        float[] dashes = new float[stroke.dashes().size()];
        for (int i = 0; i < dashes.length; i++) {
          dashes[i] = stroke.dashes().get(i).floatValue();
        }
        out.setLineDashPattern(dashes, 0);
        pen = new Pen(pen.fill(), stroke, pen.opacity());
      }
    }

    private void opacity(double opacity) throws IOException {
      if (pen.opacity() != opacity) {
        PDExtendedGraphicsState state =
            opacities.computeIfAbsent(
                (float) opacity,
                value -> {
                  PDExtendedGraphicsState made = new PDExtendedGraphicsState();
                  made.setStrokingAlphaConstant(value);
                  made.setNonStrokingAlphaConstant(value);
                  return made;
                });
        out.setGraphicsStateParameters(state);
        pen = new Pen(pen.fill(), pen.stroke(), opacity);
      }
    }

    private static Color awt(Colour colour) {
      return new Color(colour.argb() & 0xffffff);
    }
  }

  /**
   * How a stream draws at the moment.
   *
   * @param fill colour of areas, 0xRRGGBB
   * @param stroke of lines, or null while unknown
   * @param opacity of either
   */
  private record Pen(int fill, @Nullable Stroke stroke, double opacity) {

    /** How every stream begins. */
    static final Pen FIRST = new Pen(0, null, 1);

    Pen withoutStroke() {
      return new Pen(fill, null, opacity);
    }
  }
}

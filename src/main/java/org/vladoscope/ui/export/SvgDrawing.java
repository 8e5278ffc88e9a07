package org.vladoscope.ui.export;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javax.imageio.ImageIO;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.view.Drawing;

/**
 * Draws vectors: an SVG 1.1 file in which every line can be picked, with pictures embedded as PNG.
 * Groups carry their names, so that a drawing program can show or hide them.
 */
public final class SvgDrawing implements Drawing, AutoCloseable {

  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final String XLINK = "http://www.w3.org/1999/xlink";

  private final XMLStreamWriter xml;
  private int clips;

  /**
   * Begins a drawing on white.
   *
   * @param out stays the caller's to close
   * @param title what it shows, for screen readers and file managers
   */
  public SvgDrawing(OutputStream out, double width, double height, String title) {
    try {
      xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace(SVG);
      xml.writeNamespace("xlink", XLINK);
      attribute("version", "1.1");
      attribute("width", number(width));
      attribute("height", number(height));
      attribute("viewBox", "0 0 " + number(width) + " " + number(height));
      attribute("font-family", "sans-serif");
      xml.writeStartElement("title");
      xml.writeCharacters(legal(title));
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
    fill(new Rectangle2D(0, 0, width, height), Color.WHITE);
  }

  private static UncheckedIOException unwritable(XMLStreamException e) {
    return new UncheckedIOException(new IOException(e));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** Without characters that XML does not allow, which file names may have. */
  private static String legal(String text) {
    return text.codePoints()
        .map(
            c ->
                c == '\t'
                        || (c >= 0x20 && c < 0xd800)
                        || (c >= 0xe000 && c != 0xfffe && c != 0xffff)
                    ? c
                    : 0xfffd)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private void attribute(String name, String value) {
    try {
      xml.writeAttribute(name, value);
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  private void empty(String element, Runnable attributes) {
    try {
      xml.writeEmptyElement(element);
      attributes.run();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  private static String hex(Color color) {
    return String.format(
        "#%02x%02x%02x",
        Math.round(color.getRed() * 255),
        Math.round(color.getGreen() * 255),
        Math.round(color.getBlue() * 255));
  }

  private void stroke(Color color, double width, double[] dashes) {
    attribute("fill", "none");
    attribute("stroke", hex(color));
    attribute("stroke-width", number(width));
    if (color.getOpacity() < 1) {
      attribute("stroke-opacity", number(color.getOpacity()));
    }
    if (dashes.length > 0) {
      attribute(
          "stroke-dasharray",
          Arrays.stream(dashes).mapToObj(SvgDrawing::number).collect(Collectors.joining(" ")));
    }
  }

  private void paint(Color color) {
    attribute("fill", hex(color));
    if (color.getOpacity() < 1) {
      attribute("fill-opacity", number(color.getOpacity()));
    }
  }

  private void place(Rectangle2D box) {
    attribute("x", number(box.getMinX()));
    attribute("y", number(box.getMinY()));
    attribute("width", number(box.getWidth()));
    attribute("height", number(box.getHeight()));
  }

  @Override
  public void line(Point2D from, Point2D to, Color color, double width, double... dashes) {
    empty(
        "line",
        () -> {
          attribute("x1", number(from.getX()));
          attribute("y1", number(from.getY()));
          attribute("x2", number(to.getX()));
          attribute("y2", number(to.getY()));
          stroke(color, width, dashes);
        });
  }

  @Override
  public void dot(Point2D center, double radius, Color color) {
    empty(
        "circle",
        () -> {
          attribute("cx", number(center.getX()));
          attribute("cy", number(center.getY()));
          attribute("r", number(radius));
          paint(color);
        });
  }

  @Override
  public void box(Rectangle2D box, Color color, double width, double... dashes) {
    empty(
        "rect",
        () -> {
          place(box);
          stroke(color, width, dashes);
        });
  }

  @Override
  public void fill(Rectangle2D box, Color color) {
    empty(
        "rect",
        () -> {
          place(box);
          paint(color);
          attribute("shape-rendering", "crispEdges");
        });
  }

  @Override
  public void image(Image image, Rectangle2D box) {
    BufferedImage pixels = SwingFXUtils.fromFXImage(image, null);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(pixels, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    empty(
        "image",
        () -> {
          place(box);
          attribute("preserveAspectRatio", "none");
          try {
            xml.writeAttribute(
                "xlink",
                XLINK,
                "href",
                "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray()));
          } catch (XMLStreamException e) {
            throw unwritable(e);
          }
        });
  }

  @Override
  public void text(String text, Point2D at, double size, boolean bold, Color color) {
    try {
      xml.writeStartElement("text");
      attribute("x", number(at.getX()));
      attribute("y", number(at.getY()));
      attribute("font-size", number(size));
      if (bold) {
        attribute("font-weight", "bold");
      }
      paint(color);
      xml.writeCharacters(legal(text));
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void group(String name, @Nullable Rectangle2D clip, double opacity, Runnable content) {
    try {
      String clipId = "clip" + clips;
      if (clip != null) {
        clips++;
        xml.writeStartElement("clipPath");
        attribute("id", clipId);
        empty("rect", () -> place(clip));
        xml.writeEndElement();
      }
      xml.writeStartElement("g");
      attribute("class", name.replace(' ', '-'));
      if (clip != null) {
        attribute("clip-path", "url(#" + clipId + ")");
      }
      if (opacity < 1) {
        attribute("opacity", number(opacity));
      }
      content.run();
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  /** Ends the drawing. */
  @Override
  public void close() {
    try {
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }
}

package org.vladoscope.figure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vladoscope.image.RgbImage;

/**
 * Writes figures as SVG 1.1, in which every line can be picked, with images embedded as PNG. Groups
 * carry their names, so that a drawing program can show or hide them.
 */
public final class Svg {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final String XLINK = "http://www.w3.org/1999/xlink";

  private final XMLStreamWriter xml;
  private final Map<Colour, String> variables;
  private int clips;

  private Svg(XMLStreamWriter xml, Map<Colour, String> variables) {
    this.xml = xml;
    this.variables = variables;
  }

  /**
   * Writes a file.
   *
   * @param out stays the caller's to close
   */
  public static void write(Figure figure, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      new Svg(xml, Map.of()).file(figure);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /**
   * A figure as an element of an HTML page, as wide as the page lets it be and without a ground of
   * its own.
   *
   * @param variables colours for which the page has CSS variables, with the variables' names, so
   *     that the figure follows the page's light and dark look
   */
  public static String element(Figure figure, Map<Colour, String> variables) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      new Svg(xml, variables).element(figure);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return out.append('\n').toString();
  }

  private void file(Figure figure) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("svg");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeNamespace("xlink", XLINK);
    xml.writeAttribute("version", "1.1");
    attribute("width", figure.width());
    attribute("height", figure.height());
    viewBox(figure);
    xml.writeAttribute("font-family", "sans-serif");
    xml.writeStartElement("title");
    xml.writeCharacters(legal(figure.title()));
    xml.writeEndElement();
    mark(new Mark.Tile(new Box(0, 0, figure.width(), figure.height()), Colour.WHITE));
    marks(figure.marks());
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void element(Figure figure) throws XMLStreamException {
    xml.writeStartElement("svg");
    viewBox(figure);
    xml.writeAttribute("role", "img");
    xml.writeAttribute("aria-label", legal(figure.title()));
    marks(figure.marks());
    xml.writeEndElement();
  }

  private void viewBox(Figure figure) throws XMLStreamException {
    xml.writeAttribute("viewBox", "0 0 " + number(figure.width()) + " " + number(figure.height()));
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

  private void attribute(String name, double value) throws XMLStreamException {
    xml.writeAttribute(name, number(value));
  }

  private void marks(List<Mark> marks) throws XMLStreamException {
    for (Mark mark : marks) {
      mark(mark);
    }
  }

  private void mark(Mark mark) throws XMLStreamException {
    switch (mark) {
      case Mark.Line line -> {
        xml.writeEmptyElement("line");
        attribute("x1", line.from().x());
        attribute("y1", line.from().y());
        attribute("x2", line.to().x());
        attribute("y2", line.to().y());
        stroke(line.stroke());
      }
      case Mark.Curve curve -> {
        xml.writeEmptyElement("polyline");
        xml.writeAttribute(
            "points",
            curve.points().stream()
                .map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" ")));
        stroke(curve.stroke());
      }
      case Mark.Dot dot -> {
        xml.writeEmptyElement("circle");
        attribute("cx", dot.centre().x());
        attribute("cy", dot.centre().y());
        attribute("r", dot.radius());
        colour("fill", dot.colour());
      }
      case Mark.Outline outline -> {
        xml.writeEmptyElement("rect");
        place(outline.box());
        stroke(outline.stroke());
      }
      case Mark.Tile tile -> {
        xml.writeEmptyElement("rect");
        place(tile.box());
        colour("fill", tile.colour());
        xml.writeAttribute("shape-rendering", "crispEdges");
      }
      case Mark.Picture picture -> {
        xml.writeEmptyElement("image");
        place(picture.box());
        xml.writeAttribute("preserveAspectRatio", "none");
        xml.writeAttribute("xlink", XLINK, "href", "data:image/png;base64," + png(picture.image()));
      }
      case Mark.Text text -> text(text);
      case Mark.Group group -> group(group);
    }
  }

  private void colour(String property, Colour colour) throws XMLStreamException {
    String variable = variables.get(colour.opacity(1));
    if (variable == null) {
      xml.writeAttribute(property, colour.hex());
    } else {
      xml.writeAttribute("style", property + ":var(--" + variable + ")");
    }
    if (colour.opacity() < 1) {
      attribute(property + "-opacity", colour.opacity());
    }
  }

  private void stroke(Stroke stroke) throws XMLStreamException {
    xml.writeAttribute("fill", "none");
    colour("stroke", stroke.colour());
    attribute("stroke-width", stroke.width());
    if (!stroke.dashes().isEmpty()) {
      xml.writeAttribute(
          "stroke-dasharray",
          stroke.dashes().stream().map(Svg::number).collect(Collectors.joining(" ")));
    }
  }

  private void place(Box box) throws XMLStreamException {
    attribute("x", box.left());
    attribute("y", box.top());
    attribute("width", box.width());
    attribute("height", box.height());
  }

  private static String png(RgbImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(Pixels.of(image), "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(png.toByteArray());
  }

  private void text(Mark.Text text) throws XMLStreamException {
    xml.writeStartElement("text");
    attribute("x", text.at().x());
    attribute("y", text.at().y());
    attribute("font-size", text.size());
    if (text.bold()) {
      xml.writeAttribute("font-weight", "bold");
    }
    if (text.anchor() != Mark.Anchor.START) {
      xml.writeAttribute("text-anchor", text.anchor().name().toLowerCase(Locale.ROOT));
    }
    colour("fill", text.colour());
    xml.writeCharacters(legal(text.text()));
    xml.writeEndElement();
  }

  private void group(Mark.Group group) throws XMLStreamException {
    String clipId = "clip" + clips;
    if (group.clip() != null) {
      clips++;
      xml.writeStartElement("clipPath");
      xml.writeAttribute("id", clipId);
      xml.writeEmptyElement("rect");
      place(group.clip());
      xml.writeEndElement();
    }
    xml.writeStartElement("g");
    xml.writeAttribute("class", legal(group.name()).replace(' ', '-'));
    if (group.clip() != null) {
      xml.writeAttribute("clip-path", "url(#" + clipId + ")");
    }
    if (group.opacity() < 1) {
      attribute("opacity", group.opacity());
    }
    marks(group.marks());
    xml.writeEndElement();
  }
}

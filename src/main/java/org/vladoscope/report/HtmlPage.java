package org.vladoscope.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an HTML page piece by piece, as XML that is HTML too. Whatever is text is escaped by the
 * writer of the JDK, and each element is closed where it was opened.
 */
final class HtmlPage {

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter writer;

  HtmlPage() {
    try {
      writer = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      writer.writeDTD("<!DOCTYPE html>\n");
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is written, by someone who may fail only if the writer is used wrongly. */
  private interface Piece {
    void write() throws XMLStreamException;
  }

  private HtmlPage write(Piece piece) {
    try {
      piece.write();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Writes an element with others inside.
   *
   * @param attributes name, value, name, value
   */
  HtmlPage element(String tag, Runnable content, String... attributes) {
    write(
        () -> {
          writer.writeStartElement(tag);
          attributes(attributes);
        });
    content.run();
    return write(
        () -> {
          writer.writeEndElement();
          writer.writeCharacters("\n");
        });
  }

  /** Writes an element with text inside. */
  HtmlPage element(String tag, String content, String... attributes) {
    return write(
        () -> {
          writer.writeStartElement(tag);
          attributes(attributes);
          writer.writeCharacters(readable(content));
          writer.writeEndElement();
        });
  }

  /** Writes an element that never has anything inside, such as {@code br} or {@code path}. */
  HtmlPage empty(String tag, String... attributes) {
    return write(
        () -> {
          writer.writeEmptyElement(tag);
          attributes(attributes);
        });
  }

  /** Writes text. */
  HtmlPage text(String content) {
    return write(() -> writer.writeCharacters(readable(content)));
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      writer.writeAttribute(attributes[i], readable(attributes[i + 1]));
    }
  }

  /** Control characters may stand neither in XML nor in HTML, however they are escaped. */
  private static String readable(String content) {
    StringBuilder readable = new StringBuilder();
    content.codePoints().map(c -> isAllowed(c) ? c : '\uFFFD').forEach(readable::appendCodePoint);
    return readable.toString();
  }

  private static boolean isAllowed(int c) {
    boolean isPartOfNothing = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean isNoCharacter = c == 0xFFFE || c == 0xFFFF;
    return c == '\n'
        || c == '\t'
        || !(Character.isISOControl(c) || isPartOfNothing || isNoCharacter);
  }

  /** The page as it was written so far. */
  String html() {
    write(writer::flush);
    return text.toString();
  }
}

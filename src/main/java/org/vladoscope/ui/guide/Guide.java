package org.vladoscope.ui.guide;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * The documents that come with the program, section by section in their order.
 *
 * @param sections at least one for each document
 */
record Guide(List<GuideSection> sections) {

  /** The documents, the one to begin with first. */
  private static final List<String> DOCUMENTS =
      List.of(
          "user-guide.md",
          "glossary.md",
          "bring-your-data.md",
          "bring-your-results.md",
          "benchmarks.md",
          "extending.md",
          "large-maps.md",
          "install.md");

  private static final List<TablesExtension> TABLES =
      List.of((TablesExtension) TablesExtension.create());

  Guide {
    sections = List.copyOf(sections);
  }

  /** Reads and parses the documents; not to be called on the JavaFX thread. */
  static Guide read() {
    List<GuideSection> all = new ArrayList<>();
    for (String document : DOCUMENTS) {
      all.addAll(sections(document, text(document)));
    }
    return new Guide(all);
  }

  /**
   * Splits a document at its headings.
   *
   * @param document name of its file
   * @param markdown its text, which begins with a heading
   */
  static List<GuideSection> sections(String document, String markdown) {
    Node root = Parser.builder().extensions(TABLES).build().parse(markdown);
    TextContentRenderer plain = TextContentRenderer.builder().extensions(TABLES).build();
    List<GuideSection> sections = new ArrayList<>();
    List<Node> blocks = new ArrayList<>();
    Optional<Heading> heading = Optional.empty();
    for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading next) {
        heading.ifPresent(h -> sections.add(section(document, h, blocks, plain)));
        heading = Optional.of(next);
        blocks.clear();
      } else if (node instanceof Block) {
        blocks.add(node);
      }
    }
    heading.ifPresent(h -> sections.add(section(document, h, blocks, plain)));
    return sections;
  }

  /** The section that a link names; empty if the guide does not have it. */
  Optional<GuideSection> at(String address) {
    return sections.stream().filter(section -> section.address().equals(address)).findFirst();
  }

  private static GuideSection section(
      String document, Heading heading, List<Node> blocks, TextContentRenderer plain) {
    StringBuilder text = new StringBuilder();
    blocks.forEach(block -> text.append(plain.render(block)).append('\n'));
    return new GuideSection(
        document, plain.render(heading).strip(), heading.getLevel(), blocks, text.toString());
  }

  private static String text(String document) {
    try (InputStream in = Guide.class.getResourceAsStream(document)) {
      if (in == null) {
        throw new IllegalStateException("the program was packaged without " + document);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the program's own " + document + " cannot be read", e);
    }
  }
}

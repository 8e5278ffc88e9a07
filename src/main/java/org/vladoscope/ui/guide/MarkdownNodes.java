package org.vladoscope.ui.guide;

import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;

/** Draws parsed Markdown with controls: as much of it as the documents of the project use. */
final class MarkdownNodes {

  private static final double MAX_IMAGE_WIDTH = 650;
  private static final int NARROWEST_COLUMN = 12;
  private static final int WIDEST_COLUMN = 80;

  private final String document;
  private final Consumer<String> follow;

  /**
   * A painter of one document.
   *
   * @param document the file that links without one mean
   * @param follow shows what a link to a document of the guide leads to; gets {@link
   *     GuideSection#address()}
   */
  MarkdownNodes(String document, Consumer<String> follow) {
    this.document = document;
    this.follow = follow;
  }

  /** The nodes of some blocks, one below the other. */
  VBox of(List<Node> blocks) {
    VBox box = new VBox();
    box.getStyleClass().add("guide-blocks");
    blocks.forEach(block -> block(block, box));
    return box;
  }

  private void block(Node block, VBox into) {
    switch (block) {
      case Paragraph paragraph when onlyImage(paragraph) instanceof org.commonmark.node.Image i ->
          into.getChildren().add(image(i));
      case Paragraph paragraph -> into.getChildren().add(flow(paragraph));
      case BulletList list -> list(list, into, n -> "\u2022");
      case OrderedList list -> list(list, into, n -> n + ".");
      case FencedCodeBlock code -> {
        Label label = new Label(code.getLiteral().stripTrailing());
        label.getStyleClass().add("guide-code-block");
        label.setMaxWidth(Double.MAX_VALUE);
        into.getChildren().add(label);
      }
      case TableBlock table -> into.getChildren().add(table(table));
      default ->
          throw new IllegalStateException(
              document + " has a " + block.getClass().getSimpleName() + ", which is not drawn yet");
    }
  }

  private static @org.jspecify.annotations.Nullable Node onlyImage(Paragraph paragraph) {
    return paragraph.getFirstChild() == paragraph.getLastChild() ? paragraph.getFirstChild() : null;
  }

  private javafx.scene.Node image(org.commonmark.node.Image image) {
    String file = image.getDestination().replaceAll(".*/", "");
    URL url = MarkdownNodes.class.getResource("assets/" + file);
    if (url == null) {
      throw new IllegalStateException(document + " shows " + file + ", which is not packaged");
    }
    Image pixels = new Image(url.toExternalForm(), true);
    ImageView view = new ImageView(pixels);
    view.setPreserveRatio(true);
    view.setFitWidth(MAX_IMAGE_WIDTH);
    view.setSmooth(true);
    if (image.getFirstChild() instanceof org.commonmark.node.Text alt) {
      view.setAccessibleText(alt.getLiteral());
    }
    return view;
  }

  private void list(Node list, VBox into, java.util.function.IntFunction<String> marker) {
    int number = 1;
    for (Node item = list.getFirstChild(); item instanceof ListItem; item = item.getNext()) {
      VBox content = of(children(item));
      HBox.setHgrow(content, Priority.ALWAYS);
      Label mark = new Label(marker.apply(number++));
      mark.setMinWidth(Region.USE_PREF_SIZE);
      HBox row = new HBox(8, mark, content);
      row.getStyleClass().add("guide-item");
      into.getChildren().add(row);
    }
  }

  private GridPane table(TableBlock table) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("guide-table");
    List<Integer> widths = new ArrayList<>();
    int row = 0;
    for (Node part : children(table)) {
      for (Node line : children(part)) {
        int column = 0;
        for (Node cell : children(line)) {
          TextFlow flow = flow(cell);
          flow.getStyleClass().add(part instanceof TableHead ? "guide-head" : "guide-cell");
          grid.add(flow, column, row);
          int length = length(flow);
          if (widths.size() == column) {
            widths.add(NARROWEST_COLUMN);
          }
          widths.set(column, Math.clamp(length, widths.get(column), WIDEST_COLUMN));
          column++;
        }
        row++;
      }
    }
    double sum = widths.stream().mapToInt(Integer::intValue).sum();
    for (int width : widths) {
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setPercentWidth(100 * width / sum);
      grid.getColumnConstraints().add(constraints);
    }
    return grid;
  }

  private static int length(TextFlow flow) {
    return flow.getChildren().stream()
        .mapToInt(
            child ->
                switch (child) {
                  case Text text -> text.getText().length();
                  case Hyperlink link -> link.getText().length();
                  default -> 0;
                })
        .sum();
  }

  private static List<Node> children(Node parent) {
    List<Node> children = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      children.add(child);
    }
    return children;
  }

  private TextFlow flow(Node parent) {
    TextFlow flow = new TextFlow();
    flow.getStyleClass().add("guide-flow");
    parent.accept(new Inline(flow));
    return flow;
  }

  /** Puts the text of a paragraph into a flow, each piece in its style. */
  private final class Inline extends AbstractVisitor {

    private final TextFlow flow;
    private final Deque<String> styles = new ArrayDeque<>();

    private Inline(TextFlow flow) {
      this.flow = flow;
    }

    private void add(String text, String style) {
      Text piece = new Text(text);
      piece.getStyleClass().add("guide-text");
      piece.getStyleClass().addAll(styles);
      if (!style.isEmpty()) {
        piece.getStyleClass().add(style);
      }
      flow.getChildren().add(piece);
    }

    @Override
    public void visit(org.commonmark.node.Text text) {
      add(text.getLiteral(), "");
    }

    @Override
    public void visit(SoftLineBreak line) {
      add(" ", "");
    }

    @Override
    public void visit(Code code) {
      add(code.getLiteral(), "guide-code");
    }

    @Override
    public void visit(Emphasis emphasis) {
      styled("guide-emphasis", emphasis);
    }

    @Override
    public void visit(StrongEmphasis strong) {
      styled("guide-strong", strong);
    }

    private void styled(String style, Node node) {
      styles.push(style);
      visitChildren(node);
      styles.pop();
    }

    /** The documents use {@code <kbd>} for keys. */
    @Override
    public void visit(HtmlInline html) {
      if (html.getLiteral().equals("<kbd>")) {
        styles.push("guide-key");
      } else if (html.getLiteral().equals("</kbd>")) {
        styles.pop();
      }
    }

    /** Links within the guide lead there; others are text, for nothing outside it is opened. */
    @Override
    public void visit(Link link) {
      String target = link.getDestination();
      String address = target.startsWith("#") ? document + target : target;
      if (address.contains("://") || address.contains("/")) {
        visitChildren(link);
        return;
      }
      StringBuilder words = new StringBuilder();
      link.accept(
          new AbstractVisitor() {
            @Override
            public void visit(org.commonmark.node.Text text) {
              words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
              words.append(code.getLiteral());
            }
          });
      Hyperlink there = new Hyperlink(words.toString());
      there.getStyleClass().add("guide-link");
      there.setOnAction(event -> follow.accept(address));
      flow.getChildren().add(there);
    }

    /** A table's cells are paragraphs of their own. */
    @Override
    public void visit(org.commonmark.node.CustomNode node) {
      if (node instanceof TableCell || node instanceof TableRow || node instanceof TableBody) {
        visitChildren(node);
      }
    }
  }
}

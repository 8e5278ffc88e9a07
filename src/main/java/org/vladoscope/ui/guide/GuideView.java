package org.vladoscope.ui.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Contents and a search on the left, the chosen section and its parts on the right. */
public final class GuideView extends BorderPane {

  private static final PseudoClass DOCUMENT = PseudoClass.getPseudoClass("document");
  private static final double CONTENTS_WIDTH = 290;

  private final Guide guide;
  private final FilteredList<GuideSection> shown;
  private final ListView<GuideSection> contents;
  private final TextField search = new TextField();
  private final Label nothing = new Label("No section says that.");
  private final ScrollPane page = new ScrollPane();

  GuideView(Guide guide) {
    this.guide = guide;
    shown = new FilteredList<>(FXCollections.observableList(guide.sections()));
    contents = new ListView<>(shown);
    contents.setId("guide-contents");
    contents.setAccessibleText("Contents of the guide");
    contents.setCellFactory(list -> new SectionCell());
    contents.setFixedCellSize(28);
    contents.setPlaceholder(nothing);
    contents
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, before, now) -> showSection(now));
    VBox.setVgrow(contents, Priority.ALWAYS);
    search.setId("guide-search");
    search.setPromptText("Search the guide");
    search.textProperty().addListener((o, before, now) -> filter(now));
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::onSearchKey);
    VBox left = new VBox(8, search, contents);
    left.getStyleClass().add("guide-left");
    left.setPrefWidth(CONTENTS_WIDTH);
    page.setId("guide-page");
    page.setFitToWidth(true);
    page.setFocusTraversable(true);
    page.getStyleClass().add("guide-page");
    setLeft(left);
    setCenter(page);
    getStyleClass().add("guide");
    contents.getSelectionModel().selectFirst();
  }

  /** Shows a section by the address that links give it; nothing happens if there is none. */
  void show(String address) {
    Optional<GuideSection> section = guide.at(address);
    if (section.isPresent()) {
      search.clear();
      contents.getSelectionModel().select(section.get());
      contents.scrollTo(section.get());
    }
  }

  /** Where typing goes first. */
  void focusSearch() {
    search.requestFocus();
  }

  private void filter(String letters) {
    @Nullable GuideSection before = contents.getSelectionModel().getSelectedItem();
    shown.setPredicate(section -> section.holds(letters));
    if (before != null && shown.contains(before)) {
      contents.getSelectionModel().select(before);
    } else {
      contents.getSelectionModel().selectFirst();
    }
  }

  private void onSearchKey(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN) {
      contents.getSelectionModel().selectNext();
      event.consume();
    } else if (event.getCode() == KeyCode.UP) {
      contents.getSelectionModel().selectPrevious();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
      search.clear();
      event.consume();
    }
  }

  /** A chapter is shown with its parts, a document with what stands before its first chapter. */
  private void showSection(@Nullable GuideSection section) {
    if (section == null) {
      return;
    }
    VBox box = new VBox();
    box.getStyleClass().add("guide-section");
    for (GuideSection part : withParts(section)) {
      Label title = new Label(part.title());
      title.setWrapText(true);
      title.getStyleClass().add(part == section ? "guide-title" : "guide-subtitle");
      box.getChildren()
          .addAll(title, new MarkdownNodes(part.document(), this::show).of(part.blocks()));
    }
    page.setContent(box);
    page.setVvalue(0);
  }

  private List<GuideSection> withParts(GuideSection section) {
    List<GuideSection> parts = new ArrayList<>(List.of(section));
    int from = guide.sections().indexOf(section) + 1;
    for (int i = from; i < guide.sections().size() && section.level() > 1; i++) {
      if (guide.sections().get(i).level() <= section.level()) {
        break;
      }
      parts.add(guide.sections().get(i));
    }
    return parts;
  }

  /** A heading, set in by its level. */
  private static final class SectionCell extends ListCell<GuideSection> {

    private static final double INDENT = 14;

    SectionCell() {
      // As wide as the list, so that long headings end in an ellipsis.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable GuideSection section, boolean empty) {
      super.updateItem(section, empty);
      if (empty || section == null) {
        pseudoClassStateChanged(DOCUMENT, false);
        setText("");
        setTooltip(null);
        return;
      }
      pseudoClassStateChanged(DOCUMENT, section.level() == 1);
      setText(section.title());
      setPadding(new Insets(0, 8, 0, 8 + Math.max(0, section.level() - 2) * INDENT));
      setTooltip(new Tooltip(section.title()));
    }
  }
}

package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.judge.TriageClass;
import org.vladoscope.ui.view.ImagePane;

/** Where keys go: to the image pair, unless text is being edited. With real keys and clicks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class FocusWindowTest {

  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openTheMap(@TempDir Path folder) throws IOException {
    Path map = FixtureMap.write(folder.resolve("painted places"), 8, 4);
    engine = new EngineWindow(folder, EngineWindow.fewWords(5));
    harness = engine.harness;
    harness.open(map);
  }

  @BeforeEach
  void startFromTheFirstQuery() {
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.EXPLORE);
          harness.explore().queryFilter().clear();
          harness.explore().queryProperty().set(null);
          harness.explore().pinned().unpin();
        });
    harness.chooseQuery(0);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private String query() {
    return FxThread.call(
        () -> Objects.requireNonNull(harness.explore().queryProperty().get()).name());
  }

  private TextField sizes() {
    return harness.find("#config-sizes", TextField.class);
  }

  /** Scrolls the configuration to its patch sizes and begins to edit them. */
  private void editSizes() {
    ScrollPane inspector = harness.find(".inspector .scroll-pane", ScrollPane.class);
    harness.fx(() -> inspector.setVvalue(.3));
    harness.click(sizes());
    assertThat(harness.focused()).isSameAs(sizes());
  }

  private static boolean lies(Node node, Node within) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at.equals(within)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void whatIsTypedIntoAFieldStaysThereUntilEscapeLeadsBackToTheImages() {
    editSizes();
    String before = query();
    harness.strike(KeyCode.J);
    assertThat(query()).isEqualTo(before);

    harness.strike(KeyCode.ESCAPE);
    assertThat(harness.focused()).isInstanceOf(ImagePane.class);
    harness.strike(KeyCode.J);
    assertThat(query()).isNotEqualTo(before);
  }

  @Test
  void theFieldThatIsEditedIsMarkedWithItsName() {
    editSizes();
    Label name = (Label) sizes().getParent().lookup(".form-label");
    Object edited = FxThread.call(name::getTextFill);
    harness.picture("focus-field");
    harness.strike(KeyCode.ESCAPE);
    assertThat(FxThread.call(name::getTextFill)).isNotEqualTo(edited);
  }

  @Test
  void aClosedPaletteLeavesTheKeysWithTheImagesAndNoFieldSelected() {
    editSizes();
    harness.press(KeyCode.K, true);
    harness.strike(KeyCode.ESCAPE);
    assertThat(harness.focused()).isInstanceOf(ImagePane.class);
    String before = query();
    harness.strike(KeyCode.J);
    assertThat(query()).isNotEqualTo(before);
    assertThat(sizes().getText()).isEqualTo("2, 5, 8");
  }

  @Test
  void aClassChosenWithTheMouseGivesTheKeysBackAndShowsAQueryOfItsList() {
    harness.fx(() -> harness.explore().triage().evaluate());
    harness.awaitRest();
    @SuppressWarnings("unchecked")
    ComboBox<TriageClass> classes = harness.find("#triage-class", ComboBox.class);
    harness.click(classes);
    assertThat(FxThread.call(classes::isShowing)).isTrue();
    harness.fx(
        () -> {
          classes.setValue(TriageClass.WITHOUT_POSITIVE);
          classes.setValue(TriageClass.ALL);
          classes.hide();
        });
    Snapshots.settle();
    assertThat(harness.focused()).isInstanceOf(ImagePane.class);
    String before = query();
    harness.strike(KeyCode.J);
    assertThat(query()).isNotEqualTo(before);
  }

  @Test
  void aBoxReachedWithTheTabKeyKeepsTheFocusAndLettersWorkAllTheSame() {
    ComboBox<?> classes = harness.find("#triage-class", ComboBox.class);
    harness.fx(
        () -> {
          classes.requestFocus();
        });
    String before = query();
    harness.strike(KeyCode.J);
    assertThat(query()).isNotEqualTo(before);
    assertThat(harness.focused()).isSameAs(classes);
  }

  @Test
  void aClickOnSomethingThatTakesNoKeysEndsTheTyping() {
    for (String blank : new String[] {".inspector .section-title", ".image-cell"}) {
      harness.click(harness.find(".image-browser .text-field", TextField.class));
      assertThat(harness.focused()).isInstanceOf(TextField.class);
      harness.click(harness.find(blank, Node.class));
      assertThat(harness.focused()).as(blank).isInstanceOf(ImagePane.class);
    }
  }

  @Test
  void whenTheControlWithTheFocusGoesAwayTheImagesHaveItNotTheNextField() {
    harness.fx(() -> harness.explore().pinned().pin());
    Snapshots.settle();
    Button unpin =
        FxThread.call(
            () ->
                harness.window.scene().getRoot().lookupAll(".pin-panel .button").stream()
                    .map(Button.class::cast)
                    .filter(b -> "Unpin A".equals(b.getAccessibleText()))
                    .findFirst()
                    .orElseThrow());
    harness.click(unpin);
    assertThat(harness.focused()).isInstanceOf(ImagePane.class);
  }

  @Test
  void whatSettingsCostStandsInOneCardThatNeverCoversTheFieldWithTheFocus() {
    for (double[] size : new double[][] {{1280, 800}, {1600, 1000}}) {
      harness.resize(size[0], size[1]);
      harness.fx(() -> harness.explore().pinned().pin());
      ScrollPane inspector = harness.find(".inspector .scroll-pane", ScrollPane.class);
      TextField field = harness.find("#config-weights", TextField.class);
      harness.fx(() -> placeAtBottom(field, inspector));
      Snapshots.settle();
      harness.click(field);
      harness.fx(() -> field.setText("1, 1"));
      TextField image = harness.find("#config-image_size", TextField.class);
      harness.fx(() -> image.setText("576x448"));
      harness.fx(() -> field.setText("1, 1, 1"));
      harness.await(
          "the cost is known", () -> harness.texts().contains("These settings have not run yet"));
      Snapshots.settle();
      harness.picture("focus-card-" + (int) size[0]);

      assertThat(harness.focused()).isSameAs(field);
      assertThat(harness.texts()).noneMatch(text -> text.startsWith("Nothing is computed"));
      Bounds card = inScene(harness.find(".cost-view", Node.class));
      Bounds typed = inScene(field);
      assertThat(card.intersects(typed)).as("card %s, field %s", card, typed).isFalse();
      assertThat(inScene(inspector).contains(typed)).as("the field is seen").isTrue();
      assertThat(FxThread.call(() -> inspector.getContent().getLayoutBounds().getWidth()))
          .as("no number is cut")
          .isLessThanOrEqualTo(FxThread.call(() -> inspector.getViewportBounds().getWidth()));
      assertThat(card.getMaxY()).isLessThanOrEqualTo(size[1]);
      harness.fx(() -> harness.explore().whatIf().reject());
      harness.strike(KeyCode.ESCAPE);
    }
    harness.resize(1280, 760);
  }

  private static Bounds inScene(Node node) {
    return FxThread.call(() -> node.localToScene(node.getLayoutBounds()));
  }

  /** Scrolls so that a field is the last thing to be seen. */
  private static void placeAtBottom(Node field, ScrollPane scroll) {
    Node content = scroll.getContent();
    double bottom =
        content.sceneToLocal(field.localToScene(field.getBoundsInLocal())).getMaxY() + 4;
    double viewport = scroll.getViewportBounds().getHeight();
    double range = content.getLayoutBounds().getHeight() - viewport;
    scroll.setVvalue(Math.clamp((bottom - viewport) / range, 0, 1));
  }

  @Test
  void escapeLeadsBackToTheImagesFromEveryPerspective() {
    for (Perspective other : new Perspective[] {Perspective.EVALUATE, Perspective.LAB}) {
      harness.fx(() -> harness.window.perspectiveProperty().set(other));
      Snapshots.settle();
      harness.strike(KeyCode.ESCAPE);
      assertThat(harness.window.perspectiveProperty().get()).isEqualTo(Perspective.EXPLORE);
      assertThat(harness.focused()).isInstanceOf(ImagePane.class);
    }
  }

  @Test
  void aNewMapBeginsWithTheKeysOnItsPageAndNotInAField() {
    harness.fx(() -> harness.window.perspectiveProperty().set(Perspective.LAB));
    Snapshots.settle();
    harness.fx(() -> harness.window.perspectiveProperty().set(Perspective.EXPLORE));
    Snapshots.settle();
    Node focused = Objects.requireNonNull(harness.focused());
    assertThat(lies(focused, harness.find(".pair-view", Node.class))).isTrue();
  }
}

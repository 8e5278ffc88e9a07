package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.teach.steps.PlanePreset;
import org.vladoscope.teach.steps.Switches;

/** The VLAD lab in a real window without an open map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class LabTest {

  private Harness harness;

  @BeforeAll
  void openTheWindow(@TempDir Path folder) {
    harness =
        new Harness(
            (path, progress) -> {
              throw new UnsupportedOperationException("no map is opened here");
            },
            folder,
            UserPreferences.DEFAULT);
  }

  @AfterAll
  void close() {
    harness.close();
  }

  @BeforeEach
  void goToTheLab() {
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.LAB);
          harness.window.labView().model().lesson().openBuiltIn();
          harness.window.labView().model().plane().load(PlanePreset.SEPARATED);
          harness.window.labView().model().plane().switchesProperty().set(Switches.PLAIN);
        });
  }

  @Test
  void theWelcomeScreenAndTheSwitchLeadToTheLabAndBack() {
    click("#perspective-explore", ToggleButton.class);
    assertThat(harness.texts()).contains("Open sample map");
    harness.picture("lab-welcome");
    harness.fx(
        () ->
            harness.window.scene().getRoot().lookupAll(".welcome .button").stream()
                .map(Button.class::cast)
                .filter(b -> b.getText().equals("VLAD lab"))
                .findFirst()
                .orElseThrow()
                .fire());
    assertThat(harness.window.perspectiveProperty().get()).isEqualTo(Perspective.LAB);
  }

  @Test
  void draggingAPointChangesTheVectorAndTheSimilarity() {
    page("plane");
    String before = settled("#plane-vector");
    String similarity = text("#plane-similarity");
    Region plane = harness.find(".plane-canvas", Region.class);
    // An empty place: a point is added there, then dragged.
    mouse(plane, MouseEvent.MOUSE_PRESSED, 0.5, 0.52);
    String added = settled("#plane-vector");
    assertThat(added).isNotEqualTo(before);
    mouse(plane, MouseEvent.MOUSE_DRAGGED, 0.35, 0.3);
    mouse(plane, MouseEvent.MOUSE_RELEASED, 0.35, 0.3);
    assertThat(settled("#plane-vector")).isNotEqualTo(added);
    assertThat(text("#plane-similarity")).isNotEqualTo(similarity);
    assertThat(text("#plane-readout"))
        .startsWith("\u25cf A25 at x = ")
        .contains("residual x \u2212 c");
    harness.picture("lab-plane");
    key(plane, KeyCode.DELETE, false);
    assertThat(settled("#plane-vector")).isEqualTo(before);
  }

  @Test
  void kMeansIsSteppedUntilItRests() {
    page("plane");
    harness.fx(() -> harness.window.labView().model().plane().load(PlanePreset.OVERLAPPING));
    Button step = harness.find("#kmeans-step", Button.class);
    harness.await(
        "k-means rests",
        () -> {
          step.fire();
          return harness.texts().stream().anyMatch(t -> t.startsWith("Converged after "));
        });
    String rest = settled("#plane-vector");
    harness.fx(step::fire);
    assertThat(settled("#plane-vector")).isEqualTo(rest);
  }

  @Test
  void softAssignmentReachesTheHardOneAtTheEndOfItsSlider() {
    page("plane");
    String hard = settled("#plane-vector");
    harness.fx(() -> harness.window.labView().model().lesson().go(3));
    harness.picture("lab-plane-soft");
    harness.fx(
        () -> {
          var plane = harness.window.labView().model().plane();
          plane.load(PlanePreset.SEPARATED);
          plane.switchesProperty().set(Switches.PLAIN.withSoft(true).withAlpha(3));
        });
    assertThat(settled("#plane-vector")).isNotEqualTo(hard);
    javafx.scene.control.Slider alpha =
        harness.find("#plane-alpha", javafx.scene.control.Slider.class);
    harness.fx(() -> alpha.setValue(alpha.getMax()));
    assertThat(settled("#plane-vector")).isEqualTo(hard);
  }

  @Test
  void movingACellChangesEveryAggregatorSideBySide() {
    page("aggregators");
    harness.fx(() -> harness.window.labView().model().plane().load(PlanePreset.OUTLIER));
    String before = settled("#pooled-salad-similarity");
    assertThat(text("#pooled-salad-note")).contains("the dustbin 20.0 of 24");
    harness.picture("lab-aggregators");
    harness.picture("lab-aggregators-large", 1600, 1000);
    Region plane = harness.find(".plane-canvas", Region.class);
    List<String> vectors = vectors();
    mouse(plane, MouseEvent.MOUSE_PRESSED, 0.5, 0.52);
    mouse(plane, MouseEvent.MOUSE_DRAGGED, 0.85, 0.5);
    mouse(plane, MouseEvent.MOUSE_RELEASED, 0.85, 0.5);
    settled("#pooled-salad-similarity");
    assertThat(vectors()).hasSize(4).doesNotContainAnyElementsOf(vectors);
    assertThat(text("#pooled-salad-note")).startsWith("Shares a").contains("dustbin: ");
    harness.picture("lab-aggregators-chosen");
    key(plane, KeyCode.DELETE, false);
    assertThat(settled("#pooled-salad-similarity")).isEqualTo(before);
  }

  private List<String> vectors() {
    return Stream.of("netvlad", "hard", "gem", "salad")
        .map(name -> harness.find("#pooled-" + name + "-first", Region.class).getAccessibleText())
        .toList();
  }

  @Test
  void everySwitchShowsTheVectorBeforeAndAfter() {
    page("plane");
    String plain = settled("#plane-vector");
    for (String step : new String[] {"signed_root", "intra", "whitening"}) {
      click("#step-" + step, CheckBox.class);
    }
    assertThat(settled("#plane-vector")).isNotEqualTo(plain);
    assertThat(text("#plane-shares")).startsWith("by component: ");
    harness.picture("lab-plane-all-steps");
    for (String step : new String[] {"signed_root", "intra", "whitening"}) {
      click("#step-" + step, CheckBox.class);
    }
    assertThat(settled("#plane-vector")).isEqualTo(plain);
  }

  @Test
  void theRaceIsRunAndAWrongSizeIsExplained() {
    page("race");
    type("#race-images", "8");
    type("#race-clusters", "x");
    click("#race-start", Button.class);
    assertThat(harness.texts()).contains("K = \u201cx\u201d is not a whole number.");
    type("#race-clusters", "4");
    click("#race-start", Button.class);
    harness.await(
        "the race is over", () -> harness.texts().stream().anyMatch(t -> t.contains("Fastest:")));
    click("#race-sweep", Button.class);
    harness.awaitRest();
    harness.await(
        "the chart is drawn",
        () -> !harness.window.scene().getRoot().lookupAll(".chart").isEmpty());
    harness.picture("lab-race");
    scrollDown();
    harness.picture("lab-race-chart");
  }

  @Test
  void patchesAreCountedAndBlankPicturesCompared() {
    page("patches");
    assertThat(text("#patch-formula")).endsWith("= 26 \u00d7 36 = 936 patches");
    assertThat(text("#integral-corners")).contains(" = 18");
    assertThat(text("#integral-direct")).endsWith(" = 18");
    click("#blank-start", Button.class);
    harness.await(
        "blank images are compared",
        () -> !harness.window.scene().getRoot().lookupAll("#blank-score").isEmpty());
    assertThat(text("#blank-score")).contains("Weighted sum: 0.1");
    harness.picture("lab-patches");
    scrollDown();
    harness.picture("lab-patches-blank");
  }

  @Test
  void theLessonIsWalkedToItsEndAndRemembered() {
    harness.fx(() -> lesson().openBuiltIn());
    int steps = lesson().lessonProperty().get().steps().size();
    harness.picture("lab-lesson");
    for (int i = 0; i < steps; i++) {
      assertThat(text("#lesson-title")).startsWith(i + 1 + ". ");
      var question = FxThread.call(() -> lesson().step().question());
      assertThat(answer(question, wrong(question))).startsWith("\u2717 Not yet");
      assertThat(answer(question, question.right())).startsWith("\u2713 Right. ");
      if (i + 1 < steps) {
        key(harness.window.scene().getRoot(), KeyCode.RIGHT, true);
      }
    }
    assertThat(text("#lesson-verdict")).endsWith("You have answered every question of the lesson.");
    assertThat(harness.window.labView().model().pageProperty().get().id()).isEqualTo("plane");
    assertThat(harness.model().preferencesProperty().get().lesson().answered()).hasSize(steps);
    assertThat(harness.model().preferencesProperty().get().lesson().step()).isEqualTo(steps - 1);
    assertThat(harness.find("#lesson-next", Button.class).isDisabled()).isTrue();
    key(harness.window.scene().getRoot(), KeyCode.LEFT, true);
    assertThat(text("#lesson-title")).startsWith(steps - 1 + ". ");
  }

  @Test
  void aMalformedLessonIsToldWithItsLineAndTheOpenOneStays(@TempDir Path folder)
      throws java.io.IOException {
    Path file = java.nio.file.Files.writeString(folder.resolve("mine.lesson"), "title: x\nstep\n");
    String before = lesson().lessonProperty().get().title();
    harness.fx(() -> lesson().open(file));
    harness.await(
        "the error is shown",
        () ->
            harness.notifications().stream()
                .anyMatch(t -> t.contains("mine.lesson, line 2, column 5: a ':' is missing")));
    assertThat(lesson().lessonProperty().get().title()).isEqualTo(before);
  }

  @Test
  void everyStepOfTheLessonAndTheWayOnLieInThePanel() {
    page("plane");
    Region panel = harness.find(".lesson", Region.class);
    Button next = harness.find("#lesson-next", Button.class);
    FxThread.run(
        () -> {
          double right = panel.localToScene(panel.getLayoutBounds()).getMaxX();
          assertThat(next.localToScene(next.getLayoutBounds()).getMaxX()).isLessThan(right);
          assertThat(panel.lookupAll(".lesson-dot"))
              .hasSize(16)
              .allSatisfy(
                  dot ->
                      assertThat(dot.localToScene(dot.getLayoutBounds()).getMaxX())
                          .isLessThan(right));
        });
  }

  @Test
  void aSmallWindowKeepsEverythingInReach() {
    page("plane");
    harness.fx(
        () -> {
          harness.window.stage().setWidth(900);
          harness.window.stage().setHeight(600);
        });
    harness.picture("lab-plane-small");
    assertThat(harness.find(".plane-canvas", Region.class).getWidth()).isGreaterThan(200);
    harness.fx(
        () -> {
          harness.window.stage().setWidth(1280);
          harness.window.stage().setHeight(760);
        });
    page("image");
    assertThat(harness.texts()).contains("No map is open");
    harness.picture("lab-image-empty");
  }

  private org.vladoscope.ui.lab.LessonModel lesson() {
    return FxThread.call(() -> harness.window.labView().model().lesson());
  }

  private static String wrong(org.vladoscope.ui.lab.Lesson.Question question) {
    return question.choices().stream()
        .filter(c -> !c.equals(question.right()))
        .findFirst()
        .orElse("12345");
  }

  private String answer(org.vladoscope.ui.lab.Lesson.Question question, String text) {
    if (question.choices().isEmpty()) {
      type("#lesson-number", text);
    } else {
      harness.fx(
          () ->
              harness.window.scene().getRoot().lookupAll(".radio-button").stream()
                  .map(javafx.scene.control.RadioButton.class::cast)
                  .filter(b -> b.getText().equals(text))
                  .findFirst()
                  .orElseThrow()
                  .fire());
    }
    click("#lesson-check", Button.class);
    return text("#lesson-verdict");
  }

  private void scrollDown() {
    harness.fx(
        () -> {
          harness.window.scene().getRoot().lookupAll(".lab-scroll").stream()
              .map(javafx.scene.control.ScrollPane.class::cast)
              .forEach(pane -> pane.setVvalue(1));
        });
  }

  private void page(String id) {
    click("#lab-" + id, ToggleButton.class);
    harness.fx(
        () -> {
          // What lies in a scroll pane is found once the pane was laid out.
          harness.window.scene().getRoot().applyCss();
          harness.window.scene().getRoot().layout();
        });
  }

  private <T extends javafx.scene.control.ButtonBase> void click(String selector, Class<T> type) {
    T button = harness.find(selector, type);
    harness.fx(button::fire);
  }

  private void type(String selector, String text) {
    TextField field = harness.find(selector, TextField.class);
    harness.fx(() -> field.setText(text));
  }

  private String text(String selector) {
    return FxThread.call(() -> harness.find(selector, Label.class).getText());
  }

  /** A text once what it tells belongs to what is in the plane. */
  private String settled(String selector) {
    harness.await(
        "the vector is known", () -> harness.window.labView().model().plane().isSettled());
    return text(selector);
  }

  private void mouse(Region node, javafx.event.EventType<MouseEvent> type, double x, double y) {
    harness.fx(
        () -> {
          var at = node.localToScene(x * node.getWidth(), y * node.getHeight());
          boolean down = type != MouseEvent.MOUSE_RELEASED;
          Event.fireEvent(
              node,
              new MouseEvent(
                  type,
                  at.getX(),
                  at.getY(),
                  at.getX(),
                  at.getY(),
                  MouseButton.PRIMARY,
                  1,
                  false,
                  false,
                  false,
                  false,
                  down,
                  false,
                  false,
                  false,
                  false,
                  true,
                  null));
        });
  }

  private void key(Node node, KeyCode code, boolean alt) {
    harness.fx(
        () ->
            Event.fireEvent(
                node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, alt, false)));
  }
}

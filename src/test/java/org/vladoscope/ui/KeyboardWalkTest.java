package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.controlsfx.control.GridView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.lab.LabPage;
import org.vladoscope.ui.view.ImagePane;

/** Every page of the window with the keyboard alone: no mouse is moved and no control is called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class KeyboardWalkTest {

  /**
   * What has keys of its own: candidates are walked with the left and the right arrow wherever the
   * focus is, the steps of the lesson with Alt and an arrow.
   */
  private static final String[] WITH_KEYS = {".ranking-strip .list-view", ".lesson-dot"};

  private final Set<Class<?>> leftFrom = new HashSet<>();
  private EngineWindow engine;
  private Harness harness;
  private Path folder;

  @BeforeAll
  void openTheMap(@TempDir Path folder) throws IOException {
    this.folder = folder;
    engine = new EngineWindow(folder, EngineWindow.fewWords(5));
    harness = engine.harness;
    harness.resize(1280, 800);
    Path map = FixtureMap.write(folder.resolve("painted places"), 8, 4);
    harness.open(map);
    harness.chooseQuery(0);
    for (int i = 0; i < 2; i++) {
      harness.fx(() -> harness.window.commands().find("evaluate.run").orElseThrow().run());
      harness.awaitRest();
    }
  }

  @BeforeEach
  void startFromTheImages() {
    harness.closePopups();
    harness.fx(
        () -> {
          harness.window.looks().lookProperty().set(PairLook.SIDE_BY_SIDE);
          harness.window.perspectiveProperty().set(Perspective.EXPLORE);
        });
    Snapshots.settle();
    strike(KeyCode.ESCAPE);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private static void strike(KeyCode code, KeyCode... held) {
    KeyboardWalk.strike(code, held);
  }

  private void run(String command) {
    harness.fx(() -> harness.window.commands().find(command).orElseThrow().run());
    harness.awaitRest();
  }

  private List<Node> walk() {
    return walk(harness.window.scene());
  }

  private static List<Node> walk(Scene scene) {
    Snapshots.settle();
    KeyboardWalk walk = KeyboardWalk.around(scene, WITH_KEYS);
    assertThat(walk.faults()).isEmpty();
    return walk.stops();
  }

  /** Goes on with the Tab key until something has the focus. */
  private void tabTo(String selector) {
    Node wanted = harness.find(selector, Node.class);
    for (int i = 0; i < 100 && harness.focused() != wanted; i++) {
      strike(KeyCode.TAB);
    }
    assertThat(harness.focused()).as(selector).isSameAs(wanted);
  }

  private static Scene sceneWith(String selector) {
    return FxThread.call(
        () ->
            Window.getWindows().stream()
                .map(Window::getScene)
                .filter(scene -> scene != null && scene.getRoot().lookup(selector) != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no window has " + selector)));
  }

  @Test
  void theImagesAndWhatStandsAroundThem() {
    harness.fx(() -> harness.window.panels().verdictProperty().set(true));
    walk();
  }

  @Test
  void theClustersAndTheMatchesBesideTheImages() {
    for (String tab : List.of("clusters", "matches")) {
      tabTo("#inspector-" + (tab.equals("clusters") ? "scores" : "clusters"));
      strike(KeyCode.RIGHT);
      harness.awaitRest();
      assertThat(harness.focused()).isSameAs(harness.find("#inspector-" + tab, Node.class));
      walk();
    }
    tabTo("#inspector-matches");
    strike(KeyCode.LEFT);
    strike(KeyCode.LEFT);
    assertThat(harness.find("#inspector-scores", ToggleButton.class).isSelected()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SIDE_BY_SIDE")
  void theOtherLooksAtThePair(PairLook look) {
    harness.fx(() -> harness.window.looks().lookProperty().set(look));
    harness.awaitRest();
    walk();
    strike(KeyCode.ESCAPE);
    strike(KeyCode.ESCAPE);
    assertThat(harness.window.looks().lookProperty().get()).isEqualTo(PairLook.SIDE_BY_SIDE);
    assertThat(harness.focused()).isInstanceOf(ImagePane.class);
  }

  @ParameterizedTest
  @EnumSource
  void everyPageOfTheMeasurements(EvaluatePage page) {
    strike(KeyCode.R, KeyCode.CONTROL);
    harness.fx(() -> harness.window.evaluateView().model().pageProperty().set(page));
    harness.awaitRest();
    leadBackFrom(walk());
  }

  @ParameterizedTest
  @EnumSource
  void everyPageOfTheLab(LabPage page) {
    strike(KeyCode.L, KeyCode.CONTROL);
    harness.fx(() -> harness.window.labView().model().pageProperty().set(page));
    harness.awaitRest();
    leadBackFrom(walk());
  }

  /** From each kind of control Escape leads to the images: at once, or after the text it leaves. */
  private void leadBackFrom(List<Node> stops) {
    Perspective from = harness.window.perspectiveProperty().get();
    for (Node stop : stops) {
      if (!leftFrom.add(stop.getClass())) {
        continue;
      }
      harness.fx(
          () -> {
            harness.window.perspectiveProperty().set(from);
            stop.requestFocus();
          });
      if (stop instanceof ComboBoxBase<?> || stop instanceof MenuButton) {
        strike(stop instanceof MenuButton ? KeyCode.SPACE : KeyCode.F4);
        assertThat(isOpen(stop)).as(KeyboardWalk.name(stop)).isTrue();
        strike(KeyCode.ESCAPE);
        assertThat(isOpen(stop)).as(KeyboardWalk.name(stop)).isFalse();
      }
      strike(KeyCode.ESCAPE);
      if (harness.window.perspectiveProperty().get() == from) {
        strike(KeyCode.ESCAPE);
      }
      assertThat(harness.focused())
          .as("Escape from " + KeyboardWalk.name(stop))
          .isInstanceOf(ImagePane.class);
    }
  }

  private static boolean isOpen(Node node) {
    return FxThread.call(
        () ->
            node instanceof ComboBoxBase<?> box
                ? box.isShowing()
                : ((MenuButton) node).isShowing());
  }

  @Test
  void anArrowGoesToTheNextPageAndTheFocusStaysInSight() {
    strike(KeyCode.R, KeyCode.CONTROL);
    harness.fx(
        () -> harness.window.evaluateView().model().pageProperty().set(EvaluatePage.RESULTS));
    tabTo("#evaluate-results");
    strike(KeyCode.RIGHT);
    assertThat(harness.window.evaluateView().model().pageProperty().get())
        .isEqualTo(EvaluatePage.values()[1]);
    Node next = Objects.requireNonNull(harness.focused());
    assertThat(next.getId()).isEqualTo("evaluate-" + EvaluatePage.values()[1].id());
    assertThat(next.isFocusVisible()).isTrue();
    strike(KeyCode.LEFT);
    strike(KeyCode.LEFT);
    assertThat(harness.window.evaluateView().model().pageProperty().get())
        .as("the first page is not followed by the last one")
        .isEqualTo(EvaluatePage.RESULTS);
  }

  @Test
  void anotherPerspectiveIsChosenInTheSwitchByArrows() {
    tabTo("#perspective-explore");
    strike(KeyCode.RIGHT);
    assertThat(harness.window.perspectiveProperty().get()).isEqualTo(Perspective.LAB);
  }

  @Test
  void arrowsChangeAChoiceThatTheTabKeyReachedAndTheCandidateAfterAClickOnOne() {
    PlaceImage candidate = harness.explore().candidateProperty().get();
    ToggleButton size =
        FxThread.call(
            () ->
                harness.window.scene().getRoot().lookupAll(".overlay-bar .toggle-button").stream()
                    .map(ToggleButton.class::cast)
                    .filter(button -> button.getText().equals("2\u00d72"))
                    .findFirst()
                    .orElseThrow());
    for (int i = 0; i < 100 && harness.focused() != size; i++) {
      strike(KeyCode.TAB);
    }
    strike(KeyCode.RIGHT);
    assertThat(harness.window.overlays().scaleProperty().get()).isEqualTo(1);
    assertThat(harness.explore().candidateProperty().get()).isEqualTo(candidate);

    harness.click(size);
    assertThat(harness.window.overlays().scaleProperty().get()).isZero();
    strike(KeyCode.RIGHT);
    assertThat(harness.window.overlays().scaleProperty().get()).isZero();
    assertThat(harness.explore().candidateProperty().get()).isNotEqualTo(candidate);
    strike(KeyCode.LEFT);
  }

  @Test
  void imagesOfTheDatabaseAreChosenByArrows() {
    tabTo(".sidebar .segments > .toggle-button");
    strike(KeyCode.RIGHT);
    Snapshots.settle();
    for (int i = 0; i < 10 && !isGrid(harness.focused()); i++) {
      strike(KeyCode.TAB);
    }
    strike(KeyCode.HOME);
    strike(KeyCode.RIGHT);
    strike(KeyCode.DOWN);
    assertThat(Objects.requireNonNull(harness.explore().candidateProperty().get()).name())
        .isEqualTo(
            harness.explore().map().database().stream()
                .map(PlaceImage::name)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(3));
    strike(KeyCode.ESCAPE);
    tabTo(".sidebar .segments > .right-pill");
    strike(KeyCode.LEFT);
  }

  private static boolean isGrid(@Nullable Node node) {
    return node instanceof GridView<?>;
  }

  @Test
  void theMenusOpenByAKeyAndCloseByEscape() {
    MenuBar bar = harness.find(".main-menu", MenuBar.class);
    strike(KeyCode.F10);
    strike(KeyCode.DOWN);
    assertThat(FxThread.call(() -> bar.getMenus().getFirst().isShowing())).isTrue();
    strike(KeyCode.ESCAPE);
    assertThat(FxThread.call(() -> bar.getMenus().getFirst().isShowing())).isFalse();
    strike(KeyCode.ESCAPE);
    assertThat(harness.focused()).isInstanceOf(ImagePane.class);
  }

  @Test
  void theTabKeyDoesNotLeaveTheCommandPalette() {
    strike(KeyCode.K, KeyCode.CONTROL);
    Node field = Objects.requireNonNull(harness.focused());
    assertThat(field).isInstanceOf(TextField.class);
    strike(KeyCode.TAB);
    assertThat(harness.focused()).isSameAs(field);
    strike(KeyCode.TAB, KeyCode.SHIFT);
    assertThat(harness.focused()).isSameAs(field);
    strike(KeyCode.ESCAPE);
    assertThat(harness.focused()).isInstanceOf(ImagePane.class);
  }

  @Test
  void theModelDialog() {
    run("settings.model");
    Snapshots.settle();
    walk(sceneWith("#model-backbone"));
    strike(KeyCode.ESCAPE);
    assertThat(FxThread.call(() -> Window.getWindows().size())).isEqualTo(1);
    assertThat(harness.focused()).isInstanceOf(ImagePane.class);
  }

  @Test
  void theGuide() {
    strike(KeyCode.F1, KeyCode.SHIFT);
    harness.await(
        "the guide is read",
        () ->
            Window.getWindows().stream()
                .anyMatch(w -> w.getScene().getRoot().lookup("#guide-page") != null));
    Scene guide = sceneWith("#guide-page");
    harness.fx(() -> ((TextField) guide.getRoot().lookup("#guide-search")).setText("bring your"));
    walk(guide);
    harness.fx(() -> ((TextField) guide.getRoot().lookup("#guide-search")).clear());
    strike(KeyCode.ESCAPE);
    assertThat(FxThread.call(() -> Window.getWindows().size())).isEqualTo(1);
  }

  @Test
  void theListOfKeys() {
    strike(KeyCode.F1);
    Snapshots.settle();
    walk(sceneWith(".dialog-pane"));
    strike(KeyCode.ESCAPE);
    assertThat(harness.focused()).isInstanceOf(ImagePane.class);
  }

  @Test
  void aFolderThatIsAskedFor() throws IOException {
    Path street = FixtureMap.write(folder.resolve("street"), 5, 3);
    Files.move(street.resolve("database"), street.resolve("before"));
    Files.move(street.resolve("queries"), street.resolve("later"));
    Files.move(street.resolve("ground_truth.csv"), street.resolve("pairs.csv"));
    harness.fx(() -> harness.model().open(street));
    harness.await("it is asked", () -> harness.model().askedProperty().get() != null);
    harness.awaitRest();
    walk();
    strike(KeyCode.DOWN);
    harness.awaitRest();
    walk();
    strike(KeyCode.ESCAPE);
    assertThat(harness.model().askedProperty().get()).isNull();
    assertThat(harness.focused()).isInstanceOf(ImagePane.class);
  }
}

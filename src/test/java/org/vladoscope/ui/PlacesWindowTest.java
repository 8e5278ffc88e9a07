package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.Pose;
import org.vladoscope.judge.TriageClass;
import org.vladoscope.judge.VerdictFile;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.ui.explore.queries.Transfer;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.places.PlaceLayout;
import org.vladoscope.ui.places.PlacesView;
import org.vladoscope.ui.session.WorkspaceOpener;
import org.vladoscope.vlad.VocabularyConfig;

/**
 * Any image as a query, triage, verdicts and the map pane in the window. The ground truth of the
 * painted map is wrong for query 2 and has no match for query 3.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class PlacesWindowTest {

  private static final int DATABASE = 8;
  private static final int QUERIES = 4;

  private Path folder;
  private Path map;
  private Compute compute;
  private DescriptorStore store;
  private Harness harness;

  @BeforeAll
  void openTheMap(@TempDir Path temporary) throws IOException {
    folder = temporary;
    map = FixtureMap.write(folder.resolve("painted places"), DATABASE, QUERIES);
    Files.writeString(
        map.resolve("ground_truth.csv"),
        "query_0.png,place_0.png\n%s,place_1.png\nquery_2.png,place_5.png\nquery_3.png\n"
            .formatted(FixtureMap.queryName(1)));
    StringBuilder poses = new StringBuilder();
    for (int i = 0; i < DATABASE; i++) {
      double north = 40 * Math.sin(i);
      poses.append("database/%s,%d,%.2f%n".formatted(FixtureMap.databaseName(i), 30 * i, north));
      if (i < QUERIES) {
        poses.append(
            "queries/%s,%d,%.2f%n".formatted(FixtureMap.queryName(i), 30 * i + 6, north - 5));
      }
    }
    Files.writeString(map.resolve("poses.csv"), poses);
    compute = Compute.open(DeviceChoice.CPU);
    store = DescriptorStore.open(folder.resolve("store"), 1L << 30);
    var config =
        Preset.DEFAULT.config().withWords(new VocabularyConfig(16, 4000, 10, 1)).withRerank(5);
    harness =
        new Harness(
            new WorkspaceOpener(compute, store, config),
            folder,
            UserPreferences.DEFAULT.withSize(1280, 760));
    harness.open(map);
  }

  @BeforeEach
  void startFromTheFirstQuery() {
    harness.closePopups();
    harness.fx(
        () -> {
          explore().queryFilter().clear();
          explore().queryProperty().set(null);
        });
    harness.chooseQuery(0);
  }

  @AfterAll
  void close() {
    harness.close();
    store.close();
    compute.close();
  }

  private OpenMap explore() {
    return harness.explore();
  }

  private List<String> listed() {
    return FxThread.call(() -> explore().queries().shown().stream().map(PlaceImage::name).toList());
  }

  private Path picture(String name, int place) throws IOException {
    Path source = map.resolve("database").resolve(FixtureMap.databaseName(place));
    Path file = folder.resolve(name);
    return Files.exists(file) ? file : Files.copy(source, file);
  }

  // --- any image as a query ---

  @Test
  void aDroppedPictureIsSearchedForInTheMapAndStaysInTheSidebar() throws IOException {
    Path file = picture("holiday.png", 3);
    harness.fx(() -> harness.window.drop(List.of(file.toFile())));
    harness.awaitRest();
    assertThat(harness.comparison().query().image().file()).isEqualTo(file);
    assertThat(harness.comparison().candidate().image().name())
        .isEqualTo(FixtureMap.databaseName(3));
    assertThat(harness.texts())
        .contains("Outside the map", "Outside the map: the right answer is not known");
    harness.picture("outside-query");
    // Back to the map's own queries and to the image again, by hand.
    harness.press(KeyCode.J);
    harness.awaitRest();
    assertThat(explore().isQueryOutside()).isFalse();
    harness.pressOn(harness.find(".outside-cell", Region.class), KeyCode.ENTER);
    harness.awaitRest();
    assertThat(harness.comparison().query().image().file()).isEqualTo(file);
    harness.fx(() -> harness.window.outside().remove(harness.window.outside().recent().getFirst()));
    assertThat(harness.texts()).doesNotContain("Outside the map");
  }

  @Test
  void aPictureOfTheMapItselfIsTheMapsOwnQuery() {
    Path own = map.resolve("queries").resolve(FixtureMap.queryName(2));
    harness.fx(() -> harness.window.drop(List.of(own.toFile())));
    harness.awaitRest();
    assertThat(explore().isQueryOutside()).isFalse();
    assertThat(harness.comparison().query().image().name()).isEqualTo(FixtureMap.queryName(2));
  }

  @Test
  void anUnreadableFileIsNamedAndChangesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "no image");
    var before = harness.comparison();
    var ranking = explore().ranking();
    harness.fx(() -> harness.window.drop(List.of(file.toFile())));
    harness.await(
        "the error is shown",
        () -> harness.notifications().stream().anyMatch("The image cannot be used"::equals));
    assertThat(harness.notifications()).anySatisfy(t -> assertThat(t).contains("notes.txt"));
    harness.pictureWithPopups("outside-unreadable");
    assertThat(harness.comparison()).isSameAs(before);
    assertThat(explore().ranking()).isEqualTo(ranking);
    assertThat(harness.window.outside().recent()).isEmpty();
  }

  @Test
  void ofSeveralFilesTheReadableOnesAreTakenAndTheFirstIsAsked() throws IOException {
    Path bad = Files.writeString(folder.resolve("empty.jpg"), "");
    Path first = picture("one.png", 4);
    Path second = picture("two.png", 5);
    harness.fx(() -> harness.window.drops().take(Transfer.of(List.of(bad, first, second)), false));
    harness.awaitRest();
    assertThat(harness.comparison().query().image().file()).isEqualTo(first);
    assertThat(harness.window.outside().recent())
        .extracting(PlaceImage::file)
        .containsExactly(first, second);
    assertThat(harness.notifications()).anySatisfy(t -> assertThat(t).contains("empty.jpg"));
    harness.fx(() -> harness.window.outside().recent().clear());
  }

  @Test
  void anyTwoPicturesCanBeCompared() throws IOException {
    Path one = picture("left.png", 6);
    Path other = picture("right.png", 7);
    harness.fx(() -> harness.window.drops().take(Transfer.of(List.of(one)), false));
    harness.awaitRest();
    harness.fx(() -> harness.window.drops().take(Transfer.of(List.of(other)), true));
    harness.awaitRest();
    assertThat(harness.comparison().query().image().file()).isEqualTo(one);
    assertThat(harness.comparison().candidate().image().file()).isEqualTo(other);
    harness.fx(() -> harness.window.outside().recent().clear());
  }

  @Test
  void aPastedPictureIsAQueryToo() throws IOException {
    WritableImage image =
        SwingFXUtils.toFXImage(
            ImageIO.read(map.resolve("database").resolve("place_6.png").toFile()), null);
    harness.fx(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putImage(image);
          Clipboard.getSystemClipboard().setContent(content);
        });
    harness.press(KeyCode.V, true);
    harness.awaitRest();
    assertThat(explore().isQueryOutside()).isTrue();
    assertThat(harness.comparison().query().image().name()).startsWith("pasted ");
    assertThat(harness.comparison().candidate().image().name()).isEqualTo("place_6.png");
    harness.fx(() -> harness.window.outside().recent().clear());
  }

  // --- triage and verdicts ---

  @Test
  void wrongAnswersCanBeListedAndWalkedByKeyboard() {
    harness.fx(() -> explore().queryFilter().wantedProperty().set(TriageClass.WRONG_AT_1));
    harness.awaitRest();
    assertThat(listed()).containsExactly("query_2.png");
    assertThat(harness.texts()).contains("R@1  0.667", "1 of 4 queries");
    harness.press(KeyCode.J);
    harness.awaitRest();
    assertThat(harness.comparison().query().image().name()).isEqualTo("query_2.png");
    harness.picture("triage-wrong");
    harness.fx(() -> explore().queryFilter().wantedProperty().set(TriageClass.HARMED));
    assertThat(harness.texts()).contains("No image passes the filters.");
    harness.picture("triage-none");
  }

  @Test
  void aVerdictIsSavedBesideTheMapChangesRecallAndIsUndoneByKey() throws IOException {
    harness.fx(() -> harness.window.panels().verdictProperty().set(true));
    harness.fx(() -> explore().triage().evaluate());
    harness.awaitRest();
    harness.chooseQuery(2);
    harness.press(KeyCode.S);
    harness.awaitRest();
    Path file = map.resolve(VerdictFile.NAME);
    assertThat(Files.readString(file)).contains("query_2.png", "place_2.png");
    assertThat(harness.texts()).contains("R@1  1.000", "Count verdicts");
    harness.fx(() -> harness.find("#verdict-note", TextField.class).setText("mirrored"));
    harness.picture("verdict-same");
    harness.press(KeyCode.J);
    harness.awaitRest();
    assertThat(Files.readString(file)).contains("mirrored");
    harness.press(KeyCode.U);
    harness.press(KeyCode.U);
    harness.awaitRest();
    assertThat(Files.readString(file)).doesNotContain("query_2.png");
    assertThat(harness.texts()).contains("R@1  0.667").doesNotContain("Count verdicts");
  }

  @Test
  void theClassesAreOfferedWithTheirCounts() {
    harness.fx(() -> explore().triage().evaluate());
    harness.awaitRest();
    ComboBox<?> classes = harness.find("#triage-class", ComboBox.class);
    harness.fx(classes::show);
    assertThat(harness.popupTexts()).contains("Wrong at rank 1  1", "No match in the map  1");
    harness.fx(classes::hide);
  }

  // --- places ---

  private Region surface() {
    return harness.find(".place-surface", Region.class);
  }

  /** Where an image lies in the pane while everything is shown. */
  private double[] pixel(PlaceImage image) {
    Pose pose = Objects.requireNonNull(image.pose());
    Region surface = surface();
    PlacesView view = new PlaceLayout(explore().map()).fit(surface.getWidth(), surface.getHeight());
    return new double[] {view.screenX(pose.east()), view.screenY(pose.north())};
  }

  private void mouse(EventType<MouseEvent> type, double x, double y, boolean shift) {
    harness.fx(() -> fire(type, surface().localToScene(x, y), shift));
  }

  private void fire(EventType<MouseEvent> type, Point2D at, boolean shift) {
    MouseButton button = MouseButton.PRIMARY;
    double x = at.getX();
    double y = at.getY();
    Event.fireEvent(
        surface(),
        new MouseEvent(
            type, x, y, x, y, button, 1, shift, false, false, false, true, false, false, false,
            false, true, null));
  }

  private void click(double[] at) {
    mouse(MouseEvent.MOUSE_PRESSED, at[0], at[1], false);
    mouse(MouseEvent.MOUSE_RELEASED, at[0], at[1], false);
    harness.awaitRest();
  }

  private void drag(double fromX, double fromY, double toX, double toY, boolean shift) {
    mouse(MouseEvent.MOUSE_PRESSED, fromX, fromY, shift);
    mouse(MouseEvent.MOUSE_DRAGGED, (fromX + toX) / 2, (fromY + toY) / 2, shift);
    mouse(MouseEvent.MOUSE_DRAGGED, toX, toY, shift);
    mouse(MouseEvent.MOUSE_RELEASED, toX, toY, shift);
  }

  private PlaceImage query(int place) {
    return explore().map().queries().stream()
        .filter(q -> q.name().equals(FixtureMap.queryName(place)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aClickOnAPlaceChoosesItsImage() {
    click(pixel(query(3)));
    assertThat(harness.comparison().query().image()).isEqualTo(query(3));
    PlaceImage last = explore().map().database().getLast();
    click(pixel(last));
    assertThat(harness.comparison().candidate().image()).isEqualTo(last);
    assertThat(harness.comparison().query().image()).isEqualTo(query(3));
    harness.picture("places");
  }

  @Test
  void theMouseNamesThePlaceUnderIt() {
    double[] at = pixel(query(2));
    mouse(MouseEvent.MOUSE_MOVED, at[0], at[1], false);
    assertThat(harness.texts())
        .anySatisfy(t -> assertThat(t).startsWith("\u25c7 query_2.png  66.0 m E  31.4 m N"));
  }

  @Test
  void aRectangleFiltersTheQueriesAndTheListCanBeFreedAgain() {
    double[] a = pixel(query(0));
    double[] b = pixel(query(1));
    drag(
        Math.min(a[0], b[0]) - 3,
        Math.min(a[1], b[1]) - 3,
        Math.max(a[0], b[0]) + 3,
        Math.max(a[1], b[1]) + 3,
        true);
    assertThat(listed())
        .containsExactlyInAnyOrder(FixtureMap.queryName(0), FixtureMap.queryName(1));
    assertThat(harness.texts()).contains("2 of 4 queries, in the area");
    harness.picture("places-area");
    harness.pressOn(surface(), KeyCode.ESCAPE);
    assertThat(listed()).hasSize(QUERIES);
  }

  @Test
  void draggingMovesThePlacesAndChoosesNothing() {
    var before = harness.comparison();
    double[] at = pixel(query(3));
    drag(at[0], at[1], at[0] + 40, at[1] + 20, false);
    assertThat(harness.comparison()).isSameAs(before);
    click(new double[] {at[0] + 40, at[1] + 20});
    assertThat(harness.comparison().query().image()).isEqualTo(query(3));
    harness.pressOn(surface(), KeyCode.HOME);
    click(pixel(query(1)));
    assertThat(harness.comparison().query().image()).isEqualTo(query(1));
  }

  @Test
  void keyMTakesThePlacesAwayAndBringsThemBack() {
    harness.press(KeyCode.M);
    assertThat(harness.window.scene().getRoot().lookupAll(".place-surface")).isEmpty();
    harness.press(KeyCode.M);
    assertThat(surface()).isNotNull();
  }
}

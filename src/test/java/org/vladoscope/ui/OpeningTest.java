package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.ui.map.FakeSession;
import org.vladoscope.ui.session.MapOpener;
import org.vladoscope.ui.session.MapSession;
import org.vladoscope.ui.theme.Look;
import org.vladoscope.ui.theme.TextSize;
import org.vladoscope.ui.theme.ThemeChoice;
import org.vladoscope.ui.welcome.RecentMap;

/** The window before a map is open. */
@Tag("window")
class OpeningTest {

  @TempDir private Path folder;
  private final List<Harness> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(Harness::close);
  }

  @Test
  void theWelcomeScreenOffersTheSampleMapAFolderAndRecentMaps() {
    UserPreferences remembered =
        UserPreferences.DEFAULT
            .withRecent(new RecentMap("town", Path.of("/home/ada/maps/town")))
            .withRecent(
                new RecentMap(
                    "harbour",
                    Path.of(
                        "/home/ada/recordings/2026/a very long way down/into/many/folders/"
                            + "until/at/last/there/is/the/harbour")));
    Harness harness = start(this::never, folder, remembered);
    harness.picture("welcome");
    assertThat(harness.texts())
        .contains("Open sample map", "Open map\u2026", "harbour", "town", "Ready");
  }

  @Test
  void aRecentMapCanBeTakenOffTheList() {
    RecentMap town = new RecentMap("town", Path.of("/maps/town"));
    Harness harness = start(this::never, folder, UserPreferences.DEFAULT.withRecent(town));
    harness.fx(() -> harness.model().forget(town.folder()));
    assertThat(harness.texts()).contains("Maps you open are listed here.").doesNotContain("town");
    harness.picture("welcome-first-time");
  }

  @Test
  void openingSaysHowFarItIsAndCancelStopsItAndLeadsBack() throws Exception {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch half = new CountDownLatch(1);
    MapOpener slow =
        (map, progress) -> {
          progress.report("Computing features, 56 of 111", 0.5);
          half.countDown();
          try {
            while (true) {
              progress.check();
              Thread.sleep(5);
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          } finally {
            stopped.set(true);
          }
        };
    Harness harness = start(slow, folder, UserPreferences.DEFAULT);
    harness.fx(() -> harness.model().open(folder.resolve("town")));
    assertThat(half.await(60, TimeUnit.SECONDS)).as("half is done").isTrue();
    Snapshots.settle();
    assertThat(harness.texts()).contains("Opening town", "Computing features, 56 of 111");
    Thread.sleep(300);
    harness.picture("opening");
    assertThat(
            FxThread.call(
                () ->
                    harness.window.scene().getRoot().lookupAll(".button").stream()
                        .filter(node -> node instanceof Button b && "Cancel".equals(b.getText()))
                        .filter(Node::isVisible)
                        .toList()))
        .as("one way out")
        .hasSize(1);
    Button cancel = harness.find(".opening .button", Button.class);
    harness.fx(cancel::fire);
    harness.await("the work has stopped", stopped::get);
    harness.awaitRest();
    assertThat(harness.texts()).contains("Open sample map", "Ready");
    assertThat(harness.notifications()).isEmpty();
  }

  @Test
  void theLabCanBeGoneToWhileAMapIsOpenedAndItsPageIsTheOneWithTheKeys() throws Exception {
    CountDownLatch wait = new CountDownLatch(1);
    MapOpener slow =
        (map, progress) -> {
          try {
            wait.await();
            return new FakeSession(folder);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    Harness harness = start(slow, folder, UserPreferences.DEFAULT);
    harness.fx(() -> harness.window.perspectiveProperty().set(Perspective.LAB));
    harness.fx(() -> harness.model().open(folder.resolve("town")));
    assertThat(harness.window.perspectiveProperty().get())
        .as("opening comes forward")
        .isEqualTo(Perspective.EXPLORE);
    assertThat(harness.texts()).contains("Opening town");

    harness.fx(harness.find("#perspective-lab", ToggleButton.class)::fire);
    assertThat(FxThread.call(() -> harness.window.scene().getRoot().lookup(".opening"))).isNull();
    assertThat(harness.find(".lab", Node.class).isVisible()).isTrue();
    harness.picture("opening-lab");

    harness.fx(harness.find("#perspective-explore", ToggleButton.class)::fire);
    assertThat(harness.texts()).contains("Opening town");
    harness.fx(harness.find("#perspective-lab", ToggleButton.class)::fire);
    wait.countDown();
    harness.await("the map is open", () -> harness.model().exploreProperty().get() != null);
    assertThat(harness.window.perspectiveProperty().get()).isEqualTo(Perspective.LAB);
  }

  @Test
  void thePageOfAnOpenedMapGrowsFrameByFrameSoThatTheWindowAnswersMeanwhile() throws Exception {
    Harness harness =
        start(
            (map, progress) -> {
              try {
                return new FakeSession(folder);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            },
            folder,
            UserPreferences.DEFAULT);
    Snapshots.settle();
    List<Integer> sizes = new ArrayList<>();
    harness.fx(
        () ->
            harness
                .window
                .scene()
                .addPostLayoutPulseListener(
                    () -> sizes.add(harness.window.scene().getRoot().lookupAll("*").size())));
    harness.open(folder.resolve("town"));
    Snapshots.settle();
    List<Integer> grown = new ArrayList<>();
    for (int i = 1; i < sizes.size(); i++) {
      grown.add(sizes.get(i) - sizes.get(i - 1));
    }
    assertThat(sizes.getLast()).isGreaterThan(400);
    assertThat(grown).as("nodes made in one frame, of some 1000").allMatch(more -> more <= 300);
  }

  @Test
  void pastingAnEmptyClipboardSaysSo() {
    Harness harness = start(this::never, folder, UserPreferences.DEFAULT);
    harness.fx(() -> Clipboard.getSystemClipboard().clear());
    harness.press(KeyCode.V, true);
    assertThat(harness.notifications()).contains("There is no image to paste");
  }

  @Test
  void aFolderThatIsNoMapIsExplainedAndTheWelcomeScreenStays() throws Exception {
    Path holiday = Files.createDirectories(folder.resolve("holiday"));
    Harness harness =
        start(
            (map, progress) -> {
              throw new InputException("There are no images in " + map.getFileName() + ".");
            },
            folder,
            UserPreferences.DEFAULT.withLook(new Look(ThemeChoice.DARK, TextSize.NORMAL)));
    harness.fx(() -> harness.window.drop(List.of(holiday.toFile())));
    harness.await("the error is shown", () -> !harness.notifications().isEmpty());
    assertThat(harness.notifications())
        .contains("The map could not be opened", "There are no images in holiday.");
    harness.picture("error");
    assertThat(harness.texts()).contains("Open sample map");
    assertThat(harness.model().recent()).isEmpty();
  }

  @Test
  void aDroppedFileIsToldApartFromAFolder() throws Exception {
    Harness harness = start(this::never, folder, UserPreferences.DEFAULT);
    Path file = Files.writeString(folder.resolve("notes.txt"), "x");
    harness.fx(() -> harness.window.drop(List.of(file.toFile())));
    harness.await("the error is shown", () -> !harness.notifications().isEmpty());
    assertThat(harness.notifications())
        .anySatisfy(text -> assertThat(text).startsWith("notes.txt is no folder with a map."));
  }

  private Harness start(MapOpener opener, Path settings, UserPreferences preferences) {
    Harness harness = new Harness(opener, settings, preferences);
    started.add(harness);
    return harness;
  }

  private MapSession never(Path map, Progress progress) {
    throw new InputException("not asked for");
  }
}

package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.ui.explore.ExploreView;

/** The queries that tell most, taken out of the window as a page and as figures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class SupplementWindowTest {

  private Path folder;
  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openAMapWithAWrongAnswer(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path map = FixtureMap.write(folder.resolve("painted places"), 5, 3);
    // Query 0 shows place 0, and its ground truth says place 1: it is answered wrongly.
    Path truth = map.resolve("ground_truth.csv");
    List<String> lines = Files.readAllLines(truth);
    String other = lines.get(1).substring(lines.get(1).indexOf(',') + 1);
    lines.set(0, lines.get(0).substring(0, lines.get(0).indexOf(',') + 1) + other);
    Files.write(truth, lines);
    engine = new EngineWindow(folder, EngineWindow.fewWords(5));
    harness = engine.harness;
    harness.open(map);
    harness.chooseQuery(0);
  }

  @BeforeEach
  void clear() {
    harness.dismissNotifications();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private void run(String command, FolderTargets targets) {
    harness.fx(
        () -> {
          ((ExploreView) harness.window.scene().getRoot().lookup(".explore"))
              .setExportTargets(targets);
          harness.window.commands().find(command).orElseThrow().run();
        });
    harness.await(
        "it is exported",
        () -> harness.notifications().stream().anyMatch(text -> text.contains("Exported")));
  }

  @Test
  void rescuedAndWrongQueriesAreExportedAsAPage() throws IOException {
    FolderTargets targets = new FolderTargets(folder);

    run("export.supplement.telling", targets);

    String page = Files.readString(targets.file);
    Files.copy(
        targets.file,
        Files.createDirectories(Path.of("target", "screenshots")).resolve("supplement.html"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(targets.file.getFileName().toString()).isEqualTo("painted_places-supplement.html");
    assertThat(page.split("<section class='pair'", -1)).hasSize(2);
    assertThat(page)
        .contains("\u2717 Another place. ", "no sample")
        .contains(harness.explore().map().queries().get(0).name())
        .doesNotContain(folder.toString());
  }

  @Test
  void theSamePairsAreExportedAsFiguresForLatex() throws IOException {
    Path out = Files.createDirectories(folder.resolve("figures"));

    run("export.figures.telling", new FolderTargets(out));

    try (Stream<Path> files = Files.list(out)) {
      List<Path> figures = files.filter(file -> !file.endsWith("recall.pdf")).toList();
      assertThat(figures).hasSize(1);
      assertThat(figures.getFirst().getFileName().toString()).matches("01-[A-Za-z0-9-]+\\.pdf");
      try (PDDocument document = Loader.loadPDF(figures.getFirst().toFile())) {
        assertThat(new PDFTextStripper().getText(document)).contains("mutual matches");
      }
    }
  }
}

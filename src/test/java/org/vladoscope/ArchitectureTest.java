package org.vladoscope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the package structure; the root package alone stands above them. */
@Tag("slow")
class ArchitectureTest {

  /**
   * Each may use those before it. {@code image} stands before {@code dataset}: who looks for the
   * images of a map must know which files can be decoded. {@code cli} and {@code ui} stand beside
   * each other. {@code benchmark} has a source set of its own, which the program does not see.
   */
  private static final List<String> ORDER =
      List.of(
          "common",
          "file",
          "file.pickle",
          "file.numpy",
          "file.matlab",
          "store",
          "compute",
          "image",
          "linalg",
          "dataset",
          "dataset.truth",
          "dataset.geo",
          "dataset.format",
          "dataset.format.saved",
          "dataset.format.known",
          "feature",
          "feature.checkpoint",
          "feature.own",
          "feature.backbone",
          "feature.models",
          "vlad",
          "aggregate",
          "index",
          "index.faiss",
          "index.jvector",
          "index.engine",
          "foreign",
          "match",
          "figure",
          "benchmark",
          "metric",
          "metric.confidence",
          "config",
          "graph",
          "step.kept",
          "step",
          "ranking",
          "pipeline.crew",
          "pipeline.prepare",
          "pipeline",
          "erase",
          "embedding",
          "alias",
          "window",
          "mix",
          "train",
          "judge",
          "run",
          "report",
          "benchmark.quality",
          "benchmark.peers",
          "teach.race",
          "teach.steps",
          "teach",
          "cli.option",
          "cli.output",
          "cli.window",
          "cli",
          "cli.benchmark",
          "ui.theme",
          "ui.command",
          "ui.task",
          "ui.session",
          "ui.view",
          "ui.control",
          "ui.export",
          "ui.chart",
          "ui.matrix",
          "ui.welcome",
          "ui.opening",
          "ui.map",
          "ui.places",
          "ui.explore.model",
          "ui.explore.look",
          "ui.explore.token",
          "ui.explore.overlay",
          "ui.explore.overlay.known",
          "ui.explore.queries",
          "ui.explore.ranking",
          "ui.explore.config",
          "ui.explore.pair",
          "ui.explore.why",
          "ui.explore.warp",
          "ui.explore.erase",
          "ui.explore.window",
          "ui.explore",
          "ui.evaluate.page",
          "ui.evaluate.sweep",
          "ui.evaluate.train",
          "ui.evaluate.duel",
          "ui.evaluate.confidence",
          "ui.evaluate.embedding",
          "ui.evaluate.atlas",
          "ui.evaluate.mix",
          "ui.evaluate",
          "ui.lab.plane",
          "ui.lab",
          "ui.guide",
          "ui");

  /** A room with more classes than this is two rooms. */
  private static final int MOST_CLASSES = 25;

  /** Who uses one of these uses the JavaFX thread. */
  private static final Set<String> WINDOW =
      Set.of("FxThread", "FxTest", "Harness", "EngineWindow", "WindowTour");

  private static final String ROOT = "org.vladoscope";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static List<String> order() {
    return ORDER;
  }

  /** Newcomers read the drawing and the decision; both follow the code. */
  @Test
  void thePagesForNewcomersNameThePackagesInTheirOrder() throws IOException {
    List<String> stages =
        ORDER.stream().map(name -> name.replaceFirst("\\..*", "")).distinct().toList();
    Path site = Path.of("src/site/markdown");
    String decision = Files.readString(site.resolve("decisions/0006-package-order.md"));
    assertThat(decision)
        .contains("`" + String.join(" → ", stages).replace("cli → ui", "cli | ui") + "`");
    String page = Files.readString(site.resolve("architecture.md"));
    String drawing = page.substring(page.indexOf("```"), page.lastIndexOf("```"));
    for (String stage : stages) {
      assertThat(drawing).containsPattern("\\b" + stage + "\\b");
    }
    for (String list :
        List.of("PlaceMapFormats", "Aggregators", "PairScorers", "Metrics", "Overlays")) {
      assertThat(page).contains("list `" + list + "`");
      assertThat(CLASSES.stream().map(JavaClass::getSimpleName)).contains(list);
    }
  }

  @ParameterizedTest
  @MethodSource("order")
  void aPackageUsesOnlyPackagesBeforeIt(String name) {
    List<String> forbidden = new ArrayList<>();
    forbidden.add(ROOT);
    ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).forEach(p -> forbidden.add(room(p)));
    if (name.startsWith("ui")) {
      forbidden.add(below("cli"));
    }
    noClasses()
        .that()
        .resideInAPackage(room(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(new String[0]))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyClassBelongsToAPackageOfTheOrder() {
    List<String> known = new ArrayList<>(ORDER.stream().map(ArchitectureTest::room).toList());
    known.add(ROOT);

    classes().should().resideInAnyPackage(known.toArray(new String[0])).check(CLASSES);
  }

  @Test
  void noPackageHasMoreThan25Classes() {
    Map<String, Long> sizes =
        CLASSES.stream()
            .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(sizes)
        .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.vladoscope.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheWindowKnowsJavaFx() {
    onlyIn("javafx..", ROOT, below("ui"));
    onlyIn("org.controlsfx..", ROOT, below("ui"));
    onlyIn("org.commonmark..", below("ui.guide"));
  }

  @Test
  void onlyTheStagesThatComputeKnowTheTensorLibrary() {
    onlyIn("ai.djl..", below("compute"), below("feature"), below("train"), below("benchmark"));
  }

  @Test
  void onlyTrainingEvaluationAndTeachingKnowSmile() {
    onlyIn("smile..", below("linalg"), below("embedding"), below("metric"), below("teach"));
  }

  @Test
  void onlySevenPackagesKnowNativeLibraries() {
    onlyIn(
        "org.bytedeco..",
        below("compute"),
        below("feature"),
        below("image"),
        below("linalg"),
        "org.vladoscope.index.faiss..",
        below("match"),
        below("benchmark"));
  }

  /** Parts of a file, and what is moved into place: all others write by {@code WholeFile}. */
  @Test
  void oneClassWritesFilesAndItFollowsNoLinks() {
    Set<String> writers =
        Set.of(
            "WholeFile",
            // entries of the cache, whole or not at all, under names of their own
            "DescriptorStore",
            "Packs",
            "IndexFile",
            "ExactIndex",
            "MappedRows",
            // these grow, and open without following links
            "SweepFile",
            "ModelDownload",
            "PartFile",
            // a switch of the kernel
            "ProcessMemory",
            // benchmarks
            "Snapshots",
            "ExploreBenchmark");
    Set<String> writing =
        Set.of("write", "writeString", "newOutputStream", "newBufferedWriter", "copy", "move");
    Set<String> options =
        Set.of("WRITE", "APPEND", "CREATE", "CREATE_NEW", "TRUNCATE_EXISTING", "DELETE_ON_CLOSE");

    noClasses()
        .that(not(resideInAPackage(below("benchmark"))))
        .and(
            DescribedPredicate.describe(
                "are none of " + writers, c -> !writers.contains(c.getSimpleName())))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "writes a file",
                call ->
                    (call.getTargetOwner().isEquivalentTo(Files.class)
                            && writing.contains(call.getName()))
                        || (call.getTargetOwner().isEquivalentTo(ImageIO.class)
                            && call.getName().equals("write")
                            && call.getTarget()
                                .getRawParameterTypes()
                                .getLast()
                                .isEquivalentTo(File.class))))
        .orShould()
        .accessFieldWhere(
            DescribedPredicate.describe(
                "opens a file for writing",
                access ->
                    access.getTargetOwner().isEquivalentTo(StandardOpenOption.class)
                        && options.contains(access.getName())))
        .orShould()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "opens a file for writing",
                call ->
                    Set.of("FileOutputStream", "FileWriter", "RandomAccessFile")
                        .contains(call.getTargetOwner().getSimpleName())))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that(not(resideInAnyPackage(ROOT, below("cli"))))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethodWhere(
            DescribedPredicate.describe(
                "prints a stack trace to the terminal",
                call ->
                    call.getName().equals("printStackTrace")
                        && call.getTarget().getRawParameterTypes().isEmpty()))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> marked =
        CLASSES.stream()
            .filter(c -> c.getSimpleName().equals("package-info"))
            .filter(c -> c.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(marked).isEqualTo(all);
  }

  @Test
  void everyPackageSaysWhatItMayUseAndWhereToStartReading() throws IOException {
    List<Path> texts = new ArrayList<>();
    for (Path sources : List.of(Path.of("src/main/java"), Path.of("src/benchmark/java"))) {
      try (Stream<Path> files = Files.walk(sources)) {
        files.filter(f -> f.endsWith("package-info.java")).forEach(texts::add);
      }
    }

    assertThat(texts)
        .isNotEmpty()
        .allSatisfy(
            text ->
                assertThat(Files.readString(text))
                    .as(text.toString())
                    .contains("<p>It may use ", "<p>Start reading at {@link"));
  }

  @Test
  void noTwoClassesHaveTheSameName() {
    Map<String, List<String>> byName =
        CLASSES.stream()
            .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));

    assertThat(byName).allSatisfy((name, packages) -> assertThat(packages).as(name).hasSize(1));
  }

  @Test
  void nothingStaticChanges() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
  }

  /** Such tests alone may run again when they fail. */
  @Test
  void aTestThatDrivesAWindowIsTaggedSo() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(ROOT);

    classes()
        .that()
        .haveSimpleNameEndingWith("Test")
        .and()
        .doNotHaveSimpleName("FxTest")
        .and(
            DescribedPredicate.describe(
                "use the JavaFX thread",
                test ->
                    test.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> WINDOW.contains(d.getTargetClass().getSimpleName()))))
        .should()
        .beAnnotatedWith(
            DescribedPredicate.describe(
                "@Tag(\"window\")",
                a ->
                    a.getRawType().isEquivalentTo(Tag.class)
                        && a.get("value").get().equals("window")))
        .check(tests);
  }

  @Test
  void theRulesSeeTheWholeProgram() {
    assertThat(CLASSES.stream().filter(resideInAPackage(below("pipeline")))).isNotEmpty();
    assertThat(CLASSES.stream().filter(resideInAPackage(below("cli")))).isNotEmpty();
  }

  private static void onlyIn(String library, String... packages) {
    noClasses()
        .that(not(resideInAnyPackage(packages)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  private static String room(String name) {
    return ROOT + "." + name;
  }

  private static String below(String name) {
    return ROOT + "." + name + "..";
  }
}

package org.vladoscope.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.judge.Triage;
import org.vladoscope.judge.TriageClass;
import org.vladoscope.judge.VerdictFile;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.view.Notifier;

/** In the fake map, query q has the match c, which re-ranking puts first; query r has none. */
class TriageModelTest {

  private final List<String> errors = new ArrayList<>();
  private @TempDir Path folder;
  private FakeSession session;
  private OpenMap model;

  @BeforeEach
  void open() throws IOException {
    session = new FakeSession(folder);
    model = newModel();
  }

  private OpenMap newModel() {
    Notifier notifier =
        new Notifier() {
          @Override
          public void error(String title, String message, @Nullable Throwable cause) {
            errors.add(title);
          }

          @Override
          public void info(String title, String message) {}
        };
    return new OpenMap(session, new BackgroundTasks(Runnable::run, Runnable::run), notifier);
  }

  private List<String> shown() {
    return model.queries().shown().stream().map(PlaceImage::name).toList();
  }

  private PlaceImage query(int index) {
    return session.map().queries().get(index);
  }

  private Triage triage() {
    return Objects.requireNonNull(model.triage().triageProperty().get());
  }

  @Test
  void choosingAClassRanksAllQueriesOnceAndListsItsMembers() {
    assertThat(session.asked).isEmpty();
    model.queryFilter().wantedProperty().set(TriageClass.RESCUED);
    assertThat(shown()).containsExactly("q.png");
    model.queryFilter().wantedProperty().set(TriageClass.WRONG_AT_1);
    assertThat(shown()).isEmpty();
    model.queryFilter().wantedProperty().set(TriageClass.WITHOUT_POSITIVE);
    assertThat(shown()).containsExactly("r.png");
    assertThat(session.asked).containsExactly("evaluate");
    model.queryFilter().clear();
    assertThat(shown()).containsExactly("q.png", "r.png");
  }

  @Test
  void aQueryThatTheChosenClassLeavesOutMakesWayForTheFirstOfTheList() {
    model.queryProperty().set(query(0));
    model.queryFilter().wantedProperty().set(TriageClass.WITHOUT_POSITIVE);
    assertThat(model.queryProperty().get()).isEqualTo(query(1));
    model.queryFilter().wantedProperty().set(TriageClass.WRONG_AT_1);
    assertThat(model.queryProperty().get()).as("nothing to show instead").isEqualTo(query(1));
    model.queryFilter().clear();
    assertThat(model.queryProperty().get()).isEqualTo(query(1));
    model.queries().nameProperty().set("q");
    assertThat(model.queryProperty().get()).as("a name half typed").isEqualTo(query(1));
  }

  @Test
  void stepsStayWithinTheQueriesThatAreListed() {
    model.queryFilter().wantedProperty().set(TriageClass.WITHOUT_POSITIVE);
    model.moveQuery(1);
    assertThat(model.queryProperty().get()).isEqualTo(query(1));
    model.moveQuery(1);
    assertThat(model.queryProperty().get()).isEqualTo(query(1));
    model.moveQuery(-1);
    assertThat(model.queryProperty().get()).isEqualTo(query(1));
  }

  @Test
  void theStepFromAQueryThatIsNotListedLeadsToItsNeighbourInThatDirection() {
    List<PlaceImage> images = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      images.add(new PlaceImage("i" + i, folder.resolve("i" + i), null));
    }
    ImageList list = new ImageList(images);
    list.conditionProperty().set(i -> !i.name().equals("i2") && !i.name().equals("i3"));
    assertThat(list.neighbour(images.get(2), 1)).contains(images.get(4));
    assertThat(list.neighbour(images.get(3), -1)).contains(images.get(1));
    assertThat(list.neighbour(images.get(1), 1)).contains(images.get(4));
    assertThat(list.neighbour(images.get(5), 1)).contains(images.get(5));
    assertThat(list.neighbour(null, 1)).contains(images.get(0));
    list.nameProperty().set("nothing");
    assertThat(list.neighbour(images.get(0), 1)).isEmpty();
  }

  @Test
  void anAreaAndANameNarrowTheListToo() {
    model.queryFilter().areaProperty().set(Set.of(query(1)));
    assertThat(shown()).containsExactly("r.png");
    model.queries().nameProperty().set("Q");
    assertThat(shown()).isEmpty();
    model.queryFilter().areaProperty().set(null);
    assertThat(shown()).containsExactly("q.png");
  }

  @Test
  void afterAChangeOfSettingsTheAnswersStayAndAreMarkedUntilAskedForAgain() {
    model.triage().evaluate();
    assertThat(model.triage().staleProperty().get()).isFalse();
    Triage before = triage();
    model.configProperty().set(model.configProperty().get().withRerank(7));
    assertThat(model.triage().staleProperty().get()).isTrue();
    assertThat(triage()).isEqualTo(before);
    model.triage().evaluate();
    assertThat(model.triage().staleProperty().get()).isFalse();
  }

  @Test
  void aFailureKeepsWhatWasKnownAndIsTold() {
    model.triage().evaluate();
    Triage before = triage();
    model.configProperty().set(model.configProperty().get().withRerank(13));
    model.triage().evaluate();
    assertThat(errors).contains("The queries could not be ranked");
    assertThat(triage()).isEqualTo(before);
  }

  @Test
  void aVerdictCountsAtOnceIsSavedAndCanBeUndone() {
    model.triage().evaluate();
    model.verdicts().change(query(1), v -> v.withSamePlace("a.png", true));
    assertThat(triage().count(TriageClass.WRONG_AT_1, 10)).isEqualTo(1);
    model.triage().withVerdictsProperty().set(false);
    assertThat(triage().count(TriageClass.WRONG_AT_1, 10)).isZero();
    model.triage().withVerdictsProperty().set(true);
    assertThat(newModel().verdicts().verdictsProperty().get().of("r.png").samePlace())
        .containsExactly("a.png");
    model.verdicts().undo();
    assertThat(triage().count(TriageClass.WRONG_AT_1, 10)).isZero();
    assertThat(newModel().verdicts().verdictsProperty().get().isEmpty()).isTrue();
    assertThat(model.verdicts().canUndoProperty().get()).isFalse();
  }

  @Test
  void undoTakesBackOneChangeAtATime() {
    model.verdicts().change(query(0), v -> v.withTruthWrong(true));
    model.verdicts().change(query(0), v -> v.withNote("dark"));
    model.verdicts().undo();
    assertThat(model.verdicts().verdictsProperty().get().of("q.png").truthWrong()).isTrue();
    assertThat(model.verdicts().verdictsProperty().get().of("q.png").note()).isEmpty();
  }

  @Test
  void verdictsThatCannotBeReadAreToldAndNoneCanBeGivenWhichWouldBeLost() throws IOException {
    Files.writeString(folder.resolve(VerdictFile.NAME), "{");
    model = newModel();
    assertThat(errors).containsExactly("The verdicts could not be read");
    model.verdicts().change(query(0), v -> v.withTruthWrong(true));
    assertThat(model.verdicts().verdictsProperty().get().isEmpty()).isTrue();
    assertThat(Files.readString(folder.resolve(VerdictFile.NAME))).isEqualTo("{");
  }
}

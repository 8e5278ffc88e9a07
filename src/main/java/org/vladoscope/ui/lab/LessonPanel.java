package org.vladoscope.ui.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.ui.lab.Lesson.LessonStep;
import org.vladoscope.ui.lab.Lesson.Question;

/** The lesson beside the pages: what to look at, what to try, a question, and the way on. */
final class LessonPanel extends BorderPane {

  private static final double TEXT_SIZE = 13;

  private final LessonModel model;
  private final Supplier<Optional<Path>> chooser;
  private final Label title = new Label();
  private final Label position = new Label();
  private final FlowPane dots = new FlowPane(4, 4);
  private final VBox content = new VBox();
  private final Label verdict = new Label();
  private final Button previous = new Button("Back", new FontIcon(Feather.CHEVRON_LEFT));
  private final Button next = new Button("Next", new FontIcon(Feather.CHEVRON_RIGHT));
  private Supplier<String> answer = () -> "";
  private int shownStep = -1;

  /**
   * A panel.
   *
   * @param chooser asks for the file of a lesson
   */
  LessonPanel(LessonModel model, Supplier<Optional<Path>> chooser) {
    this.model = model;
    this.chooser = chooser;
    getStyleClass().add("lesson");
    setMinWidth(USE_PREF_SIZE);
    setMaxWidth(USE_PREF_SIZE);
    title.getStyleClass().add("muted");
    title.setMaxWidth(Double.MAX_VALUE);
    title.setMinWidth(0);
    HBox.setHgrow(title, Priority.ALWAYS);
    HBox head = new HBox(8, title, menu());
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("lesson-head");
    setTop(head);
    content.getStyleClass().add("lesson-content");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("lab-scroll");
    setCenter(scroll);
    setBottom(foot());
    verdict.setId("lesson-verdict");
    verdict.setWrapText(true);
    verdict.setMinHeight(USE_PREF_SIZE);
    ChangeListener<Object> onChange = (o, before, now) -> show();
    model
        .lessonProperty()
        .addListener(
            (o, before, now) -> {
              shownStep = -1;
              show();
            });
    model.progressProperty().addListener(onChange);
    show();
  }

  /** How many times as large as designed text is here. */
  DoubleBinding enlarged() {
    return Bindings.createDoubleBinding(
        () -> title.getFont().getSize() / TEXT_SIZE, title.fontProperty());
  }

  private Node menu() {
    MenuItem open = new MenuItem("Open Lesson\u2026");
    open.setOnAction(event -> chooser.get().ifPresent(model::open));
    MenuItem builtIn = new MenuItem("Built-in Lesson from Its Start");
    builtIn.setOnAction(event -> model.openBuiltIn());
    MenuButton menu = new MenuButton("", new FontIcon(Feather.BOOK_OPEN), open, builtIn);
    menu.getStyleClass().addAll("flat", "small", "button-icon");
    menu.setTooltip(new Tooltip("Open another lesson"));
    menu.setAccessibleText("Open another lesson");
    return menu;
  }

  private Node foot() {
    previous.setId("lesson-previous");
    previous.setTooltip(new Tooltip("Alt+Left"));
    previous.setOnAction(event -> model.move(-1));
    next.setId("lesson-next");
    next.setTooltip(new Tooltip("Alt+Right"));
    next.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
    next.setOnAction(event -> model.move(1));
    previous.setMinWidth(USE_PREF_SIZE);
    next.setMinWidth(USE_PREF_SIZE);
    position.getStyleClass().add("muted");
    Region gap = new Region();
    Region otherGap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox.setHgrow(otherGap, Priority.ALWAYS);
    HBox row = new HBox(previous, gap, position, otherGap, next);
    row.setAlignment(Pos.CENTER);
    dots.setAlignment(Pos.CENTER);
    VBox foot = new VBox(8, dots, row);
    foot.getStyleClass().add("lesson-foot");
    return foot;
  }

  private void show() {
    Lesson lesson = model.lessonProperty().get();
    int index = model.index();
    title.setText(lesson.title());
    title.setTooltip(new Tooltip(lesson.title()));
    position.setText(index + 1 + " of " + lesson.steps().size());
    previous.setDisable(index == 0);
    next.setDisable(index == lesson.steps().size() - 1);
    List<Node> marks = new ArrayList<>();
    for (int i = 0; i < lesson.steps().size(); i++) {
      boolean done = model.progressProperty().get().answered().contains(i);
      Label mark = new Label(done ? "\u2713" : Integer.toString(i + 1));
      mark.getStyleClass().add("lesson-dot");
      if (i == index) {
        mark.getStyleClass().add("lesson-dot-current");
      }
      int step = i;
      mark.setOnMouseClicked(event -> model.go(step));
      mark.setTooltip(new Tooltip(lesson.steps().get(i).title() + (done ? ", answered" : "")));
      marks.add(mark);
    }
    dots.getChildren().setAll(marks);
    if (shownStep != index) {
      shownStep = index;
      showStep(model.step());
    }
  }

  private void showStep(LessonStep step) {
    Label name = new Label(step.title());
    name.setId("lesson-title");
    name.getStyleClass().add("section-title");
    name.setWrapText(true);
    name.setMinHeight(USE_PREF_SIZE);
    verdict.setText("");
    content.getChildren().setAll(name, text(step.look()));
    if (!step.attempt().isEmpty()) {
      content.getChildren().addAll(heading("Try"), text(step.attempt()));
    }
    content.getChildren().addAll(heading("Question"), text(step.question().text()));
    content.getChildren().add(answers(step.question()));
    Button check = new Button("Check");
    check.setId("lesson-check");
    check.setOnAction(event -> check());
    content.getChildren().addAll(check, verdict);
  }

  private Node answers(Question question) {
    if (question.choices().isEmpty()) {
      TextField field = new TextField();
      field.setId("lesson-number");
      field.setPromptText("A number");
      field.setMaxWidth(140);
      field.setOnAction(event -> check());
      answer = field::getText;
      return field;
    }
    ToggleGroup group = new ToggleGroup();
    VBox box = new VBox(8);
    // Not in the order of the file, where the right one may stand first; but always the same.
    List<String> choices = new ArrayList<>(question.choices());
    choices.sort(java.util.Comparator.comparingInt(String::hashCode));
    for (String choice : choices) {
      RadioButton button = new RadioButton(choice);
      button.setToggleGroup(group);
      button.setWrapText(true);
      button.setMinHeight(USE_PREF_SIZE);
      box.getChildren().add(button);
    }
    answer = () -> group.getSelectedToggle() instanceof RadioButton chosen ? chosen.getText() : "";
    return box;
  }

  private void check() {
    String given = answer.get();
    Question question = model.step().question();
    if (given.isBlank()) {
      verdict.setText(
          question.choices().isEmpty() ? "Type a number first." : "Choose an answer first.");
      return;
    }
    Optional<Boolean> right = model.answer(given);
    if (right.isEmpty()) {
      verdict.setText("\u201c" + given.strip() + "\u201d is not a number.");
    } else if (right.get()) {
      verdict.setText(
          ("\u2713 Right. " + question.because()).strip()
              + (model.isFinished() ? " You have answered every question of the lesson." : ""));
    } else {
      verdict.setText("\u2717 Not yet. Look again and try another answer.");
    }
  }

  private static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("form-heading");
    return label;
  }

  private static Label text(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}

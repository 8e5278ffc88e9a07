package org.vladoscope.ui;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.command.FocusKeeper;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.lab.LabView;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.opening.FolderPage;
import org.vladoscope.ui.opening.OpeningModel;
import org.vladoscope.ui.welcome.OpeningView;
import org.vladoscope.ui.welcome.WelcomeView;

/**
 * The page that fits the moment. A map is opened on the page of the images, which comes forward for
 * that; lab and measurements can be gone to meanwhile.
 */
final class WindowScreen extends StackPane {

  private final WindowModel model;
  private final ObjectProperty<Perspective> perspective;
  private final WelcomeView welcome;
  private final EvaluatePerspective evaluate;
  private final Supplier<LabView> newLab;
  private final Function<OpenMap, ExploreView> newExplore;
  private final Function<OpeningModel, FolderPage> newQuestion;
  private final ReadOnlyObjectWrapper<Node> shown;
  private @Nullable ExploreView explore;
  private @Nullable FolderPage question;
  private @Nullable OpeningView opening;
  private @Nullable LabView lab;

  /**
   * The pages of a window.
   *
   * @param newLab makes the lab when it is first looked at
   * @param newExplore makes the page of an opened map
   * @param newQuestion makes the page that asks how a folder is read
   */
  WindowScreen(
      WindowModel model,
      ObjectProperty<Perspective> perspective,
      WelcomeView welcome,
      EvaluatePerspective evaluate,
      Supplier<LabView> newLab,
      Function<OpenMap, ExploreView> newExplore,
      Function<OpeningModel, FolderPage> newQuestion) {
    this.model = model;
    this.perspective = perspective;
    this.welcome = welcome;
    this.evaluate = evaluate;
    this.newLab = newLab;
    this.newExplore = newExplore;
    this.newQuestion = newQuestion;
    this.shown = new ReadOnlyObjectWrapper<>(welcome);
    getChildren().setAll(welcome);
    model.exploreProperty().addListener((o, before, now) -> onMap(now));
    model.openingProperty().addListener((o, before, now) -> onOpening(before, now));
    model.askedProperty().addListener((o, before, now) -> onAsked(now));
    perspective.addListener((o, before, now) -> refresh());
    refresh();
  }

  /** The page of the open map, if one is open. */
  Optional<ExploreView> explore() {
    return Optional.ofNullable(explore);
  }

  /** The lab, made when it is first asked for. */
  LabView lab() {
    LabView known = lab;
    if (known == null) {
      known = newLab.get();
      lab = known;
    }
    return known;
  }

  /** True while it is asked how a folder is read: that page has keys of its own. */
  boolean asks() {
    return shown.get() instanceof FolderPage;
  }

  /** The open map while it can be seen, so that its keys do not reach onto other pages. */
  ObjectBinding<@Nullable OpenMap> explored() {
    return Bindings.createObjectBinding(
        () -> shown.get() instanceof ExploreView ? model.exploreProperty().get() : null,
        shown,
        model.exploreProperty());
  }

  /** What is shown. */
  ReadOnlyObjectProperty<Node> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Gives the focus of a scene to the page that is shown, and registers the way back to it. */
  void keepFocus(Scene scene, Commands commands) {
    FocusKeeper keeper = new FocusKeeper(scene, this::home);
    shown.addListener(
        (o, before, now) -> {
          if (now instanceof FolderPage asking) {
            asking.takeFocus();
          } else {
            keeper.goHome();
          }
        });
    commands.add(
        Command.of("window.back", "Back to the Images", () -> back(keeper))
            .keys("Esc")
            .when(Bindings.createBooleanBinding(() -> home() != null, shown)));
  }

  /** From text to its page; from another look, or from images alone, to the pair in its window. */
  private void back(FocusKeeper keeper) {
    if (!keeper.isEditing() && !(shown.get() instanceof ExploreView page && page.back())) {
      perspective.set(Perspective.EXPLORE);
    }
    keeper.goHome();
  }

  /** What has the focus while no control does; null on pages that begin with a control. */
  private @Nullable Node home() {
    return switch (shown.get()) {
      case ExploreView page -> page.home();
      case FolderPage _, OpeningView _, WelcomeView _ -> null;
      case Node page -> page;
    };
  }

  private void onMap(@Nullable OpenMap now) {
    evaluate.onMap();
    explore = now == null ? null : newExplore.apply(now);
    refresh();
  }

  private void onOpening(WindowModel.@Nullable Opening before, WindowModel.@Nullable Opening now) {
    opening = now == null ? null : new OpeningView(now.folder(), now.task(), model::cancelOpening);
    if (before == null && now != null) {
      perspective.set(Perspective.EXPLORE);
    }
    refresh();
  }

  private void onAsked(@Nullable OpeningModel now) {
    question = now == null ? null : newQuestion.apply(now);
    if (now != null) {
      perspective.set(Perspective.EXPLORE);
    }
    refresh();
  }

  private void refresh() {
    Node page =
        switch (perspective.get()) {
          case LAB -> lab();
          case EVALUATE -> evaluate.node();
          case EXPLORE ->
              opening != null
                  ? opening
                  : question != null ? question : explore != null ? explore : welcome;
        };
    if (!Objects.equals(page, shown.get())) {
      getChildren().setAll(page);
      shown.set(page);
    }
  }
}

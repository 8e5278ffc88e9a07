package org.vladoscope.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.store.SampleMap;
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.CommandPalette;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.evaluate.EvaluateView;
import org.vladoscope.ui.explore.ExploreCommands;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.explore.ImageCommands;
import org.vladoscope.ui.explore.Panels;
import org.vladoscope.ui.explore.config.TuningCommands;
import org.vladoscope.ui.explore.erase.EraseCommands;
import org.vladoscope.ui.explore.erase.EraseTools;
import org.vladoscope.ui.explore.look.PairLooks;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.queries.OutsideImages;
import org.vladoscope.ui.explore.queries.Transfer;
import org.vladoscope.ui.explore.window.WindowSearchCommands;
import org.vladoscope.ui.explore.window.WindowTools;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.export.ExportTargets;
import org.vladoscope.ui.guide.GuideWindow;
import org.vladoscope.ui.guide.HelpDialogs;
import org.vladoscope.ui.lab.LabCommands;
import org.vladoscope.ui.lab.LabView;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.opening.FolderPage;
import org.vladoscope.ui.opening.MapFolders;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.theme.Themes;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;
import org.vladoscope.ui.welcome.OpeningView;
import org.vladoscope.ui.welcome.WelcomeView;

/** The main window: menu, the screen that fits the moment, status line. */
public final class VladoscopeWindow {

  private static final double MIN_WIDTH = 900;

  /** Below this width the images need the room more than scores and configuration. */
  private static final double ROOMY = 1120;

  private static final double MIN_HEIGHT = 600;

  private final Stage stage;
  private final WindowModel model;
  private final Thumbnails thumbnails;
  private final FileChoosers chooser;
  private final OutsideImages outside;
  private final Drops drops;
  private final @Nullable Path sampleMap;
  private final OverlayModel overlays;
  private final Commands commands = new Commands();
  private final PairLooks looks = new PairLooks();
  private final EraseTools erasers = new EraseTools();
  private final WindowTools windows = new WindowTools();
  private final Panels panels;
  private final CommandPalette palette = new CommandPalette(commands);
  private final WindowScreen screen;
  private final StatusLine status;
  private final Themes themes;
  private final WindowNotifier notifier;
  private final ObjectProperty<Perspective> perspective =
      new SimpleObjectProperty<>(Perspective.EXPLORE);
  private final EvaluatePerspective evaluate;
  private final GuideWindow guide;

  /**
   * A window, not yet shown.
   *
   * @param overlays what can be drawn over a pair
   * @param sampleMap the map that comes with the program, if there is one
   * @param instant for work that is over before it could be listed
   * @param lab makes the lab when it is first looked at
   */
  public VladoscopeWindow(
      Stage stage,
      WindowModel model,
      Themes themes,
      Thumbnails thumbnails,
      FileChoosers chooser,
      OutsideImages outside,
      WindowNotifier notifier,
      OverlayModel overlays,
      @Nullable Path sampleMap,
      BackgroundTasks instant,
      Supplier<LabView> lab) {
    this.stage = stage;
    this.model = model;
    this.themes = themes;
    this.thumbnails = thumbnails;
    this.chooser = chooser;
    this.outside = outside;
    this.notifier = notifier;
    this.overlays = overlays;
    this.sampleMap = sampleMap;
    guide = new GuideWindow(stage, themes, instant);
    UserPreferences remembered = model.preferencesProperty().get();
    panels =
        new Panels(
            remembered.panels(),
            shown ->
                model
                    .preferencesProperty()
                    .set(model.preferencesProperty().get().withPanels(shown)));
    panels.enlargementProperty().bind(themes.enlargement());
    overlays.lineWidthProperty().bind(themes.enlargement());
    Actions actions = new Actions();
    evaluate =
        new EvaluatePerspective(
            model,
            instant,
            perspective,
            thumbnails,
            themes,
            () -> ExportTargets.of(() -> stage),
            chooser,
            actions);
    screen =
        new WindowScreen(
            model,
            perspective,
            new WelcomeView(actions, model.recent(), actions.hasSample()),
            evaluate,
            lab,
            this::explore,
            asked ->
                new FolderPage(
                    asked,
                    thumbnails,
                    chooser::chooseGroundTruth,
                    () -> chooser.chooseFolder(asked.folder())));
    drops =
        new Drops(
            model,
            perspective,
            chooser,
            outside,
            notifier,
            (x, y) -> screen.explore().filter(page -> page.isOverCandidate(x, y)).isPresent());
    status =
        new StatusLine(
            model,
            Bindings.createBooleanBinding(
                () -> screen.shownProperty().get() instanceof OpeningView, screen.shownProperty()));
    BorderPane root = new BorderPane(screen);
    PerspectiveSwitch.register(commands, perspective);
    LabCommands.register(commands, perspective.isEqualTo(Perspective.LAB), screen::lab);
    ExploreCommands.register(commands, screen.explored(), overlays, looks, panels);
    EraseCommands.register(commands, Bindings.isNotNull(screen.explored()), looks, erasers);
    WindowSearchCommands.register(commands, Bindings.isNotNull(screen.explored()), looks, windows);
    TuningCommands.register(commands, screen.explored(), chooser, stage);
    evaluate.register(commands);
    WindowCommands.register(commands, model, actions, themes, overlays, panels.inspectorProperty());
    WindowCommands.details(commands, notifier);
    ImageCommands images =
        new ImageCommands(model.exploreProperty(), () -> perspective.set(Perspective.EXPLORE));
    palette.setMore(images::named);
    commands.add(
        Command.toggle("window.motion", "Reduce Motion", looks.reducedMotionProperty())
            .in("View", "window"));
    root.setTop(new PerspectiveSwitch(new MainMenu(commands), perspective));
    root.setBottom(status);
    StackPane layers = new StackPane(root, notifier.layer(), palette);
    Scene scene = new Scene(layers, remembered.width(), remembered.height());
    themes.style(scene);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::onKeyFilter);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    drops.register(scene);
    screen.keepFocus(scene, commands);
    stage.setScene(scene);
    // The desktop's settings outlive the window, and would hold it for ever.
    stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, event -> themes.close());
    stage.setMinWidth(MIN_WIDTH);
    stage.setMinHeight(MIN_HEIGHT);
    model.exploreProperty().addListener((o, before, now) -> nameMap(now));
    nameMap(null);
    overlays.linkedProperty().set(remembered.linked());
    overlays
        .linkedProperty()
        .addListener(
            (o, before, now) ->
                model.preferencesProperty().set(model.preferencesProperty().get().withLinked(now)));
    looks.reducedMotionProperty().set(remembered.reducedMotion());
    looks
        .reducedMotionProperty()
        .addListener(
            (o, before, now) ->
                model
                    .preferencesProperty()
                    .set(model.preferencesProperty().get().withReducedMotion(now)));
    BooleanBinding roomy =
        scene.widthProperty().divide(themes.enlargement()).greaterThanOrEqualTo(ROOMY);
    panels.inspectorProperty().set(roomy.get());
    roomy.addListener((o, before, now) -> panels.inspectorProperty().set(now));
    // Bindings are held by nobody else.
    scene.getProperties().put(BooleanBinding.class, roomy);
    Runnable remember =
        () ->
            model
                .preferencesProperty()
                .set(model.preferencesProperty().get().withLook(themes.look()));
    themes.choiceProperty().addListener((o, before, now) -> remember.run());
    themes.sizeProperty().addListener((o, before, now) -> remember.run());
  }

  private ExploreView explore(OpenMap map) {
    ExploreView page =
        new ExploreView(
            map,
            overlays,
            looks,
            erasers,
            windows,
            outside,
            panels,
            thumbnails,
            themes.darkProperty(),
            chooser);
    if (isSample(map)) {
      page.showFirstSteps(commands);
      showFirstQuery(map);
    }
    return page;
  }

  private boolean isSample(OpenMap map) {
    Path sample = sampleMap;
    return sample != null && map.map().root().equals(sample.toAbsolutePath().normalize());
  }

  private static void showFirstQuery(OpenMap map) {
    map.queries().all().stream()
        .filter(query -> query.name().equals(SampleMap.FIRST_QUERY))
        .findFirst()
        .ifPresent(map.queryProperty()::set);
  }

  private void nameMap(@Nullable OpenMap open) {
    stage.setTitle(open == null ? "Vladoscope" : open.map().name() + " \u2013 Vladoscope");
  }

  /** What is open. */
  public WindowModel model() {
    return model;
  }

  /** What is drawn over the images. */
  public OverlayModel overlays() {
    return overlays;
  }

  /** In which way the pair is looked at. */
  public PairLooks looks() {
    return looks;
  }

  /** What stands around the images. */
  Panels panels() {
    return panels;
  }

  /** What the user can do, by menu, keys and palette. */
  public Commands commands() {
    return commands;
  }

  /** The way of working. */
  public ObjectProperty<Perspective> perspectiveProperty() {
    return perspective;
  }

  /** Images that belong to no map. */
  public OutsideImages outside() {
    return outside;
  }

  /** The look. */
  public Themes themes() {
    return themes;
  }

  /** The scene, for images of it. */
  public Scene scene() {
    return stage.getScene();
  }

  /** The stage. */
  public Stage stage() {
    return stage;
  }

  /** Names the device in the status line. */
  public void setDevice(String description) {
    status.setDevice(description);
  }

  /** What is dropped and pasted. */
  Drops drops() {
    return drops;
  }

  /** Takes files as if they had been dropped on the window. */
  public void drop(List<File> files) {
    drops.take(Transfer.of(files.stream().map(File::toPath).toList()), false);
  }

  /** Tells of what happens. */
  WindowNotifier notifier() {
    return notifier;
  }

  /** Tells of a failure that nobody expected. */
  void notifyFailure(Throwable failure) {
    notifier.error("Something did not work", Words.of(failure), failure);
  }

  /** The page of the open map, if one is open. */
  Optional<ExploreView> explore() {
    return screen.explore();
  }

  /** The lab, made when it is first asked for. */
  LabView labView() {
    return screen.lab();
  }

  /** The measurements of the open map, made when they are first asked for. */
  EvaluateView evaluateView() {
    return evaluate.view();
  }

  private void onKeyFilter(KeyEvent event) {
    if (!palette.isVisible() && !screen.asks()) {
      commands.onKeyFilter(event);
    }
  }

  private void onKey(KeyEvent event) {
    if (palette.isVisible()) {
      event.consume();
    } else {
      commands.onKey(event);
    }
  }

  private final class Actions implements WindowActions {

    @Override
    public boolean hasSample() {
      return sampleMap != null;
    }

    @Override
    public void showFirstSteps() {
      panels.firstStepsProperty().set(true);
      OpenMap open = model.exploreProperty().get();
      if (open == null || !isSample(open)) {
        openSample();
        return;
      }
      panels.imagesOnlyProperty().set(false);
      perspectiveProperty().set(Perspective.EXPLORE);
      open.queryFilter().clear();
      showFirstQuery(open);
    }

    @Override
    public void openSample() {
      Path sample = sampleMap;
      if (sample != null) {
        model.open(sample);
      }
    }

    @Override
    public void chooseMap() {
      chooser.chooseFolder(model.preferencesProperty().get().lastFolder()).ifPresent(model::open);
    }

    @Override
    public void chooseMapFile() {
      chooser
          .chooseMapFile()
          .flatMap(file -> MapFolders.of(List.of(file), PlaceMapFormats.known()::opens))
          .ifPresent(model::open);
    }

    @Override
    public void chooseImages(boolean asCandidate) {
      List<Path> files = chooser.chooseImages();
      if (!files.isEmpty()) {
        drops.take(Transfer.of(files), asCandidate);
      }
    }

    @Override
    public void paste(boolean asCandidate) {
      drops.take(Transfer.of(Clipboard.getSystemClipboard()), asCandidate);
    }

    @Override
    public void open(Path folder) {
      model.open(folder);
    }

    @Override
    public void forget(Path folder) {
      model.forget(folder);
    }

    @Override
    public void showLab() {
      perspective.set(Perspective.LAB);
    }

    @Override
    public void zoom(double factor) {
      screen.explore().ifPresent(view -> view.zoom(factor));
    }

    @Override
    public void showGuide() {
      guide.show();
    }

    @Override
    public void showShortcuts() {
      HelpDialogs.shortcuts(stage, commands);
    }

    @Override
    public void export(ExportKind kind) {
      screen.explore().ifPresent(view -> view.export(kind));
    }

    @Override
    public void exportStrip(ExportKind kind) {
      screen.explore().ifPresent(view -> view.exportStrip(kind));
    }

    @Override
    public void exportModel() {
      screen.explore().ifPresent(view -> view.exportModel());
    }

    @Override
    public void exportPairSupplement() {
      screen.explore().ifPresent(view -> view.exportPairSupplement());
    }

    @Override
    public void exportTellingSupplement() {
      screen.explore().ifPresent(view -> view.exportTellingSupplement());
    }

    @Override
    public void exportTellingFigures() {
      screen.explore().ifPresent(view -> view.exportTellingFigures());
    }

    @Override
    public void showPalette() {
      palette.open();
    }

    @Override
    public void showAbout() {
      HelpDialogs.about(stage);
    }

    @Override
    public void quit() {
      stage.close();
    }
  }
}

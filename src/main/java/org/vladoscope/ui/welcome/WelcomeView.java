package org.vladoscope.ui.welcome;

import java.util.List;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is seen while no map is open: what the program is for, and ways to begin. */
public final class WelcomeView extends StackPane {

  private static final int SHOWN_RECENT = 5;
  private static final double IMAGE_WIDTH = 696;
  private static final double IMAGE_HEIGHT = 232;

  private final WelcomeActions actions;
  private final VBox recentBox = new VBox(4);

  /**
   * The screen.
   *
   * @param recent maps opened before, newest first
   * @param hasSample whether there is a map that comes with the program
   */
  public WelcomeView(WelcomeActions actions, ObservableList<RecentMap> recent, boolean hasSample) {
    this.actions = actions;
    getStyleClass().add("welcome");
    Label title = new Label("Vladoscope");
    title.getStyleClass().add("welcome-title");
    Label line =
        new Label("See why two images show the same place, patch by patch, with Patch-NetVLAD.");
    line.getStyleClass().add("welcome-line");
    line.setWrapText(true);
    VBox head = new VBox(8, title, line);
    VBox card = new VBox(awaits(), head, buttons(hasSample), dropZone(), recentBox);
    card.getStyleClass().add("welcome-card");
    card.setMaxHeight(Region.USE_PREF_SIZE);
    StackPane center = new StackPane(card);
    ScrollPane scroll = new ScrollPane(center);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    getChildren().add(scroll);
    recent.addListener((ListChangeListener<RecentMap>) change -> show(recent));
    show(recent);
  }

  /** What the program shows, drawn by itself of the map that comes with it. */
  private static VBox awaits() {
    Image image =
        new Image(
            Objects.requireNonNull(WelcomeView.class.getResource("pair.jpg")).toExternalForm(),
            true);
    ImageView view = new ImageView(image);
    view.setFitWidth(IMAGE_WIDTH);
    view.setFitHeight(IMAGE_HEIGHT);
    view.setAccessibleText("Two images of one place with lines between patches that match");
    Rectangle round = new Rectangle(IMAGE_WIDTH, IMAGE_HEIGHT);
    round.setArcWidth(16);
    round.setArcHeight(16);
    view.setClip(round);
    Label caption =
        new Label("A query at dusk and the place it shows: lines join patches that match.");
    caption.getStyleClass().add("form-note");
    return new VBox(4, view, caption);
  }

  private HBox buttons(boolean hasSample) {
    Button sample = new Button("Open sample map", new FontIcon(Feather.MAP));
    sample.getStyleClass().addAll("large", "accent");
    sample.setDefaultButton(hasSample);
    sample.setDisable(!hasSample);
    sample.setOnAction(event -> actions.openSample());
    Button open = new Button("Open map\u2026", new FontIcon(Feather.FOLDER));
    open.getStyleClass().add("large");
    open.setOnAction(event -> actions.chooseMap());
    Button lab = new Button("VLAD lab", new FontIcon(Feather.BOOK_OPEN));
    lab.getStyleClass().add("large");
    lab.setTooltip(new Tooltip("Learn how VLAD, NetVLAD and Patch-NetVLAD work"));
    lab.setOnAction(event -> actions.showLab());
    return new HBox(16, sample, open, lab);
  }

  private static DropZone dropZone() {
    return new DropZone();
  }

  private void show(List<RecentMap> recent) {
    Label heading = new Label("Recent maps");
    heading.getStyleClass().add("section-title");
    recentBox.getChildren().setAll(heading);
    if (recent.isEmpty()) {
      Label none = new Label("Maps you open are listed here.");
      none.getStyleClass().add("muted");
      recentBox.getChildren().add(none);
    }
    recent.stream().limit(SHOWN_RECENT).map(this::row).forEach(recentBox.getChildren()::add);
  }

  private HBox row(RecentMap map) {
    Label name = new Label(map.name());
    name.getStyleClass().add("recent-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Label folder = new Label(map.folder().toString());
    folder.getStyleClass().add("muted");
    folder.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    folder.setMaxWidth(Double.MAX_VALUE);
    folder.setMinWidth(0);
    folder.setTooltip(new Tooltip(map.folder().toString()));
    HBox.setHgrow(folder, Priority.ALWAYS);
    Button forget = new Button("", new FontIcon(Feather.X));
    forget.getStyleClass().addAll("flat", "small", "button-icon");
    forget.setTooltip(new Tooltip("Take off this list"));
    forget.setAccessibleText("Take " + map.name() + " off the list");
    forget.setOnAction(event -> actions.forget(map.folder()));
    HBox row = new HBox(new FontIcon(Feather.CLOCK), name, folder, forget);
    row.getStyleClass().add("recent-map");
    row.setAlignment(Pos.CENTER_LEFT);
    row.setFocusTraversable(true);
    row.setAccessibleText("Open " + map.name());
    row.setOnMouseClicked(event -> actions.open(map.folder()));
    row.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            actions.open(map.folder());
            event.consume();
          }
        });
    return row;
  }
}

package org.vladoscope.ui.evaluate.atlas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.alias.Alias;
import org.vladoscope.alias.AliasAtlas;
import org.vladoscope.alias.AliasTables;
import org.vladoscope.alias.Band;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.ui.evaluate.page.TaskBar;

/**
 * What the atlas is told above it: how many arcs, the least similarity, which part, which table.
 */
final class AtlasHeader extends HBox {

  private static final double ZOOM = 1.6;

  private final AtlasModel model;
  private final Slider arcs = new Slider(0, AtlasModel.MOST_ARCS, 0);
  private final Slider least = new Slider(0, 1, 0);
  private final Label arcsText = new Label();
  private final Label leastText = new Label();
  private final List<Node> ofMap = new ArrayList<>();
  private boolean following;

  /**
   * The head of the page.
   *
   * @param map what is zoomed
   * @param export takes out a table, by what it holds; made when it is written
   */
  AtlasHeader(AtlasModel model, AtlasPane map, BiConsumer<String, Supplier<String>> export) {
    super(10);
    this.model = model;
    Label arcsName = label("Arcs", arcs);
    arcs.setId("atlas-arcs");
    arcs.setPrefWidth(110);
    arcs.setMinWidth(60);
    arcs.setBlockIncrement(10);
    arcs.setAccessibleText("Number of arcs on the map");
    arcs.setValue(model.arcsProperty().get());
    arcs.valueProperty()
        .addListener(o -> model.arcsProperty().set((int) Math.round(arcs.getValue())));
    arcsText.getStyleClass().add("tabular");
    arcsText.setMinWidth(28);
    ofMap.addAll(List.of(arcsName, arcs, arcsText));
    Label leastName = label("Least similarity", least);
    least.setId("atlas-least");
    least.setPrefWidth(140);
    least.setMinWidth(80);
    least.setAccessibleText("Pairs that are less similar are left out");
    least
        .valueProperty()
        .addListener(
            o -> {
              if (!following) {
                model.leastProperty().set(least.getValue());
              }
            });
    leastText.getStyleClass().add("tabular");
    leastText.setMinWidth(Region.USE_PREF_SIZE);
    Button usual = new Button("", new FontIcon(Feather.ROTATE_CCW));
    usual.setId("atlas-usual");
    usual.getStyleClass().addAll("flat", "button-icon");
    usual.setTooltip(
        new Tooltip("As half of the queries are to a right image, or every pair if none has one"));
    usual.setAccessibleText("Usual least similarity");
    usual.setOnAction(event -> model.takeUsual());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    TaskBar progress =
        new TaskBar(model.taskProperty(), model.busyProperty(), model::cancel, "atlas-stop");
    Button out = icon(Feather.ZOOM_OUT, "Zoom out", () -> map.zoom(1 / ZOOM));
    Button in = icon(Feather.ZOOM_IN, "Zoom in", () -> map.zoom(ZOOM));
    Button fit = icon(Feather.MAXIMIZE, "Show all", map::fit);
    ofMap.addAll(List.of(out, in, fit));
    getChildren()
        .addAll(
            arcsName,
            arcs,
            arcsText,
            leastName,
            least,
            leastText,
            usual,
            progress,
            gap,
            out,
            in,
            fit,
            tables(export));
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("evaluate-header");
    model.arcsProperty().addListener(o -> follow());
    model.leastProperty().addListener(o -> follow());
    follow();
  }

  private static Label label(String text, Node of) {
    Label label = new Label(text);
    label.setLabelFor(of);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Button icon(Feather icon, String text, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.setId("atlas-" + text.toLowerCase(Locale.ROOT).replace(' ', '-'));
    button.getStyleClass().addAll("flat", "button-icon");
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** Tables as the command {@code aliases} writes them, of what is listed. */
  private MenuButton tables(BiConsumer<String, Supplier<String>> export) {
    MenuButton save = new MenuButton("CSV", new FontIcon(Feather.DOWNLOAD));
    save.setId("atlas-export");
    save.getStyleClass().add("small");
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.disableProperty().bind(model.knownProperty().isNull());
    PlaceMap places = model.map();
    save.getItems()
        .setAll(
            item(
                "Pairs\u2026",
                "pairs",
                () -> {
                  List<Alias> listed = model.listedProperty().get();
                  export.accept("aliases", () -> AliasTables.pairs(places, listed));
                }),
            item(
                "Places\u2026",
                "places",
                () -> {
                  AtlasModel.Known known = model.knownProperty().get();
                  if (known != null) {
                    AliasAtlas atlas = known.atlas();
                    export.accept("distinctiveness", () -> AliasTables.places(places, atlas));
                  }
                }),
            item(
                "Runs\u2026",
                "runs",
                () -> {
                  List<Band> bands = model.bandsProperty().get();
                  export.accept("runs", () -> AliasTables.bands(bands));
                }));
    return save;
  }

  private static MenuItem item(String text, String id, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setId("atlas-export-" + id);
    item.setOnAction(event -> action.run());
    return item;
  }

  /** Follows what is known: its range of similarities, and whether there is a map. */
  void show(AtlasModel.@Nullable Known known) {
    if (known != null) {
      following = true;
      // The usual similarity can be reached even where no pair is as similar.
      least.setMin(known.lowest());
      least.setMax(known.most());
      least.setBlockIncrement((least.getMax() - least.getMin()) / 20);
      following = false;
      follow();
    }
    boolean hasMap = known == null || known.hasMap();
    ofMap.forEach(
        node -> {
          node.setVisible(hasMap);
          node.setManaged(hasMap);
        });
  }

  private void follow() {
    following = true;
    least.setValue(model.leastProperty().get());
    following = false;
    arcsText.setText(Integer.toString(model.arcsProperty().get()));
    leastText.setText(TwinGallery.similarity(model.leastProperty().get()));
  }
}

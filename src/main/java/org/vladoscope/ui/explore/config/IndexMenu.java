package org.vladoscope.ui.explore.config;

import atlantafx.base.theme.Tweaks;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.engine.IndexKinds;

/** Kinds of index to choose from; those that cannot be built on this machine say why. */
final class IndexMenu extends MenuButton {

  private final Consumer<String> chosen;

  /**
   * A menu.
   *
   * @param kinds which can be built here, or null as long as that is not known
   * @param chosen told the kind, as it would be typed
   */
  IndexMenu(ObservableValue<? extends IndexKinds> kinds, Consumer<String> chosen) {
    this.chosen = chosen;
    setId("config-index-kinds");
    setGraphic(new FontIcon(Feather.LIST));
    getStyleClass().addAll("flat", "small", "button-icon", Tweaks.NO_ARROW);
    setTooltip(new Tooltip("Choose a kind of index"));
    setAccessibleText("Choose a kind of index");
    setMinWidth(USE_PREF_SIZE);
    kinds.addListener((o, before, now) -> offer(now));
    offer(kinds.getValue());
  }

  private void offer(@Nullable IndexKinds kinds) {
    List<MenuItem> items =
        IndexKinds.OFFERED.stream()
            .map(kind -> item(kind, kinds != null && kinds.refusal(kind).isPresent()))
            .toList();
    getItems().setAll(items);
  }

  private MenuItem item(IndexConfig kind, boolean refused) {
    MenuItem item =
        new MenuItem(
            kind.factory()
                + " \u2013 "
                + (refused ? "built by FAISS alone, which is not here" : kind.expectedRecall()));
    item.setDisable(refused);
    item.setOnAction(event -> chosen.accept(kind.factory()));
    return item;
  }
}

package org.vladoscope.ui.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Another look at the pair, over the usual one; made when it is first wanted, as few ever are. */
final class OtherLook<T extends Node> extends StackPane {

  private final Node usual;
  private final BooleanBinding wanted;
  private final Supplier<T> maker;
  private @Nullable T look;

  /**
   * The place of both looks.
   *
   * @param usual what is seen else; it stays in its place
   * @param wanted whether the other look is seen
   */
  OtherLook(Node usual, BooleanBinding wanted, Supplier<T> maker) {
    super(usual);
    this.usual = usual;
    this.wanted = wanted;
    this.maker = maker;
    setMinWidth(0);
    wanted.addListener((o, before, now) -> show(now));
    show(wanted.get());
  }

  /** The other look while it is seen. */
  Optional<T> seen() {
    return wanted.get() ? Optional.ofNullable(look) : Optional.empty();
  }

  private void show(boolean other) {
    if (!other) {
      getChildren().setAll(List.of(usual));
      return;
    }
    T shown = look == null ? maker.get() : look;
    look = shown;
    getChildren().setAll(List.of(usual, shown));
  }
}

package org.vladoscope.ui.control;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.Button;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The title of a section; pressing it folds and unfolds the section. */
public final class FoldButton extends Button {

  public FoldButton(String title, BooleanProperty unfolded) {
    super(title);
    getStyleClass().addAll("flat", "small", "fold-button");
    FontIcon icon = new FontIcon(Feather.CHEVRON_DOWN);
    icon.iconCodeProperty()
        .bind(
            Bindings.when(unfolded)
                .<Ikon>then(Feather.CHEVRON_DOWN)
                .otherwise(Feather.CHEVRON_RIGHT));
    setGraphic(icon);
    setMinWidth(USE_PREF_SIZE);
    setOnAction(event -> unfolded.set(!unfolded.get()));
    accessibleTextProperty()
        .bind(Bindings.when(unfolded).then("Fold " + title).otherwise("Unfold " + title));
  }
}

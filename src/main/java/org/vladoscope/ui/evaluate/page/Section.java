package org.vladoscope.ui.evaluate.page;

import java.util.Optional;
import javafx.scene.Node;
import org.vladoscope.ui.export.Drawable;

/** A page of the perspective. */
public interface Section {

  /** What is shown. */
  Node node();

  /** What is exported as an image, if there is something to see. */
  Optional<Drawable> figure();
}

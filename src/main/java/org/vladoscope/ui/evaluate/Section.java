package org.vladoscope.ui.evaluate;

import java.util.Optional;
import javafx.scene.Node;
import org.vladoscope.ui.export.Figure;

/** A page of the perspective. */
interface Section {

  /** What is shown. */
  Node node();

  /** What is exported as a picture, if there is something to see. */
  Optional<Figure> figure();
}

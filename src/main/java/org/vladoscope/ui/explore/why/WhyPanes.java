package org.vladoscope.ui.explore.why;

import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.figure.Drawing;
import org.vladoscope.ui.explore.look.MarkedImages;
import org.vladoscope.ui.explore.look.NamedImage;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Placement;
import org.vladoscope.ui.view.Viewport;

/** Three images: the wrong candidate, the query, the right answer, and the matches between them. */
final class WhyPanes {

  private final OverlayModel overlays;
  private final Judged other = new Judged();
  private final Judged query = new Judged();
  private final Judged right = new Judged();
  private final MarkedImages images =
      new MarkedImages(List.of(other.image, query.image, right.image), this::draw);
  private @Nullable WhyAnswer shown;

  WhyPanes(OverlayModel overlays) {
    this.overlays = overlays;
    for (var input : overlays.lineInputs()) {
      input.addListener(o -> images.request());
    }
  }

  /** The images with their marks. */
  Region node() {
    return images;
  }

  /** Shows three images, or none. */
  void show(@Nullable WhyAnswer answer) {
    shown = answer;
    if (answer == null) {
      for (Judged one : List.of(other, query, right)) {
        one.image.pane().setPicture(null);
      }
    } else {
      other.show(
          answer.isAnsweredRight() ? "Best wrong candidate" : "Wrong winner",
          answer.other().image(),
          answer.other().picture(),
          Truth.OTHER_PLACE);
      query.show("Query", answer.right().queryView(), answer.query(), null);
      right.show(
          "Right answer", answer.right().image(), answer.right().picture(), Truth.SAME_PLACE);
    }
    images.request();
  }

  /** Where the images are seen: the wrong candidate, the query, the right answer. */
  List<Placement> placements() {
    return images.placements();
  }

  private void draw(Drawing drawing) {
    WhyAnswer answer = shown;
    if (answer == null) {
      return;
    }
    WhyLines lines = new WhyLines(answer, overlays.settings());
    List<Placement> at = placements();
    lines.draw(drawing, answer.other(), at.get(1), at.get(0));
    lines.draw(drawing, answer.right(), at.get(1), at.get(2));
  }

  /** One image with what the ground truth says of it. */
  private static final class Judged {

    private final Label truth = new Label();
    private final NamedImage image =
        new NamedImage(new ImagePane(new SimpleObjectProperty<>(Viewport.FIT)), truth);

    Judged() {
      truth.getStyleClass().add("badge");
      truth.setMinWidth(Region.USE_PREF_SIZE);
    }

    void show(String role, PlaceImage of, Picture picture, @Nullable Truth verdict) {
      truth.setVisible(verdict != null);
      truth.setManaged(verdict != null);
      truth.getStyleClass().removeIf(style -> style.startsWith("truth-"));
      if (verdict != null) {
        truth.setText(verdict.symbol());
        truth.getStyleClass().add(verdict.styleClass());
      }
      image.show(role, of.name(), picture);
    }
  }
}

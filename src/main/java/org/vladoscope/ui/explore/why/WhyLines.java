package org.vladoscope.ui.explore.why;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.MatchFan;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.figure.MatchMarks;
import org.vladoscope.figure.Point;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Placement;

/**
 * The matches that run from the query in the middle to both images beside it.
 *
 * @param answer the three images
 * @param settings which patch size and which matches
 */
record WhyLines(WhyAnswer answer, OverlaySettings settings) {

  /** More lines than this to either side are a tangle. */
  private static final int MOST = 40;

  private static final double WIDTH = 1.5;

  /** The patch size that is drawn; below zero if there is none. */
  int scale() {
    return Math.min(settings.scale(), answer.right().match().scales().size() - 1);
  }

  /** The matches with one of the images. */
  List<MatchLine> of(Rival rival) {
    return scale() < 0
        ? List.of()
        : MatchLine.choose(
            rival.match().scales().get(scale()),
            settings.kinds(),
            Math.min(MOST, settings.maxMatches()));
  }

  /** Draws the matches with one of the images, those whose both ends are seen. */
  void draw(Drawing drawing, Rival rival, Placement query, Placement image) {
    // Another camera's image of the query is not the one that is seen.
    if (scale() < 0 || !rival.queryView().equals(answer.right().queryView())) {
      return;
    }
    ScaleMatch match = rival.match().scales().get(scale());
    PictureGrid from = grid(match, answer.query());
    PictureGrid to = grid(match, rival.picture());
    List<MatchLine> seen = new ArrayList<>();
    List<MatchFan.Span> spans = new ArrayList<>();
    for (MatchLine line : of(rival)) {
      Point start = query.place(from.center(line.queryPatch()));
      Point end = image.place(to.center(line.candidatePatch()));
      if (query.shows(start) && image.shows(end)) {
        seen.add(line);
        spans.add(new MatchFan.Span(start, end));
      }
    }
    double[] bows = MatchFan.bows(spans);
    for (int i = 0; i < bows.length; i++) {
      MatchKind kind = seen.get(i).kind();
      MatchMarks.line(drawing, spans.get(i), bows[i], kind, kind.colour(), WIDTH);
    }
  }

  private PictureGrid grid(ScaleMatch match, Picture picture) {
    return new PictureGrid(match.grid(), answer.config().imageSize(), picture.size());
  }
}

package org.vladoscope.ui.explore.token;

import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.PairCells;
import org.vladoscope.ui.explore.token.TokenView.Attention;
import org.vladoscope.ui.explore.token.TokenView.Cell;
import org.vladoscope.ui.explore.token.TokenView.Row;
import org.vladoscope.ui.explore.token.TokenView.Transport;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.task.LatestOnly;
import org.vladoscope.ui.task.Outcome;
import org.vladoscope.ui.view.Words;

/**
 * What overlays want to know of the cells of the pair on the screen. It is computed in the
 * background when it is wanted, the newest wish only, and forgotten with the pair.
 */
public final class TokenModel {

  /** What it all holds for. */
  private record Pair(PlaceImage query, PlaceImage candidate, PipelineConfig config) {}

  private final OpenMap model;
  private final LatestOnly lane;
  private final ReadOnlyObjectWrapper<TokenView> view = new ReadOnlyObjectWrapper<>(TokenView.NONE);
  private @Nullable Pair pair;
  private @Nullable Cell chosen;

  /** Nothing is known yet. */
  public TokenModel(OpenMap model) {
    this.model = model;
    this.lane = new LatestOnly(model.tasks());
  }

  /** What is known. */
  public ReadOnlyObjectProperty<TokenView> viewProperty() {
    return view.getReadOnlyProperty();
  }

  /**
   * Something is wanted, or nothing; what was known of another pair is forgotten.
   *
   * @param shown the pair, or null
   * @param cell the cell looked at; if there is none, the one before stays, or the middle of the
   *     query is taken
   */
  public void want(@Nullable Comparison shown, Optional<TokenPart> part, Optional<Cell> cell) {
    Pair now =
        shown == null
            ? null
            : new Pair(shown.query().image(), shown.candidate().image(), shown.config());
    if (!Objects.equals(now, pair)) {
      lane.cancel();
      pair = now;
      chosen = null;
      view.set(TokenView.NONE);
    }
    cell.ifPresent(found -> chosen = found);
    if (shown == null || now == null || part.isEmpty()) {
      lane.cancel();
      return;
    }
    switch (part.get()) {
      case COMPONENTS -> components(now);
      case SIMILARITY -> similarity(now, Optional.ofNullable(chosen).orElseGet(() -> mid(shown)));
      case ATTENTION -> attention(now);
      case TRANSPORT -> transport(now);
    }
  }

  private static Cell mid(Comparison shown) {
    var grid = shown.cells();
    return new Cell(true, grid.rows() / 2 * grid.columns() + grid.columns() / 2);
  }

  private void components(Pair of) {
    if (view.get().components() == null) {
      Analysis analysis = model.analysis(of.config);
      lane.submit(
          "Finding principal components",
          progress -> analysis.components(of.query, of.candidate, progress),
          Outcome.of(
              found -> view.set(view.get().with(found)),
              failure -> told("The components could not be found", failure)));
    }
  }

  private void similarity(Pair of, Cell cell) {
    TokenView known = view.get();
    Row row = known.row();
    if (row != null && row.cell().equals(cell)) {
      return;
    }
    PairCells cells = known.cells();
    if (cells != null) {
      lane.submit(
          "Comparing one cell",
          progress -> Row.of(cells, cell),
          Outcome.of(
              found -> view.set(view.get().with(found)),
              failure -> told("The cell could not be compared", failure)));
      return;
    }
    Analysis analysis = model.analysis(of.config);
    lane.submit(
        "Comparing one cell",
        progress -> analysis.cells(of.query, of.candidate, progress),
        Outcome.of(
            found -> view.set(view.get().with(found, Row.of(found, cell))),
            failure -> told("The cell could not be compared", failure)));
  }

  private void attention(Pair of) {
    TokenView known = view.get();
    if (known.attention() != null || !known.refused().isEmpty()) {
      return;
    }
    Analysis analysis = model.analysis(of.config);
    lane.submit(
        "Looking at the attention",
        progress -> {
          Optional<AttentionMaps> query = analysis.attention(of.query, progress.part(0, .5));
          Optional<AttentionMaps> candidate =
              query.isEmpty() ? query : analysis.attention(of.candidate, progress.part(.5, 1));
          return query.map(maps -> new Attention(maps, candidate.orElseThrow()));
        },
        Outcome.of(
            found ->
                view.set(
                    found
                        .map(maps -> view.get().with(maps))
                        .orElseGet(
                            () -> view.get().refusing(TokenView.withoutAttention(of.config)))),
            failure -> view.set(view.get().refusing(Words.of(failure)))));
  }

  /** Overlays say themselves where there is none. */
  private void transport(Pair of) {
    if (view.get().transport() != null || !of.config.aggregator().hasTransport()) {
      return;
    }
    Analysis analysis = model.analysis(of.config);
    lane.submit(
        "Looking at the dustbin",
        progress ->
            Transport.of(
                analysis.transport(of.query, progress.part(0, .5)),
                analysis.transport(of.candidate, progress.part(.5, 1))),
        Outcome.of(
            found -> view.set(view.get().with(found)),
            failure -> told("The dustbin could not be looked at", failure)));
  }

  private void told(String title, Throwable failure) {
    model.notifier().error(title, Words.of(failure), failure);
  }
}

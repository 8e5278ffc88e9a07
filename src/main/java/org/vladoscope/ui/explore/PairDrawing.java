package org.vladoscope.ui.explore;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.PairCells;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.linalg.ThreeComponents;
import org.vladoscope.match.PairMatch;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.ui.explore.overlay.LineColours;
import org.vladoscope.ui.explore.overlay.Overlay;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayList;
import org.vladoscope.ui.explore.overlay.OverlayOption;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.PatchRow;
import org.vladoscope.ui.explore.overlay.ValueOverlay;
import org.vladoscope.ui.explore.pair.PairFigure;
import org.vladoscope.ui.explore.token.SinkhornStage;
import org.vladoscope.ui.explore.token.TokenPart;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.map.ClusterView;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.view.ColorMap;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Placement;

/**
 * Draws overlays over pairs without a window: the window's own overlays, legend and figure, of
 * numbers that are computed at once instead of in the background.
 */
public final class PairDrawing {

  private static final double OPACITY = .6;

  /** Width of an image in the figure. */
  private static final double WIDTH = 640;

  private static final int MOST_MATCHES = 60;
  private static final String SIZE = "size";

  private final OverlayList overlays;

  /** Draws any of these. */
  public PairDrawing(List<Overlay> all) {
    overlays = new OverlayList(all);
  }

  /**
   * An overlay as it is asked for.
   *
   * @param overlay which one
   * @param settings what is chosen for it, by name
   */
  private record Wish(ValueOverlay overlay, Map<String, String> settings) {

    int number(String name, int usual, int count, String what) {
      String text = settings.get(name);
      if (text == null) {
        return usual;
      }
      int number;
      try {
        number = Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw new InputException("'" + text + "' is no number for " + name + ".", e);
      }
      if (number < 0 || number >= count) {
        throw new InputException(
            String.format(
                "There is no %s %d for the overlay %s; there are %d, counted from 0.",
                what, number, overlay.id(), count));
      }
      return number;
    }
  }

  /** The names of the overlays that colour the images. */
  public List<String> ids() {
    return overlays.values().stream().map(ValueOverlay::id).toList();
  }

  /**
   * Looks at a wish.
   *
   * @param text name of an overlay; settings follow a colon
   * @throws InputException if there is none of that name or setting, with those there are
   */
  public void check(String text) {
    wish(text);
  }

  private Wish wish(String text) {
    String id = text.contains(":") ? text.substring(0, text.indexOf(':')) : text;
    ValueOverlay overlay =
        overlays.values().stream()
            .filter(known -> known.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        "There is no overlay '"
                            + id
                            + "'; choose one of "
                            + String.join(", ", ids())
                            + "."));
    Map<String, String> settings = new TreeMap<>();
    Set<String> known = settings(overlay);
    for (String part :
        text.length() > id.length() ? text.substring(id.length() + 1).split(",") : new String[0]) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (equals < 0 || !known.contains(name)) {
        throw new InputException(
            String.format(
                "The overlay %s has no setting '%s'; %s.",
                id, name, known.isEmpty() ? "it has none" : "it has " + String.join(", ", known)));
      }
      settings.put(name, part.substring(equals + 1));
    }
    Wish wish = new Wish(overlay, settings);
    stage(wish);
    normalised(wish);
    return wish;
  }

  /** What can be chosen for an overlay. */
  private static Set<String> settings(ValueOverlay overlay) {
    Set<String> names = new TreeSet<>();
    for (OverlayOption option : overlay.options()) {
      switch (option) {
        case CLUSTER -> names.add("cluster");
        case OTHER_CLUSTER -> names.add("minus");
        case NORMALISED -> names.add("normalised");
        case HEAD -> names.add("head");
        case STAGE -> names.add("stage");
        case QUERY_PATCH -> names.add("patch");
        case CELL -> names.add("cell");
        case MATCHES -> {}
      }
    }
    if (overlay.unit() == Overlay.Unit.PATCH) {
      names.add(SIZE);
    }
    return names;
  }

  private static SinkhornStage stage(Wish wish) {
    String text = wish.settings.getOrDefault("stage", SinkhornStage.AFTER.label());
    return Stream.of(SinkhornStage.values())
        .filter(stage -> stage.label().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "The stage is "
                        + Stream.of(SinkhornStage.values())
                            .map(stage -> stage.label().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                        + ", not '"
                        + text
                        + "'."));
  }

  private static boolean normalised(Wish wish) {
    String text = wish.settings.getOrDefault("normalised", "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw new InputException("normalised is true or false, not '" + text + "'.");
    }
    return text.equals("true");
  }

  /**
   * Draws an overlay over a pair.
   *
   * @param text name of an overlay; settings follow a colon
   * @throws InputException if there is no such overlay, or this pair has none, with the reason
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public Figure draw(
      String text,
      String mapName,
      PreparedMap map,
      PlaceImage query,
      PlaceImage candidate,
      Truth truth,
      Progress progress) {
    Wish wish = wish(text);
    Comparison pair = comparison(map, query, candidate, progress);
    wish.overlay
        .absent(pair)
        .ifPresent(
            why -> {
              throw new InputException(why);
            });
    TokenView tokens = tokens(wish, map, pair, progress);
    OverlaySettings settings = settings(wish, pair, tokens);
    PatchRow row = row(wish, map, pair, settings, progress);
    OverlayInput input = new OverlayInput(pair, pair.clusters(), settings, row, tokens);
    PairShading shading = wish.overlay.shading(input);
    if (shading.legend().isEmpty()) {
      throw new InputException(shading.title());
    }
    return new PairFigure(
            mapName,
            input,
            List.of(wish.overlay),
            shading,
            OPACITY,
            List.of(),
            placement(pair.query()),
            placement(pair.candidate()),
            1,
            truth)
        .figure();
  }

  private static Placement placement(Comparison.Side side) {
    double scale = WIDTH / side.picture().size().width();
    return new Placement(new Box(0, 0, WIDTH, side.picture().size().height() * scale), 0, 0, scale);
  }

  private static Comparison comparison(
      PreparedMap map, PlaceImage query, PlaceImage candidate, Progress progress) {
    Aggregator aggregator = map.config().aggregator();
    return new Comparison(
        new Comparison.Side(true, query, Picture.of(ImageDecoder.decode(query.file()))),
        new Comparison.Side(false, candidate, Picture.of(ImageDecoder.decode(candidate.file()))),
        map.config(),
        map.grid(),
        aggregator.hasPatches() ? map.match(query, candidate, progress) : PairMatch.WITHOUT_PATCHES,
        aggregator.hasClusters()
            ? Optional.of(
                ClusterView.of(map.anatomy(query, progress), map.anatomy(candidate, progress)))
            : Optional.empty());
  }

  private static OverlaySettings settings(Wish wish, Comparison pair, TokenView tokens) {
    int all = OverlaySettings.ALL_CLUSTERS;
    TokenView.Transport transport = tokens.transport();
    int clusters =
        transport == null
            ? pair.clusters().map(ClusterView::clusters).orElse(0)
            : transport.clusters();
    int cluster = wish.number("cluster", all, clusters, "cluster");
    int minus = wish.number("minus", all, clusters, "cluster");
    if (minus != all && cluster == all) {
      throw new InputException("minus compares with a cluster; name that one too, as cluster=N.");
    }
    TokenView.Attention attention = tokens.attention();
    int heads = attention == null ? 0 : attention.query().count();
    int sizes = pair.match().scales().size();
    int size = sizes == 0 ? 0 : wish.number(SIZE, 1, sizes + 1, "patch size") - 1;
    if (size < 0) {
      throw new InputException("Patch sizes are counted from 1.");
    }
    int patches = sizes == 0 ? 0 : pair.match().scales().get(size).grid().count();
    int patch = wish.number("patch", OverlaySettings.NO_PATCH, patches, "patch of the query");
    return new OverlaySettings(
        size,
        cluster,
        minus,
        normalised(wish),
        patch == OverlaySettings.NO_PATCH && patches > 0 ? pair.mostSimilarQueryPatch(size) : patch,
        attention == null
            ? OverlaySettings.ALL_HEADS
            : wish.number("head", OverlaySettings.ALL_HEADS, heads, "head"),
        stage(wish),
        EnumSet.of(MatchKind.INLIER),
        MOST_MATCHES,
        LineColours.KIND,
        ColorMap.VIRIDIS);
  }

  private static @Nullable PatchRow row(
      Wish wish, PreparedMap map, Comparison pair, OverlaySettings settings, Progress progress) {
    if (!wish.overlay.options().contains(OverlayOption.QUERY_PATCH)) {
      return null;
    }
    return new PatchRow(
        settings.scale(),
        settings.queryPatch(),
        map.similarities(
            pair.query().image(),
            settings.scale(),
            settings.queryPatch(),
            pair.candidate().image(),
            progress));
  }

  /** What the overlay needs of the cells. */
  private static TokenView tokens(Wish wish, PreparedMap map, Comparison pair, Progress progress) {
    Optional<TokenPart> part = wish.overlay.part();
    if (part.isEmpty()) {
      return TokenView.NONE;
    }
    PlaceImage query = pair.query().image();
    PlaceImage candidate = pair.candidate().image();
    return switch (part.get()) {
      case COMPONENTS -> {
        ThreeComponents found = map.components(query, candidate, progress);
        yield TokenView.NONE.with(found);
      }
      case SIMILARITY -> {
        PairCells cells = map.cells(query, candidate, progress);
        int middle = pair.cells().rows() / 2 * pair.cells().columns() + pair.cells().columns() / 2;
        int cell = wish.number("cell", middle, pair.cells().count(), "cell of the query");
        yield TokenView.NONE.with(cells, TokenView.Row.of(cells, new TokenView.Cell(true, cell)));
      }
      case ATTENTION -> {
        Optional<AttentionMaps> attention = map.attention(query, progress);
        yield attention.isEmpty()
            ? TokenView.NONE.refusing(TokenView.withoutAttention(map.config()))
            : TokenView.NONE.with(
                new TokenView.Attention(
                    attention.get(), map.attention(candidate, progress).orElseThrow()));
      }
      case TRANSPORT ->
          TokenView.NONE.with(
              TokenView.Transport.of(
                  map.transport(query, progress), map.transport(candidate, progress)));
    };
  }
}

package org.vladoscope.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.SourceOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.FigureFile;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.store.WholeFile;
import org.vladoscope.window.CellBox;
import org.vladoscope.window.WindowHit;
import org.vladoscope.window.WindowHits;
import org.vladoscope.window.WindowIndex;
import org.vladoscope.window.WindowPlan;
import org.vladoscope.window.WindowQuestion;
import org.vladoscope.window.WindowSearch;
import org.vladoscope.window.WindowSheet;
import org.vladoscope.window.WindowedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds where else a part of an image is seen. */
@Command(
    name = "windows",
    description =
        "Find where else a part of an image is seen: compare its patch descriptor with all windows"
            + " of that size in all database images.",
    mixinStandardHelpOptions = true)
final class WindowsCommand extends MapCommand {

  private static final int LISTED = 10;

  @Mixin SourceOptions source;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      required = true,
      description =
          "An image file, or the name of an image of the map; queries/NAME or database/NAME where"
              + " both have one of that name.")
  String image = "";

  @Option(
      names = "--box",
      paramLabel = "X,Y,W,H",
      required = true,
      description =
          "The window: left and top edge, width and height in pixels of the image. The cells whose"
              + " middle lies in it are searched for.")
  String box = "";

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many hits to find (default: ${DEFAULT-VALUE}).")
  int top = WindowQuestion.USUAL_HITS;

  @Option(
      names = "--per-image",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many hits one database image may have, which hardly overlap (default:"
              + " ${DEFAULT-VALUE}).")
  int perImage = 1;

  @Option(
      names = "--stride",
      paramLabel = "CELLS",
      defaultValue = "1",
      description = "How far the windows lie apart (default: ${DEFAULT-VALUE}).")
  int stride = 1;

  @Option(
      names = "--eight-bit",
      description =
          "Also build the 8-bit index that the program's window keeps, and say how many of the hits"
              + " it finds.")
  boolean eightBit;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the hits as CSV.")
  @Nullable Path csv;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Draw the images of the hits with their windows: .png, .svg or .pdf.")
  @Nullable Path sheet;

  WindowsCommand(Console console, PlaceMapFormats formats) {
    super(console);
    this.source = new SourceOptions(formats);
  }

  @Override
  PlaceMap readMap() {
    Rectangle.parse(box);
    ending("--csv", csv, ".csv");
    ending("--sheet", sheet, ".png", ".svg", ".pdf");
    return source.read(progress);
  }

  private static void ending(String option, @Nullable Path file, String... endings) {
    if (file != null
        && List.of(endings).stream()
            .noneMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith)) {
      throw new InputException(option + " writes " + listed(endings) + " files, not " + file + ".");
    }
  }

  private static String listed(String... endings) {
    String last = endings[endings.length - 1];
    return endings.length == 1
        ? last
        : String.join(", ", List.of(endings).subList(0, endings.length - 1)) + " or " + last;
  }

  /** A rectangle in pixels. */
  private record Rectangle(double x, double y, double width, double height) {

    static Rectangle parse(String text) {
      String[] parts = text.split(",", -1);
      double[] values = new double[4];
      try {
        for (int i = 0; i < 4; i++) {
          values[i] = Double.parseDouble(parts[i].strip());
        }
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw refused(text);
      }
      if (parts.length != 4 || !Double.isFinite(values[0] + values[1] + values[2] + values[3])) {
        throw refused(text);
      }
      return new Rectangle(values[0], values[1], values[2], values[3]);
    }

    private static InputException refused(String text) {
      return new InputException(
          "'"
              + text
              + "' is no box for --box; give its left and top edge, its width and its height in"
              + " pixels, such as 120,80,64,48.");
    }
  }

  @Override
  void run(Session session) {
    WindowedMap.refusal(session.pipeline().config())
        .ifPresent(
            reason -> {
              throw new InputException(reason);
            });
    PlaceImage asked = find(session.map(), image);
    Rectangle wanted = Rectangle.parse(box);
    PreparedMap prepared = session.pipeline().prepare(progress);
    progress.done();
    reportFailures(prepared.failures());
    WindowedMap map = WindowedMap.of(prepared, progress);
    CellBox cells =
        map.area(ImageDecoder.decode(asked.file()).size())
            .rectangle(wanted.x, wanted.y, wanted.width, wanted.height);
    WindowQuestion question = new WindowQuestion(asked, cells, stride, top, perImage);
    WindowPlan plan = WindowPlan.of(map, cells, stride, progress);
    progress.done();
    console.line(
        "A window of %s of %s: %s, %s%s.",
        cells.size(),
        asked.name(),
        plan.extent(),
        plan.time(),
        eightBit ? "; the index takes " + plan.memory() + " and as long again" : "");
    if (!plan.network().isEmpty()) {
      console.line("%s", plan.network());
    }
    if (eightBit) {
      plan.refusal()
          .ifPresent(
              reason -> {
                throw new InputException(reason + " Leave --eight-bit out.");
              });
    }
    WindowSearch search = new WindowSearch(map);
    WindowHits hits = search.everyWindow(question, progress);
    progress.done();
    Optional<Double> share =
        eightBit ? Optional.of(share(map, plan, question, hits)) : Optional.empty();
    print(hits);
    share.ifPresent(
        found ->
            console.line(
                "%s",
                String.format(
                    Locale.ROOT,
                    "The 8-bit index finds %.1f %% of these %d hits.",
                    100 * found,
                    hits.hits().size())));
    if (csv != null) {
      WholeFile.write(csv, hits.csv().getBytes(StandardCharsets.UTF_8));
    }
    if (sheet != null) {
      FigureFile.write(sheet, WindowSheet.of(hits, WindowSheet::picture));
    }
    JsonOutput.write(runOptions.json, json(session, plan, hits, share));
  }

  private double share(
      WindowedMap map, WindowPlan plan, WindowQuestion question, WindowHits exact) {
    try (WindowIndex built = WindowIndex.build(map, plan, progress)) {
      WindowHits found = new WindowSearch(map).byIndex(question, built, progress);
      progress.done();
      return found.shareOf(exact);
    }
  }

  private static PlaceImage find(PlaceMap map, String name) {
    Optional<PlaceImage> query = named(map.queries(), map, name, "queries/");
    Optional<PlaceImage> place = named(map.database(), map, name, "database/");
    if (query.isPresent() && place.isPresent() && !query.get().file().equals(place.get().file())) {
      throw new InputException(
          "Queries and database of "
              + map.name()
              + " both have an image '"
              + name
              + "'; write queries/"
              + name
              + " or database/"
              + name
              + ".");
    }
    return query
        .or(() -> place)
        .orElseGet(
            () -> {
              Path file = Path.of(name);
              if (!Files.isRegularFile(file)) {
                throw new InputException(
                    "'" + name + "' is neither an image file nor an image of " + map.name() + ".");
              }
              return PlaceImage.of(file);
            });
  }

  private static Optional<PlaceImage> named(
      List<PlaceImage> places, PlaceMap map, String name, String role) {
    List<PlaceImage> all = map.views().pictures(places);
    return all.stream()
        .filter(own -> own.name().equals(name))
        .findFirst()
        .or(() -> all.stream().filter(own -> (role + own.name()).equals(name)).findFirst());
  }

  private void print(WindowHits hits) {
    if (hits.ownLeftOut()) {
      console.line("%s is an image of the database itself and is left out.", hits.image().name());
    }
    console.line("  rank  similarity  x,y,width,height (pixels)  image");
    for (int i = 0; i < Math.min(LISTED, hits.hits().size()); i++) {
      WindowHit hit = hits.hits().get(i);
      console.line(
          "%s",
          String.format(
              Locale.ROOT,
              "  %4d  %10.4f  %25s  %s%s%s",
              i + 1,
              hit.similarity(),
              String.format(
                  Locale.ROOT,
                  "%.0f,%.0f,%.0f,%.0f",
                  hit.pixels().left(),
                  hit.pixels().top(),
                  hit.pixels().width(),
                  hit.pixels().height()),
              hit.image().name(),
              Double.isNaN(hit.metres())
                  ? ""
                  : String.format(Locale.ROOT, "  %.0f m", hit.metres()),
              switch (hit.truth()) {
                case SAME_PLACE -> "  (right)";
                case OTHER_PLACE -> "  (wrong)";
                case UNKNOWN -> "";
              }));
    }
    if (hits.hits().size() > LISTED) {
      console.line("  and %d more", hits.hits().size() - LISTED);
    }
  }

  private static Map<String, Object> json(
      Session session, WindowPlan plan, WindowHits hits, Optional<Double> share) {
    Map<String, Object> json =
        JsonOutput.object(
            "map", session.map().name(),
            "config", JsonOutput.of(session.pipeline().config()),
            "device", session.device(),
            "image", hits.image().name(),
            "box", box(hits.box()),
            "pixels", pixels(hits.pixels()),
            "stride", plan.grid().stride(),
            "windows", hits.compared(),
            "indexBytes", plan.bytes(),
            "ownImageLeftOut", hits.ownLeftOut(),
            "hits",
                hits.hits().stream()
                    .map(
                        hit -> {
                          Map<String, Object> one =
                              JsonOutput.object(
                                  "image", hit.image().name(),
                                  "similarity", hit.similarity(),
                                  "box", box(hit.box()),
                                  "pixels", pixels(hit.pixels()));
                          if (!Double.isNaN(hit.metres())) {
                            one.put("metres", hit.metres());
                          }
                          switch (hit.truth()) {
                            case SAME_PLACE -> one.put("positive", true);
                            case OTHER_PLACE -> one.put("positive", false);
                            case UNKNOWN -> {}
                          }
                          return (Object) one;
                        })
                    .toList());
    share.ifPresent(found -> json.put("foundByIndex", found));
    return json;
  }

  private static Map<String, Object> box(CellBox box) {
    return JsonOutput.object(
        "column", box.column(), "row", box.row(), "width", box.width(), "height", box.height());
  }

  private static Map<String, Object> pixels(Box box) {
    return JsonOutput.object(
        "x", box.left(), "y", box.top(), "width", box.width(), "height", box.height());
  }
}

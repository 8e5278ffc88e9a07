package org.vladoscope.alias;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.store.CsvText;

/** Aliases as comma-separated tables with a header line. */
public final class AliasTables {

  private AliasTables() {}

  /** Pairs, a line each; metres and positions that are not known are empty. */
  public static String pairs(PlaceMap map, List<Alias> aliases) {
    List<List<Object>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "kind",
            "image",
            "twin",
            "similarity",
            "metres",
            "east",
            "north",
            "twin_east",
            "twin_north"));
    for (Alias alias : aliases) {
      PlaceImage from = image(map, alias);
      PlaceImage to = map.database().get(alias.to());
      lines.add(
          List.of(
              alias.ofQuery() ? "query" : "database",
              from.name(),
              to.name(),
              alias.similarity(),
              number(alias.metres()),
              east(from),
              north(from),
              east(to),
              north(to)));
    }
    return CsvText.of(lines);
  }

  /** The first image of a pair. */
  public static PlaceImage image(PlaceMap map, Alias alias) {
    return alias.ofQuery() ? map.queries().get(alias.from()) : map.database().get(alias.from());
  }

  /** Database images with how distinctive they are, in the map's order. */
  public static String places(PlaceMap map, AliasAtlas atlas) {
    List<List<Object>> lines = new ArrayList<>();
    lines.add(List.of("image", "distinctiveness", "twin", "similarity", "metres", "east", "north"));
    for (int i = 0; i < atlas.twins().length; i++) {
      PlaceImage image = map.database().get(i);
      int twin = atlas.twins()[i];
      lines.add(
          List.of(
              image.name(),
              number(atlas.distinctiveness(i)),
              twin < 0 ? "" : map.database().get(twin).name(),
              number(atlas.similarities()[i]),
              twin < 0 ? "" : number(FarApart.metres(image, map.database().get(twin))),
              east(image),
              north(image)));
    }
    return CsvText.of(lines);
  }

  /** Runs, the longest first; images are counted from 1. */
  public static String bands(List<Band> bands) {
    List<List<Object>> lines = new ArrayList<>();
    lines.add(
        List.of("first", "last", "other_first", "other_last", "opposite", "pairs", "similarity"));
    for (Band band : bands) {
      lines.add(
          List.of(
              band.from() + 1,
              band.to() + 1,
              band.otherFrom() + 1,
              band.otherTo() + 1,
              band.opposite(),
              band.aliases().size(),
              band.similarity()));
    }
    return CsvText.of(lines);
  }

  private static Object east(PlaceImage image) {
    return image.pose() == null ? "" : image.pose().east();
  }

  private static Object north(PlaceImage image) {
    return image.pose() == null ? "" : image.pose().north();
  }

  private static Object number(double value) {
    return Double.isNaN(value) ? "" : (Object) value;
  }
}

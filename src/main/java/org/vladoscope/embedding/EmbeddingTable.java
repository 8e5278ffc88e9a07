package org.vladoscope.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.store.CsvText;

/** Embeddings as a comma-separated table, a line for each image. */
public final class EmbeddingTable {

  private EmbeddingTable() {}

  /**
   * A further column.
   *
   * @param name in the header
   * @param values one for each image
   */
  public record Column(String name, List<String> values) {

    /** Copies the list. */
    public Column {
      values = List.copyOf(values);
    }
  }

  /**
   * The table. What has no place has empty cells; {@code placed} says whether a method computed a
   * place or it lies {@code between} those of others.
   *
   * @param embeddings one or more, of all images of the map
   */
  public static String csv(PlaceMap map, List<Embedding> embeddings, List<Column> columns) {
    List<List<Object>> lines = new ArrayList<>();
    List<Object> header = new ArrayList<>(List.of("role", "image", "east", "north", "conditions"));
    for (Embedding one : embeddings) {
      String id = one.method().id();
      header.addAll(List.of(id + "_x", id + "_y", id + "_placed"));
    }
    columns.forEach(column -> header.add(column.name()));
    lines.add(header);
    Map<Integer, List<String>> conditions = map.conditions().ofQueries();
    int database = map.database().size();
    int all = database + (map.queriesAreDatabase() ? 0 : map.queries().size());
    for (int i = 0; i < all; i++) {
      boolean isQuery = i >= database;
      PlaceImage image = isQuery ? map.queries().get(i - database) : map.database().get(i);
      List<Object> line = new ArrayList<>(List.of(isQuery ? "query" : "database", image.name()));
      line.add(image.pose() == null ? "" : image.pose().east());
      line.add(image.pose() == null ? "" : image.pose().north());
      List<String> names =
          isQuery || map.queriesAreDatabase()
              ? conditions.getOrDefault(isQuery ? i - database : i, List.of())
              : List.of();
      line.add(String.join(";", names));
      for (Embedding one : embeddings) {
        boolean placed = one.isPlaced(i);
        line.add(placed ? (Object) one.x()[i] : "");
        line.add(placed ? (Object) one.y()[i] : "");
        line.add(!placed ? "" : one.between()[i] ? "between" : "computed");
      }
      for (Column column : columns) {
        line.add(column.values().get(i));
      }
      lines.add(line);
    }
    return CsvText.of(lines);
  }
}

package org.vladoscope.ui.map;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;

/** Images of a map, of which only those are shown that pass a filter by name and one more. */
public final class ImageList {

  private final List<PlaceImage> all;
  private final Map<PlaceImage, Integer> places = new HashMap<>();
  private final FilteredList<PlaceImage> shown;
  private final StringProperty name = new SimpleStringProperty("");
  private final ObjectProperty<Predicate<PlaceImage>> condition =
      new SimpleObjectProperty<>(image -> true);

  /** Shows all of them. */
  public ImageList(List<PlaceImage> images) {
    all = List.copyOf(images);
    for (int i = 0; i < all.size(); i++) {
      places.put(all.get(i), i);
    }
    shown = new FilteredList<>(FXCollections.observableArrayList(all));
    name.addListener((o, before, now) -> refresh());
    condition.addListener((o, before, now) -> refresh());
  }

  /** All images. */
  public List<PlaceImage> all() {
    return all;
  }

  /** Those that are shown. */
  public ObservableList<PlaceImage> shown() {
    return shown;
  }

  /** The place of an image in the list of all, from 0; empty if it is none of them. */
  public OptionalInt indexOf(PlaceImage image) {
    Integer place = places.get(image);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** True if an image is one of them, shown or not. */
  public boolean contains(PlaceImage image) {
    return places.containsKey(image);
  }

  /** What names must contain, in upper or lower case. */
  public StringProperty nameProperty() {
    return name;
  }

  /** What images must satisfy too. */
  public ObjectProperty<Predicate<PlaceImage>> conditionProperty() {
    return condition;
  }

  /**
   * The image so many places after another among those shown. From an image that is not shown the
   * first step leads to the next one that is; from none to the first.
   *
   * @param by negative to go back
   * @return empty if none is shown
   */
  public Optional<PlaceImage> neighbour(@Nullable PlaceImage from, int by) {
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    Integer place = from == null ? null : places.get(from);
    if (place == null) {
      return Optional.of(shown.getFirst());
    }
    int index = shown.indexOf(from);
    if (index < 0) {
      int later = (int) shown.stream().takeWhile(i -> places.getOrDefault(i, 0) < place).count();
      index = by > 0 ? later - 1 : later;
    }
    return Optional.of(shown.get(Math.clamp(index + by, 0, shown.size() - 1)));
  }

  private void refresh() {
    String wanted = name.get().trim().toLowerCase(Locale.ROOT);
    Predicate<PlaceImage> also = condition.get();
    shown.setPredicate(
        image -> image.name().toLowerCase(Locale.ROOT).contains(wanted) && also.test(image));
  }
}

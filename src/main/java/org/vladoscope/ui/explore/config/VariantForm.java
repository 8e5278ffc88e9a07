package org.vladoscope.ui.explore.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.SettingValue;
import org.vladoscope.common.Variant;
import org.vladoscope.common.Variants;

/**
 * Which variant is chosen, such as a scorer, and its settings as they are typed.
 *
 * @param <T> what all variants have in common
 */
public final class VariantForm<T extends Variant<T>> {

  /** A setting of a variant. */
  public static final class Setting {

    private final SettingValue usual;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");

    Setting(SettingValue usual) {
      this.usual = usual;
    }

    /** What it is. */
    public SettingValue usual() {
      return usual;
    }

    /** What is typed. */
    public StringProperty text() {
      return text;
    }

    /** What is wrong with it, or nothing. */
    public ReadOnlyStringProperty error() {
      return error.getReadOnlyProperty();
    }
  }

  private final ObjectProperty<String> chosen = new SimpleObjectProperty<>("");
  private final Map<String, List<Setting>> settings = new LinkedHashMap<>();
  private final Set<String> elsewhere;
  private Variants<T> base;

  /**
   * Filled with the variant in use.
   *
   * @param variants what can be chosen, with the settings in use
   * @param elsewhere names of settings that have a field of their own
   */
  VariantForm(Variants<T> variants, T chosen, Set<String> elsewhere) {
    this.base = variants;
    this.elsewhere = Set.copyOf(elsewhere);
    for (T variant : variants.all()) {
      settings.put(variant.id(), typed(variant).stream().map(Setting::new).toList());
    }
    fill(variants, chosen);
  }

  private List<SettingValue> typed(T variant) {
    return variant.settings().stream()
        .filter(setting -> !elsewhere.contains(setting.name()))
        .toList();
  }

  /** What can be chosen. */
  public List<T> choices() {
    return base.all();
  }

  /** Name of the variant that counts. */
  public ObjectProperty<String> chosenProperty() {
    return chosen;
  }

  /** The settings of the chosen variant that are typed here. */
  public List<Setting> settings() {
    return Objects.requireNonNullElse(settings.get(chosen.get()), List.of());
  }

  /** The settings of all variants that are typed here. */
  List<Setting> allSettings() {
    return settings.values().stream().flatMap(List::stream).toList();
  }

  /** Fills everything from a configuration. */
  void fill(Variants<T> variants, T inUse) {
    base = variants;
    for (T variant : variants.all()) {
      List<SettingValue> values = typed(variant);
      List<Setting> shown = Objects.requireNonNull(settings.get(variant.id()));
      for (int i = 0; i < shown.size(); i++) {
        shown.get(i).text.set(values.get(i).value());
      }
    }
    chosen.set(inUse.id());
  }

  /** The chosen variant, whatever is typed. */
  T chosen() {
    return base.of(chosen.get());
  }

  /** The chosen variant as it is typed; null, with errors set, if a setting cannot be used. */
  @Nullable T read() {
    T variant = chosen();
    boolean isRight = true;
    for (Setting setting : settings()) {
      try {
        variant = variant.with(setting.usual.name(), setting.text.get().strip());
        setting.error.set("");
      } catch (InputException e) {
        setting.error.set(String.valueOf(e.getMessage()));
        isRight = false;
      }
    }
    return isRight ? variant : null;
  }
}

package org.vladoscope.ui.explore.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.SettingValue;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.PairScorers;

/**
 * Which scorer is chosen, and its settings as they are typed. The tolerance is not among them:
 * inliers are shown by it under every scorer, so it has a {@link ConfigField} of its own.
 */
public final class ScorerForm {

  /** A setting of a scorer. */
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
  private MatchConfig base;

  /** Filled with the scorer in use. */
  ScorerForm(MatchConfig config) {
    base = config;
    for (PairScorer scorer : choices()) {
      settings.put(scorer.id(), typed(scorer).stream().map(Setting::new).toList());
    }
    fill(config);
  }

  private static List<SettingValue> typed(PairScorer scorer) {
    return scorer.settings().stream()
        .filter(setting -> !setting.name().equals(PairScorer.TOLERANCE))
        .toList();
  }

  /** What can be chosen. */
  public List<PairScorer> choices() {
    return PairScorers.ALL.all();
  }

  /** Name of the scorer that counts. */
  public ObjectProperty<String> chosenProperty() {
    return chosen;
  }

  /** The settings of the chosen scorer that are typed here. */
  public List<Setting> settings() {
    return Objects.requireNonNullElse(settings.get(chosen.get()), List.of());
  }

  /** The settings of all scorers that are typed here. */
  List<Setting> allSettings() {
    return settings.values().stream().flatMap(List::stream).toList();
  }

  /** Fills everything from a configuration. */
  void fill(MatchConfig config) {
    base = config;
    for (PairScorer scorer : config.scorers().all()) {
      List<SettingValue> values = typed(scorer);
      List<Setting> shown = Objects.requireNonNull(settings.get(scorer.id()));
      for (int i = 0; i < shown.size(); i++) {
        shown.get(i).text.set(values.get(i).value());
      }
    }
    chosen.set(config.scorer().id());
  }

  /** The chosen scorer, whatever is typed. */
  PairScorer chosen() {
    return base.scorers().of(chosen.get());
  }

  /** The chosen scorer as it is typed; null, with errors set, if a setting cannot be used. */
  @Nullable PairScorer read() {
    PairScorer scorer = chosen();
    boolean isRight = true;
    for (Setting setting : settings()) {
      try {
        scorer = scorer.with(setting.usual.name(), setting.text.get().strip());
        setting.error.set("");
      } catch (InputException e) {
        setting.error.set(String.valueOf(e.getMessage()));
        isRight = false;
      }
    }
    return isRight ? scorer : null;
  }
}

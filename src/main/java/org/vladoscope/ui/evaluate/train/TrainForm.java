package org.vladoscope.ui.evaluate.train;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vladoscope.common.InputException;
import org.vladoscope.train.TrainedPart;
import org.vladoscope.train.TrainingConfig;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;

/** How the vocabulary is trained, as it is typed. */
public final class TrainForm {

  /** A setting that is typed. */
  public enum Field {
    /** How often all queries are gone through. */
    EPOCHS("Epochs", "So often all queries are gone through at most, 1 to 10000."),
    /** When to give up. */
    PATIENCE("Patience", "Ends after so many epochs without a better held-out recall."),
    /** How far apart places must be. */
    MARGIN(
        "Margin",
        "So much farther than the match another place must be, in squared distances, 0 to 4. The"
            + " original has 0.1."),
    /** How hard places are told apart. */
    NEGATIVES("Negatives", "The most similar images of other places for each query, 1 to 100."),
    /** How many at once. */
    BATCH("Queries a step", "So many queries are looked at in a step of the optimiser, 1 to 64."),
    /** How large steps are. */
    LEARNING_RATE(
        "Learning rate", "Step of the optimiser as a share of a value's typical size, up to 1."),
    /** How strongly values are held. */
    DECAY("Decay", "How strongly values are drawn back to where they began, 0 to 1; 0 for not."),
    /** How much is not trained on. */
    HELD_OUT(
        "Held out",
        "Share of the queries, .1 to .9, that is not trained on, to see whether training helps"
            + " places it has never seen."),
    /** The order of the queries. */
    SEED("Seed", "Of the order of the queries: the same seed gives the same vocabulary.");

    private final String label;
    private final String help;

    Field(String label, String help) {
      this.label = label;
      this.help = help;
    }

    /** Its name, for people. */
    public String label() {
      return label;
    }

    /** What can be typed. */
    public String help() {
      return help;
    }
  }

  private final Map<Field, StringProperty> texts = new EnumMap<>(Field.class);
  private final Map<Field, ReadOnlyStringWrapper> errors = new EnumMap<>(Field.class);
  private final Map<TrainedPart, BooleanProperty> parts = new EnumMap<>(TrainedPart.class);
  private final ReadOnlyStringWrapper partsError = new ReadOnlyStringWrapper("");
  private final BooleanProperty firstGuess = new SimpleBooleanProperty();
  private final BooleanProperty heldOutFirst = new SimpleBooleanProperty();

  /** The usual settings. */
  public TrainForm() {
    for (Field field : Field.values()) {
      StringProperty text = new SimpleStringProperty("");
      texts.put(field, text);
      errors.put(field, new ReadOnlyStringWrapper(""));
      text.addListener(o -> read());
    }
    for (TrainedPart part : TrainedPart.values()) {
      BooleanProperty trained = new SimpleBooleanProperty();
      parts.put(part, trained);
      trained.addListener(o -> read());
    }
    fill(TrainingConfig.DEFAULT);
  }

  /** What is typed. */
  public StringProperty text(Field field) {
    return Objects.requireNonNull(texts.get(field));
  }

  /** Why it is not understood; empty if it is. */
  public ReadOnlyStringProperty error(Field field) {
    return Objects.requireNonNull(errors.get(field)).getReadOnlyProperty();
  }

  /** Whether a part of the vocabulary is trained. */
  public BooleanProperty trains(TrainedPart part) {
    return Objects.requireNonNull(parts.get(part));
  }

  /** Why the parts do not do; empty if they do. */
  public ReadOnlyStringProperty partsErrorProperty() {
    return partsError.getReadOnlyProperty();
  }

  /** Whether the first epoch is a guess without gradients. */
  public BooleanProperty firstGuessProperty() {
    return firstGuess;
  }

  /** Which side of the map is held out: where it begins, else where it ends. */
  public BooleanProperty heldOutFirstProperty() {
    return heldOutFirst;
  }

  /** Shows settings. */
  public void fill(TrainingConfig config) {
    for (Field field : Field.values()) {
      text(field).set(text(field, config));
    }
    for (TrainedPart part : TrainedPart.values()) {
      trains(part).set(config.trains(part));
    }
    firstGuess.set(config.firstGuess());
    heldOutFirst.set(config.heldOutFirst());
  }

  private static String text(Field field, TrainingConfig config) {
    return switch (field) {
      case EPOCHS -> String.valueOf(config.epochs());
      case PATIENCE -> String.valueOf(config.patience());
      case MARGIN -> Numbers.plain(config.margin());
      case NEGATIVES -> String.valueOf(config.negatives());
      case BATCH -> String.valueOf(config.batch());
      case LEARNING_RATE -> Numbers.plain(config.learningRate());
      case DECAY -> Numbers.plain(config.decay());
      case HELD_OUT -> Numbers.plain(config.heldOut());
      case SEED -> String.valueOf(config.seed());
    };
  }

  /** The settings; empty, with errors set, if one is not understood. */
  public Optional<TrainingConfig> read() {
    for (Field field : Field.values()) {
      // The settings themselves know their ranges: all but this one are right.
      Objects.requireNonNull(errors.get(field))
          .set(
              problem(
                  TrainingConfig.DEFAULT.parts(),
                  f -> f == field ? text(f).get() : text(f, TrainingConfig.DEFAULT)));
    }
    partsError.set(problem(chosen(), f -> text(f, TrainingConfig.DEFAULT)));
    return partsError.get().isEmpty()
            && Arrays.stream(Field.values()).allMatch(f -> error(f).get().isEmpty())
        ? Optional.of(config(chosen(), f -> text(f).get()))
        : Optional.empty();
  }

  private String problem(Set<TrainedPart> trained, Function<Field, String> typed) {
    try {
      config(trained, typed);
      return "";
    } catch (InputException e) {
      return Words.of(e);
    }
  }

  private Set<TrainedPart> chosen() {
    Set<TrainedPart> chosen = EnumSet.noneOf(TrainedPart.class);
    parts.forEach(
        (part, trained) -> {
          if (trained.get()) {
            chosen.add(part);
          }
        });
    return chosen;
  }

  private TrainingConfig config(Set<TrainedPart> trained, Function<Field, String> typed) {
    return new TrainingConfig(
        trained,
        firstGuess.get(),
        integer(typed.apply(Field.EPOCHS)),
        integer(typed.apply(Field.PATIENCE)),
        decimal(typed.apply(Field.LEARNING_RATE)),
        decimal(typed.apply(Field.DECAY)),
        decimal(typed.apply(Field.MARGIN)),
        integer(typed.apply(Field.NEGATIVES)),
        integer(typed.apply(Field.BATCH)),
        decimal(typed.apply(Field.HELD_OUT)),
        heldOutFirst.get(),
        whole(typed.apply(Field.SEED)));
  }

  private static int integer(String text) {
    return Math.clamp(whole(text), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static long whole(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new InputException("\u201c" + text.strip() + "\u201d is not a whole number.", e);
    }
  }

  private static double decimal(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new InputException("\u201c" + text.strip() + "\u201d is not a number.", e);
    }
  }
}

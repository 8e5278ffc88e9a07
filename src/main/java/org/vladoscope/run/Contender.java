package org.vladoscope.run;

import java.util.Locale;
import org.vladoscope.common.InputException;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.metric.Outcomes;

/**
 * A method in a {@link Duel}: a run, in one of the two orders that it knows.
 *
 * @param run what was measured
 * @param order which of its rankings
 */
public record Contender(Run run, Order order) {

  /** A ranking of a run. */
  public enum Order {
    /** By global descriptors alone. */
    GLOBAL("global search"),
    /** After re-ranking. */
    RERANKED("re-ranked");

    private final String words;

    Order(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** As in {@code RUN:global}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The order of a name.
     *
     * @throws InputException if there is none
     */
    public static Order parse(String id) {
      for (Order order : values()) {
        if (order.id().equals(id)) {
          return order;
        }
      }
      throw new InputException(
          "A run has the orders '"
              + GLOBAL.id()
              + "' and '"
              + RERANKED.id()
              + "', not '"
              + id
              + "'.");
    }
  }

  /** Which method it is, for people: the run's name and the order. */
  public String label() {
    return run.id() + ", " + words();
  }

  private String words() {
    if (run.config().reranks()) {
      return order.words();
    }
    return run.config().retrieval().hasDistances() ? Order.GLOBAL.words() : "given ranking";
  }

  /** The settings that answer as it does: for the global search those of the run, not re-ranked. */
  public PipelineConfig config() {
    return switch (order) {
      case GLOBAL -> run.config().withRerank(0);
      case RERANKED -> run.config();
    };
  }

  /** How its queries fared. */
  public Outcomes outcomes() {
    return switch (order) {
      case GLOBAL -> run.before();
      case RERANKED -> run.after();
    };
  }

  /** The rank of a query's first positive, from 1, or {@link Run#NOT_FOUND}. */
  int rank(Run.Query query) {
    return switch (order) {
      case GLOBAL -> query.rankBefore();
      case RERANKED -> query.rankAfter();
    };
  }

  /** The name of a query's best match; empty if it is not known. */
  String answer(Run.Query query) {
    return switch (order) {
      case GLOBAL -> query.answerBefore();
      case RERANKED -> query.answer();
    };
  }
}

package org.vladoscope.ui.evaluate.page;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.ui.view.EmptyState;

/** What is known once it is known; before, what is being done, or why there is nothing to show. */
public final class WaitingPage extends StackPane {

  private final EmptyState waiting;
  private final EmptyState failed;

  /**
   * A page that waits.
   *
   * @param waiting says what is being done
   * @param retry does it again after a failure
   */
  public WaitingPage(EmptyState waiting, Runnable retry) {
    this.waiting = waiting;
    Button again = new Button("Try again");
    again.setId("try-again");
    again.setOnAction(event -> retry.run());
    failed = new EmptyState(Feather.ALERT_TRIANGLE, "There is nothing to show", "", again);
  }

  /**
   * Shows one of three.
   *
   * @param content what is known
   * @param isKnown whether it is
   * @param isBusy whether it is being computed
   * @param problem why it is not known; empty while nothing went wrong
   */
  public void show(Node content, boolean isKnown, boolean isBusy, String problem) {
    failed.setText("There is nothing to show", problem);
    getChildren().setAll(isKnown ? content : problem.isEmpty() || isBusy ? waiting : failed);
  }
}

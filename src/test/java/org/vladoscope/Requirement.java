package org.vladoscope;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** What a test needs of the machine; without it, it is skipped with the program's own reason. */
public final class Requirement {

  private Requirement() {}

  /**
   * Skips the test if the machine refuses.
   *
   * @param refusal why it does, empty if it does not
   */
  public static void met(Optional<String> refusal) {
    assumeTrue(refusal.isEmpty(), () -> refusal.orElse(""));
  }
}

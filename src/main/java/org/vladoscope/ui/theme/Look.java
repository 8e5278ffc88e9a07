package org.vladoscope.ui.theme;

/**
 * How the user wants the window to look.
 *
 * @param theme light or dark
 * @param size how large text is
 */
public record Look(ThemeChoice theme, TextSize size) {

  /** As the desktop is set, and as designed. */
  public static final Look DEFAULT = new Look(ThemeChoice.SYSTEM, TextSize.NORMAL);
}

package org.vladoscope.ui;

import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.welcome.WelcomeActions;

/** What menus and screens can set going in the window. */
interface WindowActions extends WelcomeActions {

  /** True if there is a map that comes with the program. */
  boolean hasSample();

  /** Shows the sample map as it was first seen, with what can be tried in it. */
  void showFirstSteps();

  /** Asks for a file beside the images of a map and opens its folder. */
  void chooseMapFile();

  /** Asks for image files to search for, or to compare with the query. */
  void chooseImages(boolean asCandidate);

  /** Searches for the image on the clipboard, or compares it with the query. */
  void paste(boolean asCandidate);

  /** Zooms both images. */
  void zoom(double factor);

  /** Exports what is seen of the pair. */
  void export(ExportKind kind);

  void exportStrip(ExportKind kind);

  /** Exports vocabulary and projection of the open map. */
  void exportModel();

  /** Exports the pair on the screen as a page for a paper's supplement. */
  void exportPairSupplement();

  /** Exports rescued and wrong queries as such a page. */
  void exportTellingSupplement();

  /** Exports the same pairs as figures for LaTeX. */
  void exportTellingFigures();

  /** Finds a command by its title. */
  void showPalette();

  /** Shows the user guide. */
  void showGuide();

  /** Lists the keys. */
  void showShortcuts();

  /** Says what the program is. */
  void showAbout();

  /** Ends the program. */
  void quit();
}

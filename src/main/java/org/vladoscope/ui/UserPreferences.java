package org.vladoscope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.explore.ShownPanels;
import org.vladoscope.ui.lab.LessonProgress;
import org.vladoscope.ui.theme.Look;
import org.vladoscope.ui.welcome.RecentMap;

/**
 * What the window remembers from one run to the next.
 *
 * @param look light or dark, and how large text is
 * @param recent maps opened before, newest first
 * @param width width of the window
 * @param height height of the window
 * @param lastFolder where the last map was chosen
 * @param lesson how far the lesson of the lab is
 * @param linked whether both images of a pair move together
 * @param reducedMotion whether nothing moves by itself
 * @param panels which parts of Explore are unfolded
 */
public record UserPreferences(
    Look look,
    List<RecentMap> recent,
    double width,
    double height,
    @Nullable Path lastFolder,
    LessonProgress lesson,
    boolean linked,
    boolean reducedMotion,
    ShownPanels panels) {

  /** What a new user begins with. */
  public static final UserPreferences DEFAULT =
      new UserPreferences(
          Look.DEFAULT,
          List.of(),
          1280,
          760,
          null,
          LessonProgress.START,
          true,
          false,
          ShownPanels.DEFAULT);

  private static final int MAX_RECENT = 10;

  /** Copies the list. */
  public UserPreferences {
    recent = List.copyOf(recent);
  }

  /** The same with another look. */
  public UserPreferences withLook(Look newLook) {
    return new UserPreferences(
        newLook, recent, width, height, lastFolder, lesson, linked, reducedMotion, panels);
  }

  /** The same at another point of the lesson. */
  public UserPreferences withLesson(LessonProgress progress) {
    return new UserPreferences(
        look, recent, width, height, lastFolder, progress, linked, reducedMotion, panels);
  }

  /** The same with a map as the newest. */
  public UserPreferences withRecent(RecentMap map) {
    List<RecentMap> maps =
        Stream.concat(Stream.of(map), recent.stream().filter(r -> !r.folder().equals(map.folder())))
            .limit(MAX_RECENT)
            .toList();
    return new UserPreferences(
        look, maps, width, height, map.folder().getParent(), lesson, linked, reducedMotion, panels);
  }

  /** The same without a map. */
  public UserPreferences without(Path folder) {
    List<RecentMap> maps = recent.stream().filter(r -> !r.folder().equals(folder)).toList();
    return new UserPreferences(
        look, maps, width, height, lastFolder, lesson, linked, reducedMotion, panels);
  }

  /** The same with images that move together, or each alone. */
  public UserPreferences withLinked(boolean together) {
    return new UserPreferences(
        look, recent, width, height, lastFolder, lesson, together, reducedMotion, panels);
  }

  /** The same with images that move to another place, or stay still. */
  public UserPreferences withReducedMotion(boolean reduced) {
    return new UserPreferences(
        look, recent, width, height, lastFolder, lesson, linked, reduced, panels);
  }

  /** The same with other parts of Explore unfolded. */
  public UserPreferences withPanels(ShownPanels shown) {
    return new UserPreferences(
        look, recent, width, height, lastFolder, lesson, linked, reducedMotion, shown);
  }

  /** The same with another size of the window. */
  public UserPreferences withSize(double newWidth, double newHeight) {
    return new UserPreferences(
        look, recent, newWidth, newHeight, lastFolder, lesson, linked, reducedMotion, panels);
  }

  /**
   * The same with a window that fits a screen: it may have been remembered on a larger one.
   *
   * @param screenWidth usable width
   * @param screenHeight usable height
   */
  public UserPreferences fittedTo(double screenWidth, double screenHeight) {
    return withSize(Math.min(width, screenWidth), Math.min(height, screenHeight));
  }
}

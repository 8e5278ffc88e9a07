package org.vladoscope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.explore.ShownPanels;
import org.vladoscope.ui.lab.LessonProgress;
import org.vladoscope.ui.theme.ThemeChoice;
import org.vladoscope.ui.welcome.RecentMap;

/**
 * What the window remembers from one run to the next.
 *
 * @param theme the look
 * @param recent maps opened before, newest first
 * @param width width of the window
 * @param height height of the window
 * @param lastFolder where the last map was chosen
 * @param lesson how far the lesson of the lab is
 * @param linked whether both images of a pair move together
 * @param panels which parts of Explore are unfolded
 */
public record UserPreferences(
    ThemeChoice theme,
    List<RecentMap> recent,
    double width,
    double height,
    @Nullable Path lastFolder,
    LessonProgress lesson,
    boolean linked,
    ShownPanels panels) {

  /** What a new user begins with. */
  public static final UserPreferences DEFAULT =
      new UserPreferences(
          ThemeChoice.SYSTEM,
          List.of(),
          1280,
          760,
          null,
          LessonProgress.START,
          true,
          ShownPanels.DEFAULT);

  private static final int MAX_RECENT = 10;

  /** Copies the list. */
  public UserPreferences {
    recent = List.copyOf(recent);
  }

  /** The same with another look. */
  public UserPreferences withTheme(ThemeChoice choice) {
    return new UserPreferences(choice, recent, width, height, lastFolder, lesson, linked, panels);
  }

  /** The same at another point of the lesson. */
  public UserPreferences withLesson(LessonProgress progress) {
    return new UserPreferences(theme, recent, width, height, lastFolder, progress, linked, panels);
  }

  /** The same with a map as the newest. */
  public UserPreferences withRecent(RecentMap map) {
    List<RecentMap> maps =
        Stream.concat(Stream.of(map), recent.stream().filter(r -> !r.folder().equals(map.folder())))
            .limit(MAX_RECENT)
            .toList();
    return new UserPreferences(
        theme, maps, width, height, map.folder().getParent(), lesson, linked, panels);
  }

  /** The same without a map. */
  public UserPreferences without(Path folder) {
    List<RecentMap> maps = recent.stream().filter(r -> !r.folder().equals(folder)).toList();
    return new UserPreferences(theme, maps, width, height, lastFolder, lesson, linked, panels);
  }

  /** The same with images that move together, or each alone. */
  public UserPreferences withLinked(boolean together) {
    return new UserPreferences(theme, recent, width, height, lastFolder, lesson, together, panels);
  }

  /** The same with other parts of Explore unfolded. */
  public UserPreferences withPanels(ShownPanels shown) {
    return new UserPreferences(theme, recent, width, height, lastFolder, lesson, linked, shown);
  }

  /** The same with another size of the window. */
  public UserPreferences withSize(double newWidth, double newHeight) {
    return new UserPreferences(
        theme, recent, newWidth, newHeight, lastFolder, lesson, linked, panels);
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

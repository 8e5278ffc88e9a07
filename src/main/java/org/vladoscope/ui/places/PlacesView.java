package org.vladoscope.ui.places;

/**
 * Which part of the plane a pane shows, and how places and pixels belong together. Up in the plane
 * is up on the screen.
 *
 * @param centerX place in the middle of the pane
 * @param centerY place in the middle of the pane
 * @param scaleX pixels for each unit across, above 0
 * @param scaleY pixels for each unit upwards, above 0
 * @param width of the pane in pixels
 * @param height of the pane in pixels
 */
public record PlacesView(
    double centerX, double centerY, double scaleX, double scaleY, double width, double height) {

  /** Checks the scales. */
  public PlacesView {
    if (!(scaleX > 0) || !(scaleY > 0)) {
      throw new IllegalArgumentException("scales " + scaleX + ", " + scaleY);
    }
  }

  /** Pixel column of a place. */
  public double screenX(double x) {
    return width / 2 + (x - centerX) * scaleX;
  }

  /** Pixel row of a place. */
  public double screenY(double y) {
    return height / 2 - (y - centerY) * scaleY;
  }

  /** Place at a pixel column. */
  public double planeX(double screenX) {
    return centerX + (screenX - width / 2) / scaleX;
  }

  /** Place at a pixel row. */
  public double planeY(double screenY) {
    return centerY - (screenY - height / 2) / scaleY;
  }

  /**
   * Zooms so that a pixel keeps its place.
   *
   * @param factor above 1 to enlarge
   * @param bothWays false to leave the vertical scale and position as they are
   */
  public PlacesView zoomedAt(double factor, double atX, double atY, boolean bothWays) {
    double x = planeX(atX);
    double y = planeY(atY);
    double newX = scaleX * factor;
    double newY = bothWays ? scaleY * factor : scaleY;
    return new PlacesView(
        x - (atX - width / 2) / newX,
        bothWays ? y + (atY - height / 2) / newY : centerY,
        newX,
        newY,
        width,
        height);
  }

  /** Moves what is seen by pixels, to the right and down. */
  public PlacesView movedBy(double pixelsX, double pixelsY) {
    return new PlacesView(
        centerX - pixelsX / scaleX, centerY + pixelsY / scaleY, scaleX, scaleY, width, height);
  }

  /** The same part in a pane of another size, around the same middle. */
  public PlacesView resized(double newWidth, double newHeight) {
    return new PlacesView(centerX, centerY, scaleX, scaleY, newWidth, newHeight);
  }

  /**
   * A round length for a scale bar: 1, 2 or 5 times a power of ten.
   *
   * @param maxPixels the bar is at most so long
   * @return its length in units
   */
  public double scaleBar(double maxPixels) {
    double units = maxPixels / scaleX;
    double power = Math.pow(10, Math.floor(Math.log10(units)));
    double times = units / power;
    return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
  }
}

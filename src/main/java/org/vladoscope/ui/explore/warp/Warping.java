package org.vladoscope.ui.explore.warp;

import org.vladoscope.common.Progress;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;
import org.vladoscope.match.Homography;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.map.Comparison;

/**
 * Resamples the candidate as the query's camera would have seen it.
 *
 * @param query the query, at most so large as a screen
 * @param source the candidate
 * @param resized the size that both have for the network, in whose pixels the homography is
 * @param toCandidate from the query to the candidate
 * @param ahead the sign of the third coordinate of what lies before the camera
 */
record Warping(
    RgbImage query, RgbImage source, ImageSize resized, Homography toCandidate, double ahead) {

  private static final int MOST = 1600;

  /** Where the candidate shows nothing. */
  private static final byte NOTHING = 96;

  static Warping of(Comparison pair, ScaleMatch match, Homography homography) {
    Homography back = homography.inverse();
    double x = 0;
    double y = 0;
    int inliers = 0;
    for (int i = 0; i < match.matches().count(); i++) {
      if (match.inliers().inliers()[i]) {
        x += match.grid().centerX(match.matches().query()[i]);
        y += match.grid().centerY(match.matches().query()[i]);
        inliers++;
      }
    }
    double ahead = Math.signum(back.apply(x / inliers, y / inliers)[2]);
    return new Warping(
        fitted(pair.query().picture().pixels()),
        pair.candidate().picture().pixels(),
        pair.config().imageSize(),
        back,
        ahead);
  }

  private static RgbImage fitted(RgbImage image) {
    double shrink = Math.min(1, (double) MOST / Math.max(image.width(), image.height()));
    return BilinearResize.resize(
        image,
        new ImageSize(
            (int) Math.max(1, Math.round(image.width() * shrink)),
            (int) Math.max(1, Math.round(image.height() * shrink))));
  }

  /** The candidate, as large as the query; grey where it shows nothing of what the query shows. */
  RgbImage candidate(Progress progress) {
    int width = query.width();
    int height = query.height();
    byte[] pixels = new byte[3 * width * height];
    double toResizedX = (double) resized.width() / width;
    double toResizedY = (double) resized.height() / height;
    double toSourceX = (double) source.width() / resized.width();
    double toSourceY = (double) source.height() / resized.height();
    for (int y = 0; y < height; y++) {
      progress.check();
      for (int x = 0; x < width; x++) {
        double[] to = toCandidate.apply((x + .5) * toResizedX - .5, (y + .5) * toResizedY - .5);
        int at = 3 * (y * width + x);
        double sx = (to[0] / to[2] + .5) * toSourceX - .5;
        double sy = (to[1] / to[2] + .5) * toSourceY - .5;
        boolean seen =
            to[2] * ahead > 0
                && sx >= -.5
                && sy >= -.5
                && sx < source.width() - .5
                && sy < source.height() - .5;
        for (int c = 0; c < 3; c++) {
          pixels[at + c] = seen ? sample(sx, sy, c) : NOTHING;
        }
      }
    }
    return new RgbImage(width, height, pixels);
  }

  private byte sample(double x, double y, int channel) {
    int left = Math.clamp((int) Math.floor(x), 0, source.width() - 1);
    int top = Math.clamp((int) Math.floor(y), 0, source.height() - 1);
    int right = Math.min(left + 1, source.width() - 1);
    int bottom = Math.min(top + 1, source.height() - 1);
    double fx = Math.clamp(x - left, 0, 1);
    double fy = Math.clamp(y - top, 0, 1);
    double upper = source.get(left, top, channel) * (1 - fx) + source.get(right, top, channel) * fx;
    double lower =
        source.get(left, bottom, channel) * (1 - fx) + source.get(right, bottom, channel) * fx;
    return (byte) Math.round(upper * (1 - fy) + lower * fy);
  }

  /**
   * How much each channel of each pixel differs; the grey of {@link #candidate} where it shows
   * nothing, which is no difference.
   */
  RgbImage difference(RgbImage candidate, Progress progress) {
    byte[] one = query.rgb();
    byte[] other = candidate.rgb();
    byte[] pixels = new byte[one.length];
    for (int i = 0; i < pixels.length; i += 3) {
      if (i % (3 * query.width()) == 0) {
        progress.check();
      }
      boolean nothing = other[i] == NOTHING && other[i + 1] == NOTHING && other[i + 2] == NOTHING;
      for (int c = i; c < i + 3; c++) {
        pixels[c] = nothing ? NOTHING : (byte) Math.abs((one[c] & 0xff) - (other[c] & 0xff));
      }
    }
    return new RgbImage(query.width(), query.height(), pixels);
  }
}

package org.vladoscope.ui.evaluate.embedding;

import java.util.List;
import java.util.stream.IntStream;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Point;

/** The form of a point, so that kinds are told apart by more than colour. */
public enum Symbol {
  /** A database image. */
  DOT("\u25cf") {
    @Override
    boolean covers(int dx, int dy, int r) {
      return dx * dx + dy * dy <= r * r * .8;
    }
  },
  /** A query, or one that was answered right. */
  DIAMOND("\u25c6") {
    @Override
    boolean covers(int dx, int dy, int r) {
      return Math.abs(dx) + Math.abs(dy) <= r;
    }
  },
  /** A query that was answered wrong. */
  CROSS("\u2715") {
    @Override
    boolean covers(int dx, int dy, int r) {
      return Math.abs(Math.abs(dx) - Math.abs(dy)) <= 1
          && Math.max(Math.abs(dx), Math.abs(dy)) < Math.max(2, r);
    }
  },
  /** A query that only re-ranking answered right. */
  TRIANGLE("\u25b2") {
    @Override
    boolean covers(int dx, int dy, int r) {
      return dy < r && 2 * Math.abs(dx) <= dy + r;
    }
  },
  /** A query without a match. */
  RING("\u25cb") {
    @Override
    boolean covers(int dx, int dy, int r) {
      int squared = dx * dx + dy * dy;
      return squared <= r * r && squared > (r - 1.7) * (r - 1.7);
    }
  };

  /** The largest half of a side, in pixels. */
  static final int MOST = 6;

  private final String text;

  Symbol(String text) {
    this.text = text;
  }

  /** Whether a pixel beside its middle belongs to it. */
  abstract boolean covers(int dx, int dy, int r);

  /** Its pixels. */
  static final class Stamp {

    private final int radius;
    private final int[] dx;
    private final int[] dy;

    private Stamp(Symbol symbol, int radius) {
      this.radius = radius;
      int side = 2 * radius + 1;
      int[] covered =
          IntStream.range(0, side * side)
              .filter(i -> symbol.covers(i % side - radius, i / side - radius, radius))
              .toArray();
      dx = IntStream.of(covered).map(i -> i % side - radius).toArray();
      dy = IntStream.of(covered).map(i -> i / side - radius).toArray();
    }

    /** Sets them around a place; those outside are left out. */
    void set(int[] pixels, int width, int height, int x, int y, int argb) {
      if (x < radius || y < radius || x >= width - radius || y >= height - radius) {
        for (int i = 0; i < dx.length; i++) {
          int column = x + dx[i];
          int row = y + dy[i];
          if (column >= 0 && row >= 0 && column < width && row < height) {
            pixels[row * width + column] = argb;
          }
        }
        return;
      }
      int at = y * width + x;
      for (int i = 0; i < dx.length; i++) {
        pixels[at + dy[i] * width + dx[i]] = argb;
      }
    }
  }

  /** Its pixels among so many points: the more there are, the smaller. */
  Stamp stamp(int points) {
    int smaller = points > 20_000 ? 3 : points > 3_000 ? 2 : points > 300 ? 1 : 0;
    return new Stamp(this, MOST - smaller - (this == DOT ? 1 : 0));
  }

  /** As a letter, for legends. */
  String text() {
    return text;
  }

  /** Draws it into a figure. */
  void draw(Drawing drawing, Point at, Colour colour) {
    double r = 3;
    switch (this) {
      case DOT -> drawing.dot(at, 2.2, colour);
      case DIAMOND ->
          drawing.curve(
              List.of(
                  at.moved(-r, 0),
                  at.moved(0, -r),
                  at.moved(r, 0),
                  at.moved(0, r),
                  at.moved(-r, 0)),
              colour,
              2);
      case CROSS -> {
        drawing.line(at.moved(-r, -r), at.moved(r, r), colour, 2);
        drawing.line(at.moved(-r, r), at.moved(r, -r), colour, 2);
      }
      case TRIANGLE ->
          drawing.curve(
              List.of(at.moved(-r, r), at.moved(0, -r), at.moved(r, r), at.moved(-r, r)),
              colour,
              2);
      case RING -> {
        drawing.dot(at, 3.4, colour);
        drawing.dot(at, 1.8, Colour.WHITE);
      }
    }
  }
}

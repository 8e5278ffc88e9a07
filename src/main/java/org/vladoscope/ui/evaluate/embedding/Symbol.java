package org.vladoscope.ui.evaluate.embedding;

import java.util.List;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Point;

/** The form of a point, so that kinds are told apart by more than colour. */
public enum Symbol {
  /** A database image. */
  DOT("\u25cf", "..#..", ".###.", "#####", ".###.", "..#.."),
  /** A query, or one that was answered right. */
  DIAMOND("\u25c6", "...#...", "..###..", ".#####.", "#######", ".#####.", "..###..", "...#..."),
  /** A query that was answered wrong. */
  CROSS("\u2715", "##...##", "###.###", ".#####.", "..###..", ".#####.", "###.###", "##...##"),
  /** A query that only re-ranking answered right. */
  TRIANGLE("\u25b2", "...#...", "...#...", "..###..", "..###..", ".#####.", ".#####.", "#######"),
  /** A query without a match. */
  RING("\u25cb", "..###..", ".#####.", "##...##", "##...##", "##...##", ".#####.", "..###..");

  private final String text;
  private final int side;
  private final int[] dx;
  private final int[] dy;

  Symbol(String text, String... rows) {
    this.text = text;
    this.side = rows.length;
    int count = (int) String.join("", rows).chars().filter(c -> c == '#').count();
    dx = new int[count];
    dy = new int[count];
    int at = 0;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        if (rows[row].charAt(column) == '#') {
          dx[at] = column - side / 2;
          dy[at++] = row - side / 2;
        }
      }
    }
  }

  /** As a letter, for legends. */
  String text() {
    return text;
  }

  /** Sets its pixels around a place; those outside are left out. */
  void stamp(int[] pixels, int width, int height, int x, int y, int argb) {
    if (x < side || y < side || x >= width - side || y >= height - side) {
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

  /** Draws it into a figure. */
  void draw(Drawing drawing, Point at, Colour colour) {
    double r = 3;
    switch (this) {
      case DOT -> drawing.dot(at, 2.2, colour);
      case DIAMOND ->
          drawing.curve(
              List.of(
                  at.moved(-r, 0), at.moved(0, -r), at.moved(r, 0), at.moved(0, r), at.moved(-r, 0)),
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

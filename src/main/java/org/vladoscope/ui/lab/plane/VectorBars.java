package org.vladoscope.ui.lab.plane;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.view.ClusterPalette;

/**
 * A vector as bars around a zero line, blocks of equal colour belonging to one cluster. The scale
 * is the largest value's; the tool tip and the text for screen readers name the values.
 */
public final class VectorBars extends Region {

  private static final Color ZERO = Color.gray(0.5, 0.6);
  private static final int MAX_NAMED = 32;

  private final Canvas canvas = new Canvas();
  private final String name;
  private final Tooltip tooltip = new Tooltip();
  private double[] values = {};
  private int block = 1;
  private boolean colored = true;

  /** Empty bars, called so by screen readers. */
  public VectorBars(String name, double height) {
    this.name = name;
    getStyleClass().add("vector-bars");
    setMinHeight(height);
    setPrefHeight(height);
    setMaxHeight(height);
    setMinWidth(40);
    canvas.setManaged(false);
    getChildren().add(canvas);
    Tooltip.install(this, tooltip);
    show(new double[0], 1, true);
  }

  /**
   * Shows a vector.
   *
   * @param newBlock values of a cluster
   * @param byCluster whether blocks are clusters
   */
  public void show(double[] vector, int newBlock, boolean byCluster) {
    values = vector.clone();
    block = newBlock;
    colored = byCluster;
    String text = text(values, block);
    setAccessibleText(name + ": " + text);
    tooltip.setText(name + "\n" + text);
    draw();
  }

  /** The values in words, block by block. */
  public static String text(double @Nullable [] values, int block) {
    if (values == null || values.length == 0) {
      return "nothing";
    }
    StringBuilder text = new StringBuilder();
    int shown = Math.min(values.length, MAX_NAMED);
    for (int from = 0; from < shown; from += block) {
      double[] part = Arrays.copyOfRange(values, from, Math.min(shown, from + block));
      String numbers =
          Arrays.stream(part).mapToObj(v -> number(v)).collect(Collectors.joining(", "));
      text.append(from == 0 ? "" : "  ").append(block > 1 ? "(" + numbers + ")" : numbers);
    }
    return shown < values.length ? text + " \u2026" : text.toString();
  }

  /** Three decimals, and no sign before a zero. */
  public static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.equals("-0.000") ? "0.000" : text.replace('-', '\u2212');
  }

  @Override
  protected void layoutChildren() {
    if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      draw();
    }
  }

  private void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    graphics.clearRect(0, 0, width, height);
    double middle = Math.rint(height / 2) + 0.5;
    graphics.setStroke(ZERO);
    graphics.strokeLine(0, middle, width, middle);
    if (values.length == 0) {
      return;
    }
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    int blocks = (values.length + block - 1) / block;
    double gap = block > 1 && colored ? Math.min(6, width / values.length / 2) : 0;
    double step = (width - gap * (blocks - 1)) / values.length;
    ClusterPalette palette = new ClusterPalette(blocks);
    for (int i = 0; i < values.length && largest > 0; i++) {
      double length = Math.abs(values[i]) / largest * (height / 2 - 2);
      double x = i * step + i / block * gap;
      graphics.setFill(colored ? palette.color(i / block) : Color.gray(0.55));
      graphics.fillRect(
          x, values[i] > 0 ? middle - length : middle, Math.max(1, step - 1), Math.max(1, length));
    }
  }
}

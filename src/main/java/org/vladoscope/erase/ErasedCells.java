package org.vladoscope.erase;

import java.util.BitSet;
import java.util.Objects;
import java.util.stream.IntStream;

/** Cells of one image that are left out of its descriptor. Immutable. */
public final class ErasedCells {

  /** None are. */
  public static final ErasedCells NONE = new ErasedCells(new BitSet());

  private final BitSet cells;

  private ErasedCells(BitSet cells) {
    this.cells = cells;
  }

  /** Some cells, by their numbers row by row. */
  public static ErasedCells of(IntStream numbers) {
    BitSet cells = new BitSet();
    numbers.forEach(cells::set);
    return new ErasedCells(cells);
  }

  /** Some cells; a copy is kept. */
  public static ErasedCells of(BitSet cells) {
    return new ErasedCells((BitSet) cells.clone());
  }

  /** A copy that can be changed. */
  public BitSet bits() {
    return (BitSet) cells.clone();
  }

  /** How many there are. */
  public int count() {
    return cells.cardinality();
  }

  /** True if there are none. */
  public boolean isEmpty() {
    return cells.isEmpty();
  }

  /** Whether a cell is one of them. */
  public boolean has(int cell) {
    return cells.get(cell);
  }

  /** Their numbers, ascending. */
  public IntStream numbers() {
    return cells.stream();
  }

  /** These and others. */
  public ErasedCells and(ErasedCells others) {
    BitSet all = bits();
    all.or(others.cells);
    return new ErasedCells(all);
  }

  /** These but for others. */
  public ErasedCells without(ErasedCells others) {
    BitSet left = bits();
    left.andNot(others.cells);
    return new ErasedCells(left);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ErasedCells same && same.cells.equals(cells);
  }

  @Override
  public int hashCode() {
    return Objects.hash(cells);
  }

  @Override
  public String toString() {
    return cells.toString();
  }
}

package org.vladoscope.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommonTypesTest {

  @Nested
  class ContentHashes {

    private static final String OF_ABC =
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void areSha256() {
      ContentHash hash = ContentHash.of("abc".getBytes(StandardCharsets.US_ASCII));

      assertThat(hash.hex()).isEqualTo(OF_ABC);
      assertThat(hash).hasToString(OF_ABC);
      assertThat(hash.abbreviated()).isEqualTo("ba7816bf8f01");
      assertThat(ContentHash.ofBytes(hash.bytes())).isEqualTo(hash);
    }

    @Test
    void ofAFileAndOfItsBytesAreTheSame(@TempDir Path folder) throws IOException {
      byte[] content = new byte[200_001];
      new java.util.Random(1).nextBytes(content);
      Path file = Files.write(folder.resolve("file"), content);

      assertThat(ContentHash.ofFile(file)).isEqualTo(ContentHash.of(content));
    }

    @Test
    void ofPartsDependOnTheBoundariesBetweenThem() {
      assertThat(ContentHash.ofParts("ab", "c")).isEqualTo(ContentHash.ofParts("ab", "c"));
      assertThat(ContentHash.ofParts("ab", "c")).isNotEqualTo(ContentHash.ofParts("a", "bc"));
      assertThat(ContentHash.ofParts("ab", "c")).isNotEqualTo(ContentHash.ofParts("ab", "c", ""));
      assertThat(ContentHash.ofParts("1:a", "1")).isNotEqualTo(ContentHash.ofParts("1:a1"));
    }

    @Test
    void areOnlyMadeFrom64HexadecimalDigits() {
      for (String wrong :
          List.of("", "abc", OF_ABC.substring(1), OF_ABC + "0", "g" + "0".repeat(63))) {
        assertThatThrownBy(() -> new ContentHash(wrong))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }

    @Test
    void areOrderedByTheirDigits() {
      ContentHash low = new ContentHash("0".repeat(64));
      ContentHash high = new ContentHash("f".repeat(64));

      assertThat(low).isLessThan(high).isEqualByComparingTo(new ContentHash("0".repeat(64)));
    }
  }

  @Nested
  class Parts {

    private final List<String> reports = new ArrayList<>();
    private boolean cancelled;

    private final Progress whole =
        new Progress() {
          @Override
          public void report(String message, double fraction) {
            reports.add(message + " " + fraction);
          }

          @Override
          public boolean isCancelled() {
            return cancelled;
          }
        };

    @Test
    void spanTheirShareOfTheWhole() {
      Progress part = whole.part(.5, .75);
      part.report("begin", 0);
      part.report("middle", .5);
      part.report("end", 1);

      assertThat(reports).containsExactly("begin 0.5", "middle 0.625", "end 0.75");
    }

    @Test
    void ofPartsSpanTheirShareOfThePart() {
      whole.part(.5, 1).part(0, .5).report("end", 1);

      assertThat(reports).containsExactly("end 0.75");
    }

    @Test
    void areCancelledWithTheWhole() {
      Progress part = whole.part(0, .5);
      part.check();
      cancelled = true;

      assertThat(part.isCancelled()).isTrue();
      assertThatThrownBy(part::check).isInstanceOf(CancellationException.class);
    }

    @Test
    void ofNothingAreNeverCancelled() {
      Progress.NONE.report("x", 2);

      assertThat(Progress.NONE.isCancelled()).isFalse();
    }
  }

  @Nested
  class Matrices {

    private final FloatMatrix matrix = FloatMatrix.of(2, 3, new float[] {1, 2, 3, 4, 5, 6});

    @Test
    void areReadByRowAndColumn() {
      assertThat(matrix.get(1, 2)).isEqualTo(6);
      assertThat(matrix.row(1)).containsExactly(4, 5, 6);
      assertThat(matrix.rowRange(1, 2)).isEqualTo(FloatMatrix.of(1, 3, new float[] {4, 5, 6}));
      assertThat(matrix.transposed())
          .isEqualTo(FloatMatrix.of(3, 2, new float[] {1, 4, 2, 5, 3, 6}));
      assertThat(FloatMatrix.ofRows(new float[] {1, 2, 3}, new float[] {4, 5, 6}))
          .isEqualTo(matrix)
          .hasSameHashCodeAs(matrix)
          .hasToString("FloatMatrix[2 × 3]");
    }

    @Test
    void ofOtherShapesOrValuesAreNotEqual() {
      assertThat(matrix).isNotEqualTo(FloatMatrix.of(3, 2, matrix.data()));
      assertThat(matrix).isNotEqualTo(FloatMatrix.zeros(2, 3));
    }

    @Test
    void shareTheirArrayButNotTheirRows() {
      float[] values = {1, 2};
      FloatMatrix wrapped = FloatMatrix.of(1, 2, values);
      wrapped.row(0)[0] = 9;
      values[1] = 7;

      assertThat(wrapped.row(0)).containsExactly(1, 7);
    }

    @Test
    void mustFitTheirValues() {
      assertThatThrownBy(() -> FloatMatrix.of(2, 3, new float[5]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 × 3")
          .hasMessageContaining("5");
      assertThatThrownBy(() -> FloatMatrix.of(-1, -6, new float[6]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> FloatMatrix.of(1 << 16, 1 << 16, new float[0]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> FloatMatrix.zeros(1 << 16, 1 << 16))
          .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void needRowsOfOneLength() {
      assertThatThrownBy(() -> FloatMatrix.ofRows(new float[2], new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("row 1 has 3");
      assertThatThrownBy(FloatMatrix::ofRows).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void haveRowsScaledToUnitLength() {
      FloatMatrix rows = FloatMatrix.ofRows(new float[] {3, 4}, new float[] {0, 0});
      L2.normalizeRows(rows);

      assertThat(rows.row(0)).containsExactly(new float[] {.6f, .8f}, within(1e-6f));
      assertThat(rows.row(1)).containsExactly(0, 0);
    }
  }

  @Nested
  class FileProblems {

    @Test
    void areToldInWords() {
      assertThat(FileProblem.of(new NoSuchFileException("/a/b"))).isEqualTo("it does not exist");
      assertThat(FileProblem.of(new IOException("Disk on fire.\nat line 3")))
          .isEqualTo("Disk on fire");
      assertThat(FileProblem.of(new IOException())).isEqualTo("the reason is not known");
      assertThat(FileProblem.of(new java.io.UncheckedIOException(new NoSuchFileException("/a"))))
          .isEqualTo("it does not exist");
    }
  }
}

package org.vladoscope.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTextTest {

  @Test
  void textsThatASpreadsheetWouldRunAreMarkedAsTextAndNumbersStayNumbers() {
    String csv =
        CsvText.of(
            List.of(
                List.of("=HYPERLINK(\"x\").jpg", "+1.jpg", "-1.jpg", "@SUM(1).jpg", "a=b.jpg"),
                List.of(-1.5, "-0.25", "+3", -7, "1e-5"),
                List.of("", "two\nlines\u001b[31m", "a, \"b\"", true, "-")));

    assertThat(csv)
        .isEqualTo(
            """
            "'=HYPERLINK(""x"").jpg",'+1.jpg,'-1.jpg,'@SUM(1).jpg,a=b.jpg
            -1.5,-0.25,+3,-7,1e-5
            "",two\ufffdlines\ufffd[31m,"a, ""b\""",true,'-
            """);
  }
}

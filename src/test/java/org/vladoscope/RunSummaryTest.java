package org.vladoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryTest {

  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path reports;

  @Test
  void skippedTestsAreListedWithTheReason() throws IOException {
    report(
        "TEST-a.PrecisionTest.xml",
        BEGIN,
        """
        <testcase name="int8" classname="a.PrecisionTest">
          <skipped message="Assumption failed: no VNNI instructions"/>
        </testcase>
        <testcase name="bf16" classname="a.PrecisionTest">
          <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: no bfloat16 instructions
        	at a.PrecisionTest.bf16(PrecisionTest.java:55)
        ]]></skipped>
        </testcase>
        <testcase name="fp32" classname="a.PrecisionTest"/>
        <testcase name="old" classname="a.PrecisionTest"><skipped/></testcase>
        """);

    assertThat(RunSummary.of(reports, BEGIN).lines())
        .containsExactly(
            "",
            "Passed only when run again: none",
            "Skipped: 3",
            "  PrecisionTest.int8: no VNNI instructions",
            "  PrecisionTest.bf16: no bfloat16 instructions",
            "  PrecisionTest.old: no reason given");
  }

  @Test
  void flakyTestsAreListedWithTheirFirstFailure() throws IOException {
    report(
        "TEST-a.WindowTest.xml",
        BEGIN,
        """
        <testcase name="opens" classname="a.WindowTest">
          <flakyFailure message="&#10;Expecting actual not to be empty&#10;more"/>
          <flakyFailure message="another"/>
        </testcase>
        """);

    assertThat(RunSummary.of(reports, BEGIN).lines())
        .containsExactly(
            "",
            "Passed only when run again: 1",
            "  WindowTest.opens: Expecting actual not to be empty",
            "Skipped: none");
  }

  @Test
  void reportsOfEarlierBuildsDoNotCount() throws IOException {
    report(
        "TEST-a.GoneTest.xml",
        BEGIN.minusSeconds(1),
        "<testcase name=\"old\" classname=\"a.GoneTest\"><skipped/></testcase>");

    assertThat(RunSummary.of(reports, BEGIN).lines()).containsExactly("", "No test ran.");
  }

  @Test
  void withoutReportsNoTestRan() throws IOException {
    assertThat(RunSummary.of(reports.resolve("none"), BEGIN).lines())
        .containsExactly("", "No test ran.");
  }

  private void report(String name, Instant written, String cases) throws IOException {
    Path file = reports.resolve(name);
    Files.writeString(file, "<testsuite>" + cases + "</testsuite>");
    Files.setLastModifiedTime(file, FileTime.from(written));
  }
}

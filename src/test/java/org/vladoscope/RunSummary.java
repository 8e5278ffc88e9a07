package org.vladoscope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What to know of a run of the tests besides failures: which were skipped and why, and which passed
 * only when they ran again. The build starts this file by itself, so it uses nothing but the JDK.
 */
final class RunSummary {

  /** What stands before the message in a report: the exception, and JUnit's own words. */
  private static final Pattern EXCEPTION =
      Pattern.compile("^([\\w.$]+(Exception|Error)(: |$))?(Assumption failed: )?");

  private final List<String> flaky = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private int tests;

  private RunSummary() {}

  /**
   * Prints the summary; exits with 1 if no test ran.
   *
   * @param arguments folder of Surefire's reports, when the build began, whether tests are skipped
   */
  public static void main(String[] arguments) throws IOException {
    RunSummary summary = of(Path.of(arguments[0]), Instant.parse(arguments[1]));
    summary.lines().forEach(System.out::println);
    if (summary.tests == 0 && !Boolean.parseBoolean(arguments[2])) {
      System.exit(1);
    }
  }

  /**
   * Reads the reports of one build.
   *
   * @param since older reports are those of earlier builds
   */
  static RunSummary of(Path reports, Instant since) throws IOException {
    RunSummary summary = new RunSummary();
    if (Files.isDirectory(reports)) {
      try (Stream<Path> files = Files.list(reports)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
          if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
            summary.read(file);
          }
        }
      }
    }
    return summary;
  }

  private void read(Path file) throws IOException {
    try {
      NodeList cases =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        add((Element) cases.item(i));
      }
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " is no report of tests", e);
    }
  }

  private void add(Element test) {
    tests++;
    String name =
        test.getAttribute("classname").replaceFirst(".*\\.", "") + "." + test.getAttribute("name");
    for (String kind : List.of("flakyFailure", "flakyError")) {
      NodeList failures = test.getElementsByTagName(kind);
      if (failures.getLength() > 0) {
        flaky.add(line(name, (Element) failures.item(0), "no message"));
      }
    }
    NodeList reasons = test.getElementsByTagName("skipped");
    if (reasons.getLength() > 0) {
      skipped.add(line(name, (Element) reasons.item(0), "no reason given"));
    }
  }

  private static String line(String test, Element why, String otherwise) {
    String message = why.getAttribute("message");
    String text = message.isBlank() ? why.getTextContent() : message;
    return test
        + ": "
        + text.lines()
            .map(l -> EXCEPTION.matcher(l.strip()).replaceFirst(""))
            .filter(l -> !l.isEmpty())
            .findFirst()
            .orElse(otherwise);
  }

  /** The summary, line by line; empty lines part its sections. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (tests == 0) {
      lines.add("No test ran.");
      return lines;
    }
    section(lines, "Passed only when run again", flaky);
    section(lines, "Skipped", skipped);
    return lines;
  }

  private static void section(List<String> lines, String title, List<String> tests) {
    lines.add(title + ": " + (tests.isEmpty() ? "none" : tests.size()));
    tests.forEach(test -> lines.add("  " + test));
  }
}

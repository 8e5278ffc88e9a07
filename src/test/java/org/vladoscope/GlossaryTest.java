package org.vladoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The program says one word for one thing: that of the glossary. */
class GlossaryTest {

  private static final Path MAIN = Path.of("src/main");
  private static final Path GLOSSARY = Path.of("src/site/markdown/glossary.md");
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Where such a word means something else: where a text is told of, and in others' names. */
  private static final Set<String> MEANT_OTHERWISE =
      Set.of("folder-words", "; center-pill", "center-pill");

  /** Words of the last column that sentences also need in their common meaning. */
  private static final Set<String> COMMON =
      Set.of(
          "data set",
          "reference images",
          "labels",
          "window",
          "anchor",
          "probe",
          "gallery",
          "correspondence",
          "image embedding",
          "local descriptor",
          "retrieved image",
          "impostors");

  private static List<String> avoided() throws IOException {
    List<String> words = new ArrayList<>();
    for (String line : Files.readAllLines(GLOSSARY)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 5 && !cells[1].contains("---") && !cells[1].contains(" term ")) {
        Arrays.stream(cells[3].split(","))
            .map(String::strip)
            .filter(w -> !w.isEmpty())
            .forEach(words::add);
      }
    }
    return words;
  }

  @Test
  void noTextOfTheProgramSaysWhatTheGlossaryAvoids() throws IOException {
    List<String> words = new ArrayList<>(avoided());
    assertThat(words).contains("picture", "visual word", "centre");
    words.removeAll(COMMON);
    Pattern avoided = Pattern.compile("(?i)\\b(" + String.join("|", words) + ")s?\\b");
    List<String> said = new ArrayList<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(java|lesson)")).toList()) {
        check(file, avoided, said);
      }
    }
    assertThat(said).isEmpty();
  }

  private static void check(Path file, Pattern avoided, List<String> said) throws IOException {
    boolean java = file.toString().endsWith(".java");
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (java && line.strip().startsWith("*") || line.strip().startsWith("//")) {
        continue;
      }
      Matcher texts = (java ? STRING : Pattern.compile("^(.*)$")).matcher(line);
      while (texts.find()) {
        String text = texts.group(1);
        if (avoided.matcher(text).find() && !MEANT_OTHERWISE.contains(text)) {
          said.add(MAIN.relativize(file) + ":" + number + ": " + text);
        }
      }
    }
  }
}

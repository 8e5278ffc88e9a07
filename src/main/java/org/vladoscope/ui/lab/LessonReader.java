package org.vladoscope.ui.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.teach.steps.PlanePreset;
import org.vladoscope.teach.steps.VladStep;
import org.vladoscope.ui.lab.Lesson.LessonStep;
import org.vladoscope.ui.lab.Lesson.Question;
import org.vladoscope.ui.lab.Lesson.Setup;
import org.vladoscope.ui.lab.plane.PlaneModel;

/**
 * Reads lessons: lines of {@code key: value}, continued on lines that begin with a space; {@code #}
 * begins a comment. The user guide lists the keys. An error names file, line and column.
 */
public final class LessonReader {

  private static final String BUILT_IN = "vlad.lesson";
  private static final long MAX_BYTES = 1 << 20;
  private static final Set<String> STEP_KEYS =
      Set.of(
          "page",
          "preset",
          "soft",
          "steps",
          "patch",
          "look",
          "try",
          "question",
          "choice",
          "right",
          "number",
          "because");

  /** One entry of the file; lines and columns count from 1. */
  private record Entry(int line, int keyColumn, int column, String key, String value) {}

  private final String name;

  private LessonReader(String name) {
    this.name = name;
  }

  /** The lesson that comes with the program. */
  public static Lesson builtIn() {
    try (InputStream in = LessonReader.class.getResourceAsStream(BUILT_IN)) {
      byte[] bytes = Objects.requireNonNull(in, BUILT_IN).readAllBytes();
      return read(BUILT_IN, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it cannot be read or is malformed
   */
  public static Lesson read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InputException(name + " is larger than 1 MB and so no lesson.");
      }
      return read(name, Files.readString(ReadableFile.check(file)));
    } catch (CharacterCodingException e) {
      throw new InputException(name + " is no text in UTF-8 and so no lesson.", e);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  /**
   * Reads a text.
   *
   * @param name what errors call it
   * @throws InputException if it is malformed, with line and column
   */
  public static Lesson read(String name, String text) {
    return new LessonReader(name).lesson(text);
  }

  /** A number as people type it, with a comma or a point and any minus sign. */
  static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text.strip().replace('\u2212', '-').replace(',', '.'));
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Lesson lesson(String text) {
    List<Entry> entries = entries(text);
    String title = null;
    List<LessonStep> steps = new ArrayList<>();
    int i = 0;
    while (i < entries.size() && !entries.get(i).key().equals("step")) {
      Entry entry = entries.get(i++);
      if (!entry.key().equals("title")) {
        throw error(
            entry.line(),
            entry.keyColumn(),
            known(entry.key())
                ? "'" + entry.key() + "' stands before the first 'step:'"
                : "'" + entry.key() + "' is no key; a lesson begins with 'title:' and 'step:'");
      }
      title = entry.value();
    }
    while (i < entries.size()) {
      int from = i++;
      while (i < entries.size() && !entries.get(i).key().equals("step")) {
        i++;
      }
      steps.add(step(entries.get(from), entries.subList(from + 1, i)));
    }
    if (title == null) {
      throw error(1, 1, "there is no 'title:'");
    }
    if (steps.isEmpty()) {
      throw error(text.lines().toList().size() + 1, 1, "there is no 'step:'");
    }
    return new Lesson(title, steps);
  }

  private static boolean known(String key) {
    return STEP_KEYS.contains(key);
  }

  private List<Entry> entries(String text) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = i == 0 ? lines.get(0).replace("\uFEFF", "") : lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (Character.isWhitespace(line.charAt(0))) {
        if (entries.isEmpty()) {
          throw error(i + 1, 1, "the text continues nothing; begin the line with a key");
        }
        Entry last = entries.removeLast();
        String joined = (last.value() + " " + line.strip()).strip();
        entries.add(new Entry(last.line(), last.keyColumn(), last.column(), last.key(), joined));
        continue;
      }
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw error(i + 1, line.length() + 1, "a ':' is missing after the key");
      }
      String value = line.substring(colon + 1);
      int blanks = value.length() - value.stripLeading().length();
      entries.add(
          new Entry(i + 1, 1, colon + 2 + blanks, line.substring(0, colon).strip(), value.strip()));
    }
    return entries;
  }

  private LessonStep step(Entry head, List<Entry> entries) {
    if (head.value().isEmpty()) {
      throw error(head.line(), head.column(), "the step has no title");
    }
    for (Entry entry : entries) {
      if (!known(entry.key())) {
        String keys = STEP_KEYS.stream().sorted().collect(Collectors.joining(", "));
        throw error(
            entry.line(), entry.keyColumn(), "'" + entry.key() + "' is no key of a step: " + keys);
      }
      if (entry.value().isEmpty()) {
        throw error(entry.line(), entry.column(), "'" + entry.key() + "' has no value");
      }
    }
    return new LessonStep(
        head.value(),
        page(required(head, entries, "page")),
        setup(entries),
        required(head, entries, "look").value(),
        value(entries, "try"),
        question(head, entries));
  }

  private Entry required(Entry head, List<Entry> entries, String key) {
    Entry entry = only(entries, key);
    if (entry == null) {
      throw error(
          head.line(),
          head.keyColumn(),
          "the step \u201c" + head.value() + "\u201d has no '" + key + ":'");
    }
    return entry;
  }

  private @Nullable Entry only(List<Entry> entries, String key) {
    Entry found = null;
    for (Entry entry : entries) {
      if (entry.key().equals(key)) {
        if (found != null) {
          throw error(entry.line(), entry.keyColumn(), "the step has a second '" + key + ":'");
        }
        found = entry;
      }
    }
    return found;
  }

  private String value(List<Entry> entries, String key) {
    Entry entry = only(entries, key);
    return entry == null ? "" : entry.value();
  }

  private LabPage page(Entry entry) {
    for (LabPage page : LabPage.values()) {
      if (page.id().equals(entry.value())) {
        return page;
      }
    }
    String pages =
        Arrays.stream(LabPage.values()).map(LabPage::id).collect(Collectors.joining(", "));
    throw error(
        entry.line(), entry.column(), "'" + entry.value() + "' is no page; there are " + pages);
  }

  private Setup setup(List<Entry> entries) {
    Entry preset = only(entries, "preset");
    Entry soft = only(entries, "soft");
    Entry taken = only(entries, "steps");
    Entry patch = only(entries, "patch");
    int[] sizes = patch == null ? null : patch(patch);
    return new Setup(
        preset == null ? null : preset(preset),
        soft == null ? null : alpha(soft),
        taken == null ? null : taken(taken),
        sizes == null ? null : Integer.valueOf(sizes[0]),
        sizes == null ? null : Integer.valueOf(sizes[1]));
  }

  private PlanePreset preset(Entry entry) {
    try {
      return PlanePreset.parse(entry.value());
    } catch (InputException e) {
      throw error(entry.line(), entry.column(), String.valueOf(e.getMessage()));
    }
  }

  private double alpha(Entry entry) {
    if (entry.value().equals("off")) {
      return 0;
    }
    return number(entry.value())
        .filter(v -> v >= PlaneModel.MIN_ALPHA && v <= PlaneModel.MAX_ALPHA)
        .orElseThrow(
            () ->
                error(
                    entry.line(),
                    entry.column(),
                    String.format(
                        Locale.ROOT,
                        "'%s' is neither 'off' nor a sharpness between %.1f and %.0f",
                        entry.value(),
                        PlaneModel.MIN_ALPHA,
                        PlaneModel.MAX_ALPHA)));
  }

  private List<VladStep> taken(Entry entry) {
    Set<VladStep> steps = EnumSet.noneOf(VladStep.class);
    int column = entry.column();
    for (String word : entry.value().split(" ", -1)) {
      switch (word) {
        case "root" -> steps.add(VladStep.SIGNED_ROOT);
        case "intra" -> steps.add(VladStep.INTRA);
        case "l2" -> steps.add(VladStep.L2);
        case "whitening" -> steps.add(VladStep.WHITENING);
        case "", "none" -> {}
        default ->
            throw error(
                entry.line(),
                column,
                "'" + word + "' is no step; there are root, intra, l2, whitening, none");
      }
      column += word.length() + 1;
    }
    return List.copyOf(steps);
  }

  private int[] patch(Entry entry) {
    String[] words = entry.value().split(" +");
    int[] sizes = new int[2];
    for (int i = 0; i < 2; i++) {
      sizes[i] =
          words.length != 2
              ? 0
              : number(words[i]).filter(v -> v == Math.rint(v)).map(Double::intValue).orElse(0);
      if (sizes[i] < 1 || sizes[i] > PatchModel.MAX_SIZE) {
        throw error(
            entry.line(),
            entry.column(),
            "'" + entry.value() + "' is no size and stride between 1 and " + PatchModel.MAX_SIZE);
      }
    }
    return sizes;
  }

  private Question question(Entry head, List<Entry> entries) {
    Entry text = required(head, entries, "question");
    List<Entry> choices = entries.stream().filter(e -> e.key().equals("choice")).toList();
    Entry right = only(entries, "right");
    Entry number = only(entries, "number");
    String because = value(entries, "because");
    if ((right == null) == (number == null)) {
      throw error(text.line(), text.keyColumn(), "the question needs either 'right:' or 'number:'");
    }
    if (number != null) {
      if (!choices.isEmpty()) {
        throw error(
            choices.getFirst().line(),
            choices.getFirst().keyColumn(),
            "a question for a number has no 'choice:'");
      }
      return numeric(text.value(), number, because);
    }
    if (right == null || choices.isEmpty()) {
      throw error(text.line(), text.keyColumn(), "the question needs a wrong 'choice:' too");
    }
    List<String> all = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.key().equals("choice") || entry.key().equals("right")) {
        if (all.contains(entry.value())) {
          throw error(entry.line(), entry.column(), "two answers are the same");
        }
        all.add(entry.value());
      }
    }
    return new Question(text.value(), all, right.value(), 0, because);
  }

  private Question numeric(String text, Entry entry, String because) {
    String[] parts = entry.value().split("\\+-|\u00b1", -1);
    Optional<Double> value = number(parts[0]);
    Optional<Double> tolerance = parts.length == 1 ? Optional.of(1e-9) : number(parts[1]);
    if (parts.length > 2 || value.isEmpty() || tolerance.isEmpty() || tolerance.get() < 0) {
      throw error(
          entry.line(),
          entry.column(),
          "'" + entry.value() + "' is no number such as 936 or 0.5 +- 0.01");
    }
    return new Question(text, List.of(), parts[0].strip(), tolerance.get(), because);
  }

  private InputException error(int line, int column, String problem) {
    return new InputException(
        String.format("%s, line %d, column %d: %s.", name, line, column, problem));
  }
}

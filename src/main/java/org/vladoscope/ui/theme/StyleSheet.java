package org.vladoscope.ui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our style sheet, as designed or larger. */
final class StyleSheet {

  private static final Pattern LENGTH = Pattern.compile("(?<![\\w.])(\\d+(?:\\.\\d+)?)px");

  private StyleSheet() {}

  /**
   * The address of the sheet in which every length is some times as long.
   *
   * @param factor 1 for the sheet as it is
   */
  static String address(double factor) {
    URL file = Objects.requireNonNull(StyleSheet.class.getResource("vladoscope.css"));
    if (factor == 1) {
      return file.toExternalForm();
    }
    try (InputStream in = file.openStream()) {
      String css = scaled(new String(in.readAllBytes(), StandardCharsets.UTF_8), factor);
      return "data:text/css;base64,"
          + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the program's own style sheet cannot be read", e);
    }
  }

  /** A style sheet with every length in pixels multiplied. */
  static String scaled(String css, double factor) {
    return LENGTH
        .matcher(css)
        .replaceAll(
            length ->
                Matcher.quoteReplacement(
                    String.format(
                        Locale.ROOT, "%.2fpx", factor * Double.parseDouble(length.group(1)))));
  }
}

package org.vladoscope.feature.own;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.vladoscope.common.InputException;

/**
 * Why a network failed, in our words. What engines write is a trace of code that its user never
 * saw, with paths of the machine it was built on; it stays the cause of the exception and is not
 * shown.
 */
final class OwnFailure {

  /** What a part of an engine's message means. */
  private record Meaning(Pattern sign, Function<MatchResult, String> words) {
    Meaning(String sign, Function<MatchResult, String> words) {
      this(Pattern.compile(sign), words);
    }
  }

  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(
              "to have (\\d+) channels, but got 3 channels",
              found -> "it wants images of " + found.group(1) + " channels instead of 3"),
          new Meaning(
              "(?i)not implemented for '(Half|BFloat16)'",
              found ->
                  "it computes in half precision, which cannot be done here; save it in single"
                      + " precision (model.float())"),
          new Meaning(
              "(?i)Input type .* and (bias|weight) type|expected scalar type|same dtype|same"
                  + " device",
              found ->
                  "its numbers are not all of one type; save it in single precision on the CPU"
                      + " (model.float().cpu())"),
          new Meaning("(RaiseException|Error): complex", found -> "it gives complex numbers"),
          new Meaning(
              "(?i)out of memory|can't allocate memory", found -> "memory does not suffice"),
          new Meaning(
              "(?i)size of tensor|is invalid for input of size|must match|cannot be multiplied"
                  + "|not compatible|should be the same|total\\(srcShape",
              found ->
                  "it seems to be made for images of another size; give that size (--image-size"
                      + " WxH)"));

  private OwnFailure() {}

  /** The refusal of a network that failed on images of a size. */
  static InputException of(String name, int height, int width, Throwable failure) {
    return new InputException(
        "The network "
            + name
            + " cannot run on images of "
            + width
            + "x"
            + height
            + ": "
            + reason(failure)
            + ".",
        failure);
  }

  private static String reason(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      for (Meaning meaning : MEANINGS) {
        var matcher = meaning.sign.matcher(message);
        if (matcher.find()) {
          return meaning.words.apply(matcher.toMatchResult());
        }
      }
    }
    return "it fails on an input of shape [1, 3, height, width]; if it is made for one size of"
        + " images, give that (--image-size WxH)";
  }
}

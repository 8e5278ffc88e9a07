package org.vladoscope.feature.checkpoint;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program whose files hold a known network and a head of their own, and are told by names that
 * only they have. Names are taken without what wraps them, such as {@code module.}.
 *
 * @param name what it is called
 * @param sign matches a name that its files have
 * @param absent matches a name that its files never have
 * @param head what its head is, which is not part of a backbone
 * @param mayBeNetVlad whether that can be a vocabulary of NetVLAD, which is read
 */
record KnownProgram(String name, Pattern sign, Pattern absent, String head, boolean mayBeNetVlad) {

  private static final Pattern NEVER = Pattern.compile("(?!)");

  /** The first that fits counts: those whose names include the names of others come first. */
  private static final List<KnownProgram> ALL =
      List.of(
          known(
              "MegaLoc",
              "aggregator\\.agg\\..*",
              "SALAD's assignment by optimal transport and a linear layer"),
          known("SALAD", "(aggregator\\.)?dust_bin", "its assignment by optimal transport"),
          known("BoQ", "(aggregator\\.)?boqs\\..*", "its bags of learned queries"),
          known("MixVPR", "(aggregator\\.)?channel_proj\\.weight", "its feature mixer"),
          known(
              "CosPlace or EigenPlaces",
              "aggregation\\.1\\.p",
              "generalised mean pooling and a linear layer"),
          new KnownProgram(
              "deep-visual-geo-localization-benchmark",
              Pattern.compile("aggregation\\.(centroids|p)"),
              Pattern.compile(".*(vgg_fe|resnet_fe|fh_\\w+)\\..*"),
              "NetVLAD or generalised mean pooling",
              true),
          new KnownProgram(
              "SuperVLAD",
              Pattern.compile("(aggregation\\.)?conv\\.weight"),
              Pattern.compile("(.*\\.)?centroids|.*\\.conv\\d?\\.bias"),
              "its VLAD without centroids",
              false));

  private static KnownProgram known(String name, String sign, String head) {
    return new KnownProgram(name, Pattern.compile(sign), NEVER, head, false);
  }

  /** The program that a file with these names seems to come from. */
  static Optional<KnownProgram> of(Collection<String> names) {
    return ALL.stream()
        .filter(program -> names.stream().anyMatch(n -> program.sign.matcher(n).matches()))
        .filter(program -> names.stream().noneMatch(n -> program.absent.matcher(n).matches()))
        .findFirst();
  }
}

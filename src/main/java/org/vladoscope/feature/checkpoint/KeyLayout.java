package org.vladoscope.feature.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From the names that programs give their tensors to one set of names: those of torchvision for
 * networks, {@code lateral.N} and {@code topdown.N} for the pyramid over a ResNet, {@code
 * centroids}, {@code assignment.*}, {@code residuals.weight} and {@code words.weight} for the
 * vocabulary, {@code centroids.alone} for clusters without an assignment, {@code salad.*}, {@code
 * gem.*} and {@code supervlad.weight} for other heads, {@code wpca.*} for the projection, {@code
 * vit.*} with DINOv2's own names for a vision transformer.
 */
final class KeyLayout {

  private static final String PATCH_NETVLAD = "Patch-NetVLAD";
  private static final String OPEN_PLACE_RECOGNITION = "OpenPlaceRecognition";
  private static final String TORCHVISION = "torchvision";
  private static final String DINOV2 = "DINOv2";
  private static final String SALAD = "SALAD";
  private static final String COSPLACE = "CosPlace or EigenPlaces";
  private static final String SUPERVLAD = "SuperVLAD";

  /** Wrappers that put a word before every name. */
  private static final Pattern WRAPPERS =
      Pattern.compile("^((state_dict|model_state_dict|model|image_module)\\.)+");

  /** What training on several devices puts before the parts of a network, wherever they stand. */
  private static final Pattern MODULE = Pattern.compile("(?<![^.])module\\.");

  private record Rule(Pattern pattern, String replacement, String layout) {
    Rule(String pattern, String replacement, String layout) {
      this(Pattern.compile(pattern), replacement, layout);
    }

    /** Whether a name of a number behind {@code backbone.} is meant for such a network. */
    boolean isFor(Numbered network) {
      return switch (network) {
        case VGG -> true; // its rule comes first
        case RESNET -> !(layout.equals(COSPLACE) && replacement.startsWith("features."));
        case NONE -> !layout.equals(COSPLACE) || replacement.startsWith("gem.");
      };
    }
  }

  /** Whose parts they are that have numbers behind {@code backbone.}. */
  private enum Numbered {
    VGG,
    RESNET,
    NONE;

    static Numbered of(List<String> names) {
      if (names.contains("backbone.28.weight")) {
        return VGG;
      }
      return names.contains("backbone.4.0.conv1.weight") ? RESNET : NONE;
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule("encoder\\.(\\d+)\\.(weight|bias)", "features.$1.$2", PATCH_NETVLAD),
          new Rule("pool\\.centroids", "centroids", PATCH_NETVLAD),
          new Rule("pool\\.conv\\.(weight|bias)", "assignment.$1", PATCH_NETVLAD),
          new Rule("pool\\.residuals\\.weight", "residuals.weight", PATCH_NETVLAD),
          new Rule("pool\\.clusters\\.weight", "clusters.weight", PATCH_NETVLAD),
          new Rule("WPCA\\.0\\.(weight|bias)", "wpca.$1", PATCH_NETVLAD),
          new Rule(
              "(?:backbone\\.)?vgg_fe\\.(\\d+)\\.(weight|bias)",
              "features.$1.$2",
              OPEN_PLACE_RECOGNITION),
          new Rule(
              "(?:backbone\\.)?resnet_fe\\.0\\.weight", "conv1.weight", OPEN_PLACE_RECOGNITION),
          new Rule("(?:backbone\\.)?resnet_fe\\.1\\.(\\w+)", "bn1.$1", OPEN_PLACE_RECOGNITION),
          new Rule("(?:backbone\\.)?resnet_fe\\.4\\.(.+)", "layer1.$1", OPEN_PLACE_RECOGNITION),
          new Rule("(?:backbone\\.)?resnet_fe\\.5\\.(.+)", "layer2.$1", OPEN_PLACE_RECOGNITION),
          new Rule("(?:backbone\\.)?resnet_fe\\.6\\.(.+)", "layer3.$1", OPEN_PLACE_RECOGNITION),
          new Rule("(?:backbone\\.)?resnet_fe\\.7\\.(.+)", "layer4.$1", OPEN_PLACE_RECOGNITION),
          new Rule(
              "(?:backbone\\.)?fh_conv1x1\\.(\\d)\\.(weight|bias)",
              "lateral.$1.$2",
              OPEN_PLACE_RECOGNITION),
          new Rule(
              "(?:backbone\\.)?fh_tconvs\\.(\\d)\\.(weight|bias)",
              "topdown.$1.$2",
              OPEN_PLACE_RECOGNITION),
          new Rule(
              "(?:backbone\\.)?(?:model\\.|dino\\.)?((?:cls_token|pos_embed|register_tokens"
                  + "|patch_embed\\.proj\\.(?:weight|bias)|norm\\.(?:weight|bias))"
                  + "|blocks\\.\\d{1,3}\\.(?:norm[12]|attn|ls[12]|mlp)\\..+)",
              "vit.$1",
              DINOV2),
          new Rule(Pattern.quote(Checkpoint.ALONE), "centroids.alone", "AnyLoc"),
          new Rule("(?:aggregator\\.)?(?:agg\\.)?dust_bin", "salad.dust_bin", SALAD),
          new Rule(
              "(?:aggregator\\.)?(?:agg\\.)?((?:token_features\\.[02]|cluster_features\\.[03]"
                  + "|score\\.[03])\\.(?:weight|bias))",
              "salad.$1",
              SALAD),
          new Rule("aggregator\\.linear\\.(weight|bias)", "salad.linear.$1", "MegaLoc"),
          new Rule("aggregation\\.1\\.p", "gem.p", COSPLACE),
          new Rule("aggregation\\.3\\.(weight|bias)", "gem.linear.$1", COSPLACE),
          new Rule("backbone\\.(\\d{1,2})\\.(weight|bias)", "features.$1.$2", COSPLACE),
          new Rule("backbone\\.0\\.weight", "conv1.weight", COSPLACE),
          new Rule("backbone\\.1\\.(\\w+)", "bn1.$1", COSPLACE),
          new Rule("backbone\\.4\\.(\\d+\\..+)", "layer1.$1", COSPLACE),
          new Rule("backbone\\.5\\.(\\d+\\..+)", "layer2.$1", COSPLACE),
          new Rule("backbone\\.6\\.(\\d+\\..+)", "layer3.$1", COSPLACE),
          new Rule("backbone\\.7\\.(\\d+\\..+)", "layer4.$1", COSPLACE),
          new Rule("aggregation\\.centroids", "centroids", OPEN_PLACE_RECOGNITION),
          new Rule("aggregation\\.conv\\.(weight|bias)", "assignment.$1", OPEN_PLACE_RECOGNITION),
          new Rule("centroids", "centroids", OPEN_PLACE_RECOGNITION),
          new Rule("conv\\.(weight|bias)", "assignment.$1", OPEN_PLACE_RECOGNITION),
          new Rule(
              "(?:backbone\\.)?features\\.(\\d+)\\.(weight|bias)", "features.$1.$2", TORCHVISION),
          new Rule("(?:backbone\\.)?conv1\\.weight", "conv1.weight", TORCHVISION),
          new Rule("(?:backbone\\.)?bn1\\.(\\w+)", "bn1.$1", TORCHVISION),
          new Rule("(?:backbone\\.)?layer([1-4])\\.(.+)", "layer$1.$2", TORCHVISION));

  /** Parts of complete networks that place recognition has no use for. */
  private static final Pattern NEEDLESS =
      Pattern.compile(".*num_batches_tracked|classifier\\..*|fc\\..*|.*mask_token");

  private final Optional<KnownProgram> program;
  private final String name;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, String> ownNames;
  private final List<String> unused;

  private KeyLayout(
      Optional<KnownProgram> program,
      String name,
      Map<String, StoredTensor> tensors,
      Map<String, String> ownNames,
      List<String> unused) {
    this.program = program;
    this.name = name;
    this.tensors = tensors;
    this.ownNames = ownNames;
    this.unused = unused;
  }

  static KeyLayout of(Map<String, StoredTensor> all) {
    List<String> names = all.keySet().stream().map(KeyLayout::bare).toList();
    Optional<KnownProgram> program = KnownProgram.of(names);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    Map<String, String> ownNames = new LinkedHashMap<>();
    List<String> unused = new ArrayList<>();
    String layout = "";
    Numbered network = Numbered.of(names);
    for (Map.Entry<String, StoredTensor> entry : all.entrySet()) {
      String bare = bare(entry.getKey());
      Rule rule = NEEDLESS.matcher(bare).matches() ? null : rule(bare, network);
      String canonical = rule == null ? "" : replaced(rule, bare);
      if (rule == null || tensors.containsKey(canonical)) {
        unused.add(entry.getKey());
      } else {
        tensors.put(canonical, entry.getValue());
        ownNames.put(canonical, entry.getKey());
        layout = layout.isEmpty() ? rule.layout : layout;
      }
    }
    if (isWithoutCentroids(tensors, ownNames)) {
      move("assignment.weight", "supervlad.weight", tensors);
      move("assignment.weight", "supervlad.weight", ownNames);
      layout = SUPERVLAD;
    }
    return new KeyLayout(
        program, program.map(KnownProgram::name).orElse(layout), tensors, ownNames, unused);
  }

  /** SuperVLAD names its convolution as other programs do, but has neither centroids nor a bias. */
  private static boolean isWithoutCentroids(
      Map<String, StoredTensor> tensors, Map<String, String> ownNames) {
    return !tensors.containsKey("centroids")
        && !tensors.containsKey("assignment.bias")
        && !ownNames.getOrDefault("assignment.weight", "pool.").contains("pool.");
  }

  private static <T> void move(String from, String to, Map<String, T> map) {
    T value = map.remove(from);
    if (value != null) {
      map.put(to, value);
    }
  }

  /** A name without what wraps it. */
  private static String bare(String key) {
    return WRAPPERS.matcher(MODULE.matcher(key).replaceAll("")).replaceFirst("");
  }

  private static @org.jspecify.annotations.Nullable Rule rule(String key, Numbered network) {
    return RULES.stream()
        .filter(r -> r.isFor(network) && r.pattern.matcher(key).matches())
        .findFirst()
        .orElse(null);
  }

  private static String replaced(Rule rule, String key) {
    Matcher matcher = rule.pattern.matcher(key);
    return matcher.replaceFirst(rule.replacement);
  }

  /** The program that the file seems to come from, if it has a head of its own. */
  Optional<KnownProgram> program() {
    return program;
  }

  /** The program whose names these are, or nothing if none was recognised. */
  String name() {
    return name;
  }

  /** The tensors that were recognised, by the names used here. */
  Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** How the file calls a tensor. */
  String ownName(String canonical) {
    return ownNames.getOrDefault(canonical, canonical);
  }

  /** Names of the tensors that were not recognised or are not needed. */
  List<String> unused() {
    return unused;
  }
}

package org.vladoscope.ui.explore.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.config.CameraFusion;
import org.vladoscope.feature.TokenFacet;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.Decoding;
import org.vladoscope.vlad.VladVersion;

/**
 * The rows of the configuration, section by section. Rows that the chosen aggregator has no use for
 * are not shown, unless what is typed in them has to be mended.
 */
final class ConfigSections {

  private final ConfigForm form;
  private final Runnable changed;
  private final Runnable confirmed;

  /**
   * Rows of a form.
   *
   * @param changed told when a variant or one of its settings changes
   * @param confirmed told when the Enter key is pressed in a field
   */
  ConfigSections(ConfigForm form, Runnable changed, Runnable confirmed) {
    this.form = form;
    this.changed = changed;
    this.confirmed = confirmed;
  }

  /** What patches there are; one line that says why, if there are none. */
  List<Node> patches() {
    return List.of(
        ConfigRows.heading("Patches"),
        withoutPatches(),
        ofPatches(ConfigField.SIZES),
        ofPatches(ConfigField.STRIDES),
        ofPatches(ConfigField.WEIGHTS),
        ofPatches(ConfigField.DIMENSIONS),
        ofPatches(
            ConfigRows.checkBox(
                "Whiten patch descriptors",
                "Scale the PCA's directions to equal variance.",
                form.whiteningProperty())));
  }

  private Label withoutPatches() {
    Label reason = ConfigRows.note();
    reason.setId("config-without-patches");
    reason
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> form.aggregator().chosen().withoutPatches().orElse(""),
                form.aggregator().chosenProperty()));
    return reason;
  }

  /** How patches are compared. */
  List<Node> matching(PrecisionChoice precision) {
    Label heading = ConfigRows.heading("Matching");
    return List.of(
        ofPatches(heading),
        ofPatches(new VariantChoice<>("Score", form.scorer(), changed, confirmed)),
        tolerance(),
        ofPatches(new VariantChoice<>("Fusion", form.fusion(), changed, confirmed)),
        ofPatches(ConfigField.GLOBAL_WEIGHT),
        ofPatches(precision));
  }

  private Node tolerance() {
    Node field = ofPatches(ConfigField.TOLERANCE);
    field
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !form.hasTolerance(), form.scorer().chosenProperty()));
    return field;
  }

  /**
   * Where candidates come from.
   *
   * @param hasCameras true where places were taken by several cameras
   */
  List<Node> search(MethodRow method, boolean hasCameras) {
    HBox cameras =
        ConfigRows.choice(
            "Cameras",
            "How near a place is that several cameras took: as its best pair of images, or as all"
                + " cameras on average.",
            List.of(CameraFusion.values()),
            CameraFusion::label,
            form.camerasProperty());
    cameras.setVisible(hasCameras);
    cameras.setManaged(hasCameras);
    return List.of(
        ConfigRows.heading("Search"), method, index(), ofPatches(ConfigField.RERANK), cameras);
  }

  /** How features become descriptors. */
  List<Node> aggregation() {
    return List.of(
        ConfigRows.heading("Aggregation"),
        new VariantChoice<>("Aggregator", form.aggregator(), changed, confirmed),
        ofVocabulary(ConfigField.CLUSTERS),
        ofVocabulary(
            ConfigRows.choice(
                "Assignment",
                "How cells are shared among the clusters; v2 is"
                    + " exp(\u2212\u03b1\u00b7|x\u2212c|\u00b2). The last two repeat the public"
                    + " Python code.",
                List.of(VladVersion.values()),
                VladVersion::label,
                form.versionProperty())),
        ofVocabulary(
            ConfigRows.checkBox(
                "Normalise features",
                "Scale the features of every cell to unit length first.",
                form.normalizeInputProperty())),
        ofVocabulary(
            ConfigRows.checkBox(
                "Whiten residuals",
                "Multiply the residuals of global descriptors by the matrix that makes them vary"
                    + " alike in all directions. Learned from images of the map, without ground"
                    + " truth.",
                form.whitenResidualsProperty())),
        ofVocabulary(
            ConfigRows.checkBox(
                "Weigh clusters",
                "In global descriptors, clusters that scatter less between images of the map count"
                    + " more. Learned without ground truth.",
                form.weighWordsProperty())),
        shownIf(
            chosen(Aggregator::hasClusters).or(isWrong(ConfigField.MIX)), field(ConfigField.MIX)),
        ofVocabulary(ConfigField.SAMPLES),
        ofVocabulary(ConfigField.ITERATIONS),
        ofVocabulary(ConfigField.SEED));
  }

  /** What images are fed to which network. */
  List<Node> images(PrecisionChoice precision) {
    BooleanBinding hasTokens =
        Bindings.createBooleanBinding(form::hasTokens, form.backboneProperty());
    return List.of(
        ConfigRows.heading("Images"),
        field(ConfigField.IMAGE_SIZE),
        ConfigRows.choice(
            "Decoding",
            "Fast: JPEGs at least four times as wide and high as the image size are decoded at a"
                + " part of their size. Exact: pixel by pixel. Changing it runs the network on"
                + " every image.",
            List.of(Decoding.values()),
            Decoding::toString,
            form.decodingProperty()),
        ConfigRows.choice(
            "Network",
            "The network that gives local features. Changing it runs it on every image.",
            Backbones.ids(),
            id -> id,
            form.backboneProperty()),
        shownIf(hasTokens, field(ConfigField.LAYER)),
        shownIf(
            hasTokens,
            ConfigRows.choice(
                "Facet",
                "What of a layer's tokens: the token as the layer leaves it, or its query, key or"
                    + " value in the attention.",
                List.of(TokenFacet.values()),
                TokenFacet::toString,
                form.facetProperty())),
        precision);
  }

  private Node ofPatches(Node row) {
    return shownIf(chosen(Aggregator::hasPatches), row);
  }

  private Node ofPatches(ConfigField field) {
    return shownIf(chosen(Aggregator::hasPatches).or(isWrong(field)), field(field));
  }

  private Node ofVocabulary(Node row) {
    return shownIf(chosen(a -> a.words().isPresent()), row);
  }

  private Node ofVocabulary(ConfigField field) {
    return shownIf(chosen(a -> a.words().isPresent()).or(isWrong(field)), field(field));
  }

  private BooleanBinding chosen(Predicate<Aggregator> fits) {
    return Bindings.createBooleanBinding(
        () -> fits.test(form.aggregator().chosen()), form.aggregator().chosenProperty());
  }

  private BooleanBinding isWrong(ConfigField field) {
    return form.error(field).isNotEmpty();
  }

  private static Node shownIf(BooleanBinding condition, Node row) {
    row.visibleProperty().bind(condition);
    row.managedProperty().bind(row.visibleProperty());
    return row;
  }

  /** A field for all kinds, and beside it those that most people choose from. */
  private Node index() {
    return field(
        ConfigField.INDEX,
        new IndexMenu(
            form.indexKindsProperty(),
            kind -> {
              form.text(ConfigField.INDEX).set(kind);
              confirmed.run();
            }));
  }

  private VBox field(ConfigField field, Node... beside) {
    TextField input = ConfigRows.input(field.label(), field.help(), form.text(field), confirmed);
    input.setId("config-" + field.name().toLowerCase(Locale.ROOT));
    return ConfigRows.field(field.label(), field.help(), input, form.error(field), beside);
  }
}

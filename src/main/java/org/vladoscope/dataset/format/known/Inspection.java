package org.vladoscope.dataset.format.known;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.MapOrigin;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.UndecidedMap;

/**
 * What formats make of a folder.
 *
 * @param folder the folder
 * @param findings the recognition of each format that was asked
 */
public record Inspection(FolderListing folder, List<Finding> findings) {

  /** Copies the list. */
  public Inspection {
    findings = List.copyOf(findings);
  }

  /** A format and its recognition. */
  public record Finding(PlaceMapFormat format, Recognition recognition) {}

  /** A format that recognised the folder, and what it found. */
  public record Claim(PlaceMapFormat format, Evidence evidence) {

    /** How the map is read, for people. */
    public MapOrigin origin() {
      return new MapOrigin(format.id(), evidence.words(), evidence.notices());
    }

    /** Reads the map. */
    public PlaceMap read(double radius, Progress progress) {
      PlaceMap map = format.read(evidence, radius, progress);
      boolean told = !map.origin().found().isEmpty();
      return map.withOrigin(told ? map.origin().as(format.id()) : origin());
    }

    /** True if a file says which images belong to the map: then others were left out on purpose. */
    boolean listsImages() {
      return !evidence.files(Evidence.Role.IMAGES).isEmpty();
    }

    /**
     * True if this knows by a list which images are meant and the other does not, or else accounts
     * for every file that the other does, and for more.
     */
    private boolean explainsMoreThan(
        Claim other, IdentityHashMap<Claim, Set<FolderListing.Entry>> usedBy) {
      if (listsImages() != other.listsImages()) {
        return listsImages();
      }
      Set<FolderListing.Entry> mine = Objects.requireNonNull(usedBy.get(this));
      Set<FolderListing.Entry> others = Objects.requireNonNull(usedBy.get(other));
      return mine.size() > others.size() && mine.containsAll(others);
    }
  }

  /**
   * The one format that the folder has. A format that uses all files that another would use, and
   * further ones, is taken instead of it. Where a user has said how the folder is read, that is it.
   *
   * @throws UndecidedMap if several formats recognise the folder, or one has a question
   * @throws InputException if none recognises it
   */
  public Claim decided() {
    List<Claim> claims = claims();
    List<String> questions = openQuestions(claims);
    if (claims.size() == 1 && questions.isEmpty()) {
      return claims.getFirst();
    }
    if (claims.isEmpty() && questions.isEmpty()) {
      throw folder.images("").isEmpty() ? MapReading.noImages(folder, "") : unknown();
    }
    if (claims.isEmpty() && questions.size() == 1) {
      throw new UndecidedMap(questions.getFirst());
    }
    throw several(claims, questions);
  }

  /**
   * True if somebody should look before the folder is opened: it can be read in several ways, is
   * not laid out for this program, or does not say which images belong together.
   *
   * @throws InputException if there are no images in it
   */
  public boolean asks() {
    if (folder.images("").isEmpty() && !hasList()) {
      throw MapReading.noImages(folder, "");
    }
    List<Claim> claims = claims();
    if (claims.size() != 1) {
      return true;
    }
    Claim claim = claims.getFirst();
    Evidence found = claim.evidence();
    return !found.has(Evidence.Role.SAID)
        && !(openQuestions(claims).isEmpty()
            && claim.format().isOwn()
            && (found.has(Evidence.Role.GROUND_TRUTH) || found.has(Evidence.Role.POSES)));
  }

  /** True if a file in the folder may list images, which can lie elsewhere. */
  public boolean hasList() {
    return findings.stream()
        .anyMatch(
            finding ->
                folder.files().stream()
                    .anyMatch(
                        file ->
                            finding.format().opens(FolderListing.lastPart(file.name()))
                                && !(finding.recognition() instanceof Recognition.NotThis)));
  }

  /** The questions that are left where somebody or a list says which images are meant. */
  private List<String> openQuestions(List<Claim> claims) {
    boolean isAnswered =
        claims.size() == 1
            && (claims.getFirst().listsImages()
                || claims.getFirst().evidence().has(Evidence.Role.SAID));
    return isAnswered ? List.of() : questions();
  }

  /** Names of the formats that recognise the folder. */
  public List<String> recognising() {
    List<String> ids = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.recognition() instanceof Recognition.Recognised) {
        ids.add(finding.format().id());
      }
    }
    return ids;
  }

  /** The formats that recognise the folder, such as another explains better left out. */
  public List<Claim> claims() {
    List<Claim> all = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.recognition() instanceof Recognition.Recognised recognised) {
        all.add(new Claim(finding.format(), recognised.evidence()));
      }
    }
    Optional<Claim> said =
        all.stream().filter(claim -> claim.evidence().has(Evidence.Role.SAID)).findFirst();
    if (said.isPresent()) {
      return List.of(said.get());
    }
    if (all.size() < 2) {
      return all;
    }
    // By identity: a claim's own hash goes over all files.
    IdentityHashMap<Claim, Set<FolderListing.Entry>> usedBy = new IdentityHashMap<>();
    all.forEach(claim -> usedBy.put(claim, claim.evidence().used()));
    return all.stream()
        .filter(claim -> all.stream().noneMatch(other -> other.explainsMoreThan(claim, usedBy)))
        .toList();
  }

  private List<String> questions() {
    List<String> questions = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.recognition() instanceof Recognition.Undecided undecided) {
        questions.add(undecided.question());
      }
    }
    return questions;
  }

  private UndecidedMap several(List<Claim> claims, List<String> questions) {
    List<String> sentences = new ArrayList<>();
    sentences.add(folder.root() + " can be read in several ways.");
    for (Claim claim : claims) {
      sentences.add(
          "As " + claim.format().id() + ": " + String.join("; ", claim.evidence().words()) + ".");
    }
    sentences.addAll(questions);
    if (!claims.isEmpty()) {
      sentences.add(
          (questions.isEmpty() ? "Say which with " : "Or say ")
              + claims.stream()
                  .map(claim -> "--format " + claim.format().id())
                  .collect(Collectors.joining(" or "))
              + ".");
    }
    return new UndecidedMap(String.join(" ", sentences));
  }

  private InputException unknown() {
    List<String> reasons = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.recognition() instanceof Recognition.NotThis not) {
        reasons.add(finding.format().id() + " (" + not.reason() + ")");
      }
    }
    return new InputException(
        (findings.size() == 1
                ? folder.root() + " cannot be read as "
                : "The map " + folder.root() + " is in no known format: not ")
            + String.join(", not ", reasons)
            + ".");
  }

  /** The recognitions for people, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      String id = finding.format().id();
      switch (finding.recognition()) {
        case Recognition.Recognised recognised -> {
          lines.add(id + ": yes");
          recognised.evidence().words().forEach(words -> lines.add("  " + words));
          recognised.evidence().leftovers().forEach(words -> lines.add("  " + words));
        }
        case Recognition.Undecided undecided -> lines.add(id + ": " + undecided.question());
        case Recognition.NotThis not -> lines.add(id + ": no, " + not.reason());
      }
    }
    lines.addAll(folder.problems());
    return lines;
  }
}

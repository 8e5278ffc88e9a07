package org.vladoscope.ui.opening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.Roles;
import org.vladoscope.dataset.format.known.Inspection;

/**
 * One way in which a folder can be read.
 *
 * @param format the format's name; none if the user names the folders
 * @param title what it is called, for people
 * @param summary what is read so, for people
 * @param words what would be taken for what, a phrase each; empty as long as folders are to be
 *     chosen
 * @param choices the folders that can be meant; none if there is nothing to choose
 */
record Reading(
    Optional<String> format,
    String title,
    String summary,
    List<String> words,
    List<Roles> choices) {

  /** More folders than anybody chooses from. */
  private static final int MOST_FOLDERS = 40;

  /** Copies the lists. */
  Reading {
    words = List.copyOf(words);
    choices = List.copyOf(choices);
  }

  /** All ways for a folder, the likeliest first; at least one. */
  static List<Reading> of(Inspection inspection) {
    List<Reading> readings = new ArrayList<>();
    List<Inspection.Claim> claims = inspection.claims();
    for (Inspection.Claim claim : claims) {
      readings.add(
          new Reading(
              Optional.of(claim.format().id()),
              claim.format().id(),
              claim.format().summary(),
              claim.evidence().words(),
              List.of()));
    }
    // Who has a question has seen more than two heaps of images.
    int at = claims.stream().anyMatch(claim -> claim.format().isOwn()) ? readings.size() : 0;
    for (Inspection.Finding finding : inspection.findings()) {
      if (finding.recognition() instanceof Recognition.Undecided(String _, List<Roles> choices)
          && !choices.isEmpty()) {
        String id = finding.format().id();
        readings.add(
            at++, new Reading(Optional.of(id), id, finding.format().summary(), List.of(), choices));
      }
    }
    if (inspection.hasList()) {
      for (Inspection.Finding finding : inspection.findings()) {
        if (isOfMissingImages(inspection, finding)) {
          String id = finding.format().id();
          readings.add(
              at++,
              new Reading(Optional.of(id), id, finding.format().summary(), List.of(), List.of()));
        }
      }
    }
    List<Roles> folders = folders(inspection.folder());
    if (!folders.isEmpty()) {
      readings.add(
          new Reading(
              Optional.empty(),
              "Folders I choose",
              "one of database images and, if there are any, one of queries",
              List.of(),
              folders));
    }
    if (readings.isEmpty()) {
      inspection.decided(); // says why there is none
    }
    return readings;
  }

  /** True if a format reads a list that lies in the folder, and has a question about it. */
  static boolean isOfMissingImages(Inspection inspection, Inspection.Finding finding) {
    return finding.recognition() instanceof Recognition.Undecided(String _, List<Roles> choices)
        && choices.isEmpty()
        && inspection.folder().files().stream()
            .anyMatch(file -> finding.format().opens(FolderListing.lastPart(file.name())));
  }

  /** Any folder with images as the database, any other beside it as the queries, or none. */
  private static List<Roles> folders(FolderListing listing) {
    TreeSet<String> all = new TreeSet<>();
    for (FolderListing.Entry image : listing.images("")) {
      for (String f = image.folder(); !f.isEmpty() && all.add(f); ) {
        f = FolderListing.parent(f);
      }
    }
    List<String> folders =
        all.stream()
            .sorted(Comparator.comparingInt((String f) -> f.split("/").length))
            .limit(MOST_FOLDERS)
            .toList();
    List<Roles> roles = new ArrayList<>();
    for (String database : folders) {
      for (String queries : folders) {
        if (!(database + "/").startsWith(queries + "/")
            && !(queries + "/").startsWith(database + "/")) {
          roles.add(Roles.of(database, queries));
        }
      }
      roles.add(new Roles(database, Optional.empty()));
    }
    return roles;
  }

  /** Folders that can hold the database. */
  List<String> databases() {
    return choices.stream().map(Roles::database).distinct().toList();
  }

  /** What can be asked against a database. */
  List<Optional<String>> queriesFor(String database) {
    return choices.stream()
        .filter(roles -> roles.database().equals(database))
        .map(Roles::queries)
        .toList();
  }
}

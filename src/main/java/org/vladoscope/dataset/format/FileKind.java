package org.vladoscope.dataset.format;

import java.util.Locale;
import java.util.Set;
import org.vladoscope.image.ImageDecoder;

/** What a file is by its name; no file is opened to tell. */
public enum FileKind {
  /** An image that can be read. */
  IMAGE,
  /** An image in a format that cannot be read, such as HEIC. */
  FOREIGN_IMAGE,
  /** A table or a file of numbers, as positions and ground truth come in. */
  DATA,
  /** Anything else. */
  OTHER;

  private static final Set<String> FOREIGN =
      Set.of(
          "heic", "heif", "avif", "jp2", "j2k", "jpx", "jxl", "dng", "cr2", "cr3", "nef", "arw",
          "orf", "rw2", "raf", "raw", "exr", "hdr", "psd");

  private static final Set<String> TABLES =
      Set.of(
          "csv", "tsv", "txt", "npy", "npz", "mat", "h5", "hdf5", "db", "sqlite", "pkl", "pickle",
          "parquet");

  /** Texts about a folder, which nobody takes for a ground truth. */
  private static final Set<String> ABOUT =
      Set.of(
          "readme",
          "license",
          "licence",
          "copying",
          "notice",
          "changelog",
          "requirements",
          "source",
          "sources",
          "credits",
          "authors",
          "citation",
          "about",
          "info");

  /** The kind of a file with this name. */
  static FileKind of(String fileName) {
    if (ImageDecoder.isImageName(fileName)) {
      return IMAGE;
    }
    String ending = ending(fileName);
    if (FOREIGN.contains(ending)) {
      return FOREIGN_IMAGE;
    }
    return TABLES.contains(ending) && !ABOUT.contains(stem(fileName)) ? DATA : OTHER;
  }

  /** The ending of a name, in lower case, without its dot; empty if it has none. */
  static String ending(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > fileName.lastIndexOf('/')
        ? fileName.substring(dot + 1).toLowerCase(Locale.ROOT)
        : "";
  }

  private static String stem(String fileName) {
    return fileName.substring(0, fileName.lastIndexOf('.')).toLowerCase(Locale.ROOT);
  }
}

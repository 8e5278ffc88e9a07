package org.vladoscope.feature.models;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;

/**
 * A file with weights that someone publishes.
 *
 * @param name what it is called here
 * @param backbone the backbone it is for
 * @param file its name in the models folder, without folders
 * @param url where it is
 * @param megabytes how large it is, about; 0 if that is not known
 * @param sha256 its hash in hexadecimal, or as many of its first digits as are published, 8 or
 *     more; empty if none is
 * @param licence under which terms it may be used
 * @param description one line for people
 */
public record CatalogEntry(
    String name,
    String backbone,
    String file,
    URI url,
    double megabytes,
    String sha256,
    String licence,
    String description) {

  /** Checks that the entry can be used and does no harm. */
  public CatalogEntry {
    if (!name.matches("[\\w.+-]{1,80}")) {
      throw new InputException("'" + name + "' cannot be the name of a model.");
    }
    if (!file.matches("[\\w][\\w.+-]{0,120}")) {
      throw new InputException(
          "The file of the model " + name + " must be a plain name, not '" + file + "'.");
    }
    if (!sha256.matches("([0-9a-f]{8,64})?")) {
      throw new InputException(
          "The SHA-256 of the model " + name + " must be 8 to 64 hexadecimal digits or empty.");
    }
    if (!isAllowed(url)) {
      throw new InputException(
          "The address of the model " + name + " must begin with https://, not '" + url + "'.");
    }
  }

  /** How large it is, for people; says so where nobody knows. */
  public String size() {
    return megabytes > 0
        ? String.format(Locale.ROOT, megabytes < 1 ? "%.1f MB" : "%.0f MB", megabytes)
        : "size unknown";
  }

  /** Only encrypted connections, or this machine itself. */
  private static boolean isAllowed(URI url) {
    @Nullable String host = url.getHost();
    boolean local = "127.0.0.1".equals(host) || "localhost".equals(host);
    return host != null
        && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && local));
  }
}

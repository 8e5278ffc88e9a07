package org.vladoscope.index.faiss;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;

class FaissLibraryTest {

  private static final String FOLDER = "linux-x86_64/libjnifaiss";

  @Test
  void theLibraryIsTheOneThatIsRecordedBesideIt() throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource(FOLDER + ".so"));

    assertThat(record()).containsEntry("sha256", HexFormat.of().formatHex(digest));
  }

  @Test
  void itNeedsNothingButWhatEverySystemAndPyTorchBring() {
    assertThat(record())
        .containsEntry(
            "needs", "ld-linux-x86-64.so.2 libc.so.6 libgcc_s.so.1 libm.so.6 libtorch_cpu.so")
        .containsEntry("glibc", "GLIBC_2.34");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void theVersionThatRunsIsTheOneThatIsRecorded() {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      assertThat(FaissLibrary.problem(compute)).isEmpty();
      assertThat(record().getProperty("faiss")).startsWith(FaissLibrary.version(compute));
    }
  }

  @Test
  void whatIsWrongWithALibraryIsSaidAndNotThatNoneWasFound() {
    UnsatisfiedLinkError none = new UnsatisfiedLinkError("no jnifaiss in java.library.path");
    none.initCause(
        new UnsatisfiedLinkError("libjnifaiss.so: version `GLIBC_2.34' not found\nat x"));

    assertThat(FaissLibrary.reason(none))
        .isEqualTo("libjnifaiss.so: version `GLIBC_2.34' not found");
    assertThat(FaissLibrary.reason(new UnsatisfiedLinkError("no jnifaiss")))
        .isEqualTo("no jnifaiss");
  }

  private static Properties record() {
    Properties properties = new Properties();
    try {
      properties.load(new java.io.ByteArrayInputStream(resource(FOLDER + ".properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static byte[] resource(String name) {
    try (InputStream in = FaissLibrary.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

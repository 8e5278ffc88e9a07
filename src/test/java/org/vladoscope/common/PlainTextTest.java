package org.vladoscope.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void whatATerminalWouldObeyIsHiddenAndWhatLanguagesNeedStays() {
    assertThat(PlainText.line("a\u001b[31m\nb\u202egpj\u0085\u2028"))
        .isEqualTo("a\ufffd[31m\ufffdb\ufffdgpj\ufffd\ufffd");
    assertThat(PlainText.of("two\r\nlines\t\u0007\r")).isEqualTo("two\nlines\t\ufffd\ufffd");
    assertThat(PlainText.line("Stra\u00dfe \u6771\u4eac \u0627\u0644 \u200d.jpg"))
        .isEqualTo("Stra\u00dfe \u6771\u4eac \u0627\u0644 \u200d.jpg");
    assertThat(PlainText.isLine("a b.jpg")).isTrue();
    assertThat(PlainText.isLine("a\tb.jpg")).isFalse();
  }

  @Test
  void noMessageCarriesSuchCharacters() {
    assertThat(new InputException("There is no image 'a\u001b[2J.jpg'."))
        .hasMessage("There is no image 'a\ufffd[2J.jpg'.");
  }

  @Test
  void whatCodecsSayIsForThoseWhoWroteThem() throws IOException {
    IOException ofACodec = new IOException("index=-11 in getn()");
    ofACodec.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("com.example.Codec", "read", "C.java", 1)});

    assertThat(FileProblem.of(ofACodec)).isEqualTo("it is damaged, or of a kind that is not read");
    assertThat(FileProblem.of(new IOException("the file ends early")))
        .isEqualTo("the file ends early");
    assertThat(FileProblem.of(new FileNotFoundException("x"))).isEqualTo("it does not exist");
  }
}

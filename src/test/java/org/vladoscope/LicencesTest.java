package org.vladoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class LicencesTest {

  /** What is not only there for tests; the profiles' own dependencies are not shipped. */
  private static final String SHIPPED =
      "/project/dependencies/dependency[not(scope='test')]/artifactId";

  @Test
  void everyDependencyThatTheProgramIsShippedWithIsListedWithItsLicence() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    XPath path = XPathFactory.newInstance().newXPath();
    NodeList found = (NodeList) path.evaluate(SHIPPED, pom, XPathConstants.NODESET);
    List<String> artifacts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      String name = found.item(i).getTextContent();
      artifacts.add(
          name.startsWith("${")
              ? path.evaluate("//properties/" + name.substring(2, name.length() - 1), pom)
              : name);
    }
    String listed = Files.readString(Path.of("src/site/markdown/third-party.md"));

    assertThat(artifacts).hasSizeGreaterThan(20);
    assertThat(artifacts).allSatisfy(artifact -> assertThat(listed).contains("`" + artifact + "`"));
  }
}

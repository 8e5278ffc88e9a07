package org.vladoscope.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.DistanceTruth;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.known.PlaceMapFormats;

/** Tables beside a map as other programs write them. Images are empty files. */
class TablesTest {

  @TempDir Path folder;

  private void map() throws IOException {
    PoseFixtures.emptyImages(
        folder, "database/d0.jpg", "database/d1.jpg", "database/d2.jpg", "queries/q0.jpg");
  }

  private PlaceMap read() {
    return PlaceMapFormats.known().read(folder, Progress.NONE);
  }

  private PlaceMap withPoses(String text) throws IOException {
    map();
    Files.writeString(folder.resolve("poses.csv"), text);
    return read();
  }

  private AbstractThrowableAssert<?, ?> assertRefused(String poses) throws IOException {
    map();
    Files.writeString(folder.resolve("poses.csv"), poses);
    return assertThatThrownBy(this::read).isInstanceOf(InputException.class);
  }

  private static Pose pose(PlaceMap map, int image) {
    return Objects.requireNonNull(map.database().get(image).pose());
  }

  // --- too much for the memory ---

  /** A program of little memory that reads a table and says what came of it. */
  static final class Reader {
    public static void main(String[] arguments) {
      try {
        CsvFile.read(Path.of(arguments[0]));
      } catch (InputException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aTableTooLargeForTheMemoryIsSaidToBeThat() throws Exception {
    Path file = folder.resolve("poses.csv");
    Files.writeString(file, "a,b,c,d\n".repeat(1_000_000));
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                file.toString())
            .start();

    assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("too little memory to read " + file)
        .contains("-Xmx");
    assertThat(reader.waitFor()).isZero();
  }

  // --- fields and characters ---

  @ParameterizedTest
  @CsvSource({"';', semicolons", "'\t', tabs", "' ', spaces"})
  void whatSeparatesFieldsIsFoundOutAndSaid(String separator, String said) throws IOException {
    PlaceMap map =
        withPoses("d0.jpg,0,0\nd1.jpg,10,0\nd2.jpg,99,0\nq0.jpg,1,0\n".replace(",", separator));

    assertThat(map.groundTruth().positives(0)).containsExactly(0, 1);
    assertThat(map.warnings())
        .containsExactly("The fields of poses.csv are taken to be separated by " + said + ".");
  }

  @Test
  void decimalCommasBetweenSemicolonsAreNumbers() throws IOException {
    assertThat(pose(withPoses("d0.jpg;0,5;1,25\nq0.jpg;0;1e1\n"), 0))
        .isEqualTo(new Pose(.5, 1.25, null));
  }

  @Test
  void aSemicolonInANameSeparatesNothing() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, "q;0.jpg,d0.jpg\nq1.jpg,d1.jpg\n");

    assertThat(CsvFile.read(file).lines().getFirst().fields()).containsExactly("q;0.jpg", "d0.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void charactersMayBeWrittenInUtf8AndUtf16WithAndWithoutAMark(String name) throws IOException {
    Charset charset = Charset.forName(name);
    Path file = folder.resolve("a.csv");
    for (String mark : List.of("", "\uFEFF")) {
      Files.write(file, (mark + "q0.jpg,d0.jpg\r\nq1.jpg,d\u00fc.jpg\r\n").getBytes(charset));

      List<CsvFile.Line> lines = CsvFile.read(file).lines();

      assertThat(lines).hasSize(2);
      assertThat(lines.getFirst().fields()).containsExactly("q0.jpg", "d0.jpg");
      assertThat(lines.getLast().fields()).containsExactly("q1.jpg", "d\u00fc.jpg");
    }
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.write(file, new byte[] {'q', ',', 0, 0, 0, 'd'});
    assertThatThrownBy(() -> CsvFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not a text file: it holds zero bytes");

    Files.write(file, "q\u00fc.jpg,d.jpg\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> CsvFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not a text file in UTF-8");
  }

  // --- names ---

  @Test
  void anImageWithTwoPosesIsRefusedNamingBothLinesUnlessTheyAreTheSame() throws IOException {
    assertRefused("d0.jpg,0,0\nq0.jpg,1,0\ndatabase/d0.jpg,500,500\n")
        .hasMessageContaining("poses.csv gives 'database/d0.jpg' two poses, in lines 1 and 3");

    assertThat(withPoses("d0.jpg,0,0\ndatabase/d0.jpg,0,0\nq0.jpg,1,0\n").warnings())
        .containsExactly("poses.csv, line 2: 'database/d0.jpg' has the same pose in line 1.");
  }

  @Test
  void aSecondLineForAQueryOfTheGroundTruthIsSaid() throws IOException {
    map();
    Files.writeString(folder.resolve("ground_truth.csv"), "q0.jpg,d0.jpg\nq0.jpg,d2.jpg\n");

    PlaceMap map = read();

    assertThat(map.groundTruth().positives(0)).containsExactly(0, 2);
    assertThat(map.warnings())
        .containsExactly(
            "ground_truth.csv has several lines for 1 query; the matches of all of them count.");
  }

  @Test
  void pathsAreMatchedByTheirLongestEndingAndThatIsSaid() throws IOException {
    map();
    Files.writeString(
        folder.resolve("ground_truth.csv"),
        "/data/run/queries/q0.jpg,C:\\run\\database\\d1.jpg,../../../etc/passwd\n");

    PlaceMap map = read();

    assertThat(map.groundTruth().positives(0)).containsExactly(1);
    assertThat(map.warnings())
        .containsExactlyInAnyOrder(
            "1 name in ground_truth.csv is a path and matched by the ending:"
                + " /data/run/queries/q0.jpg is taken for queries/q0.jpg.",
            "1 name in ground_truth.csv is a path and matched by the ending:"
                + " C:/run/database/d1.jpg is taken for database/d1.jpg.",
            "ground_truth.csv, line 1: there is no database image '../../../etc/passwd'.");
  }

  @Test
  void pathsWhoseEndingsAreAlikeAreRefused() throws IOException {
    assertRefused("/day/d0.jpg,0,0\n/night/d0.jpg,9,9\nq0.jpg,1,0\n")
        .hasMessageContaining("/day/d0.jpg and /night/d0.jpg in poses.csv both end in the name");
  }

  @Test
  void keysWithoutAnEndingNameImages() throws IOException {
    PlaceMap map = withPoses(",key,easting,northing\n0,d0,0,0\n1,d1,30,0\n2,d2,9,9\n3,q0,1,1\n");

    assertThat(map.groundTruth().positives(0)).containsExactly(0, 2);
    assertThat(map.warnings()).isEmpty();
  }

  // --- columns ---

  @Test
  void theFirstLineSaysWhichColumnIsWhat() throws IOException {
    PlaceMap map =
        withPoses(
            """
            Northing,Easting,pitch,Yaw,filename
            2,1,0,90,d0.jpg
            4,3,0,nan,d1.jpg
            """);

    assertThat(pose(map, 0)).isEqualTo(new Pose(1, 2, 90.0));
    assertThat(pose(map, 1)).isEqualTo(new Pose(3, 4, null));
    assertThat(map.warnings()).contains("Not used in poses.csv: the columns pitch.");
  }

  @Test
  void heightsCountIfAllImagesHaveThem() throws IOException {
    String poses = "image,x,y,z\nd0.jpg,0,0,0\nd1.jpg,0,0,100\nd2.jpg,0,0,3\nq0.jpg,0,0,0\n";
    PlaceMap all = withPoses(poses);
    assertThat(all.groundTruth().positives(0)).containsExactly(0, 2);
    assertThat(all.warnings())
        .containsExactly("Heights are known: distances are taken in space, not on the map.");

    PlaceMap some = withPoses(poses.replace("0,0,3", "0,0,"));
    assertThat(some.groundTruth().positives(0)).containsExactly(0, 1, 2);
    assertThat(some.warnings())
        .containsExactly(
            "Heights are known of some images only, and left aside: distances are taken on the"
                + " map.");
  }

  @Test
  void columnsThatNothingNamesAreRefused() throws IOException {
    assertRefused("d0.jpg,1,2,3,90\nq0.jpg,1,2,3,90\n")
        .hasMessageContaining("poses.csv has 5 columns, and nothing says what they are")
        .hasMessageContaining("image, x, y, z");
    assertRefused("image,speed,gear\nd0.jpg,1,2\n").hasMessageContaining("does not say which");
    assertRefused("image,lat\nd0.jpg,1\n").hasMessageContaining("image, lat, lon");
    assertRefused("image,qw,qx,qy,qz,tx,ty,tz\nd0.jpg,1,0,0,0,1,2,3\n")
        .hasMessageContaining("does not say whether its shift is the place of the camera");
    assertRefused("d0.jpg,1,2,455\nq0.jpg,1,2,460\n").hasMessageContaining("If they are heights");
  }

  // --- degrees ---

  @Test
  void latitudeAndLongitudeAreConvertedToMetresAndThatIsSaid() throws IOException {
    PlaceMap map =
        withPoses(
            """
            image,lng,lat,ca
            d0.jpg,10,60.0000,90
            d1.jpg,10,60.0002,90
            d2.jpg,10,60.0003,90
            q0.jpg,10,60.0000,90
            """);

    assertThat(pose(map, 0).distanceTo(pose(map, 1))).isCloseTo(22.28, within(.02));
    assertThat(map.groundTruth().positives(0)).containsExactly(0, 1);
    assertThat(map.warnings())
        .containsExactly(
            "Positions in poses.csv are taken as degrees (latitude, longitude) and converted to"
                + " metres (UTM zone 32).");
  }

  @Test
  void withoutAFirstLineDegreesAreToldByTheirDecimals() throws IOException {
    PlaceMap map =
        withPoses(
            "d0.jpg,51.50001,-0.12001\nd1.jpg,51.50013,-0.12001\nd2.jpg,51.51000,-0.12001\n"
                + "q0.jpg,51.50001,-0.12005\n");

    assertThat(map.groundTruth().positives(0)).containsExactly(0, 1);
    assertThat(map.warnings().getFirst()).contains("taken as degrees (latitude, longitude)");
  }

  @Test
  void degreesOfWhichNothingSaysTheOrderAreRefused() throws IOException {
    String degrees =
        "d0.jpg,13.37771,52.51628\nd1.jpg,13.37779,52.51633\nq0.jpg,13.37779,52.5163\n";
    assertRefused("image,x,y\n" + degrees).hasMessageContaining("look like degrees");
    assertRefused(degrees.replace("13.", "113."))
        .hasMessageContaining("nothing says which is the latitude")
        .hasMessageContaining("lat and lon");
  }

  @Test
  void metresThatCouldBeDegreesAreSaidToBeMetres() throws IOException {
    PlaceMap map =
        withPoses("d0.jpg,1.23456,2.34567\nd1.jpg,40.1234,2.3456\nq0.jpg,1.2345,2.3456\n");

    assertThat(map.groundTruth().positives(0)).containsExactly(0);
    assertThat(map.warnings().getFirst()).contains("taken as metres, though they could be degrees");
  }

  @Test
  void positionsWithinAMetreThatMayBeDegreesAreAQuestion() throws IOException {
    String positions = "d0.jpg,52.51,13.41\nd1.jpg,52.52,13.40\nq0.jpg,52.51,13.4\n";
    assertRefused(positions)
        .hasMessageContaining("within a metre if they are metres, and may be degrees")
        .hasMessageContaining("lat and lon for degrees, east and north for metres");

    assertThat(withPoses("image,east,north\n" + positions).warnings()).isEmpty();
    assertThat(withPoses("d0.jpg,0.5,0.25\nd1.jpg,0.75,1.5\nq0.jpg,0.5,0.5\n").warnings())
        .isEmpty();
  }

  @Test
  void placesThatAreNotOnTheEarthAreNamedAndTownsFarApartRefused() throws IOException {
    assertThat(withPoses("image,lat,lon\nd0.jpg,95,3\nd1.jpg,45,3\nq0.jpg,45,3\n").warnings())
        .contains("poses.csv, line 2: 'd0.jpg,95,3' is not image,lat,lon.");
    assertRefused("image,lat,lon\nd0.jpg,52.1,13.1\nq0.jpg,-33,151\n")
        .hasMessageContaining("too far apart");
  }

  // --- the visual localisation benchmark ---

  @Test
  void turnsAndShiftsFromTheWorldToTheCameraGiveWhereItStands() throws IOException {
    PlaceMap map =
        withPoses(
            "d0.jpg 0.70710678 0 0 0.70710678 1 2 3\n"
                + "d1.jpg 1 0 0 0 -30 0 0\n"
                + "d2.jpg 1 0 0 0 2 -1 3\n"
                + "q0.jpg 1 0 0 0 2 -1 3\n");

    assertThat(pose(map, 0).east()).isCloseTo(-2, within(1e-6));
    assertThat(pose(map, 0).north()).isCloseTo(1, within(1e-6));
    assertThat(map.groundTruth().positives(0)).containsExactly(0, 2);
    assertThat(map.warnings())
        .contains(
            "Lines of poses.csv are taken as name qw qx qy qz tx ty tz from the world to the"
                + " camera, in metres.");
  }

  // --- headings ---

  @Test
  void matchesMayHaveToLookTheSameWay() throws IOException {
    PlaceMap map = withPoses("d0.jpg,0,0,350\nd1.jpg,0,0,100\nd2.jpg,0,0\nq0.jpg,1,0,20\n");

    DistanceTruth turned = DistanceTruth.ofPoses(map).turned(OptionalDouble.of(40));
    GroundTruth truth = turned.within(25);

    assertThat(truth.positives(0)).containsExactly(0);
    assertThat(truth.nearness().orElseThrow().words()).isEqualTo("25 m and 40°");
    assertThat(turned.headingNote())
        .isEqualTo("Without a heading, and so without a match: 1 of 3 database images (d2.jpg).");
  }

  @Test
  void aDifferenceOfHeadingsNeedsHeadings() throws IOException {
    PlaceMap map = withPoses("d0.jpg,0,0,350\nd1.jpg,0,0,100\nd2.jpg,0,0\nq0.jpg,1,0\n");
    DistanceTruth distances = DistanceTruth.ofPoses(map);

    assertThatThrownBy(() -> distances.turned(OptionalDouble.of(40)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("No query has a heading");
    assertThatThrownBy(() -> distances.turned(OptionalDouble.of(181)))
        .isInstanceOf(InputException.class);
  }

  @Test
  void headingsThatLookLikeRadiansAreSaidToBeDegrees() throws IOException {
    assertThat(withPoses("d0.jpg,0,0,3.1\nq0.jpg,0,0,-1.2\n").warnings())
        .contains(
            "Headings in poses.csv are taken as degrees, though all lie between -6.3 and 6.3, as"
                + " radians do.");
  }
}

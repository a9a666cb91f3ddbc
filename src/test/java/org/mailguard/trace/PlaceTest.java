package org.mailguard.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people type them. */
final class PlaceTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1:40000",
    "192.0.2.1:25, 192.0.2.1:25",
    "2001:db8::1, [2001:db8:0:0:0:0:0:1]:40000",
    "[2001:db8::1], [2001:db8:0:0:0:0:0:1]:40000",
    "[2001:db8::1]:25, [2001:db8:0:0:0:0:0:1]:25"
  })
  void aPeerIsAnAddressWithAPortOrWithout(String text, String place) {
    assertThat(Place.peer(text)).map(Place::toString).contains(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":25", "here", "*", "192.0.2.1:0", "192.0.2.1:65536", "[]:25"})
  void anythingElseIsNoPeer(String text) {
    assertThat(Place.peer(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"*:25, *:25", "192.0.2.1:25, 192.0.2.1:25"})
  void aGuardIsAskedForAtAPort(String text, String place) {
    assertThat(Place.listen(text)).map(Place::toString).contains(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "*", "25"})
  void withoutAPortItIsNot(String text) {
    assertThat(Place.listen(text)).isEmpty();
  }
}

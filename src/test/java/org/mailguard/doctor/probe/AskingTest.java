package org.mailguard.doctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which ports begin with TLS. */
class AskingTest {
  @Test
  void port465BeginsWithTlsInAnyCase() {
    Asking asking = new Asking("a.test", "", Patience.USUAL, List.of(), false, null, null, null);
    assertThat(asking.beginsWithTls(465)).isTrue();
    assertThat(asking.beginsWithTls(587)).isFalse();
    Asking more = asking.withTlsPorts(List.of(2465));
    assertThat(more.beginsWithTls(2465)).isTrue();
    assertThat(more.beginsWithTls(465)).isTrue();
    assertThat(more.beginsWithTls(25)).isFalse();
  }
}

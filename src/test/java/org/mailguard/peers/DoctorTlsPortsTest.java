package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mailguard.doctor.probe.Heard;
import org.mailguard.doctor.probe.Step;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/** Ports that begin with TLS, as 465 does; OpenSMTPD is not asked, since Debian's has no TLS. */
@NeedsPeers
class DoctorTlsPortsTest {
  private static Visit visit(Diagnosed diagnosed, Step step) {
    return diagnosed.diagnosis().addresses().getFirst().visits().stream()
        .filter(each -> each.step() == step)
        .findFirst()
        .orElseThrow();
  }

  private static TlsSeen tls(Diagnosed diagnosed, Step step) {
    return Objects.requireNonNull(visit(diagnosed, step).tls(), diagnosed.text());
  }

  /** The certificate was seen, and what is offered behind it. */
  private static void assertInside(Diagnosed diagnosed, Step step, String keyword) {
    assertThat(tls(diagnosed, step).names()).containsExactly("localhost");
    List<String> offered = visit(diagnosed, step).reply("EHLO").map(Heard::texts).orElse(List.of());
    assertThat(offered).as(diagnosed.text()).anyMatch(text -> text.startsWith(keyword));
    assertThat(offered).doesNotContain("STARTTLS");
  }

  @Test
  void postfixIsAskedInsideWhereTheTargetBeginsWithTls() throws Exception {
    try (Postfix server = Postfix.server()) {
      Diagnosed diagnosed = Diagnosed.tlsPort(server.tlsPort());
      diagnosed.isClean("server-postfix");
      assertThat(diagnosed.diagnosis().addresses().getFirst().visits())
          .as(diagnosed.text())
          .allMatch(visit -> visit.tls() != null && visit.tls().isUp());
      for (Step step : List.of(Step.HELLO, Step.BYTEWISE, Step.SPLIT, Step.TLS, Step.ENVELOPE)) {
        assertInside(diagnosed, step, "AUTH");
      }
    }
  }

  @Test
  void eximIsAskedInsideToo() throws Exception {
    try (Exim server = Exim.tlsServer()) {
      Diagnosed diagnosed = Diagnosed.tlsPort(server.port());
      diagnosed.isClean("server-exim");
      assertInside(diagnosed, Step.HELLO, "CHUNKING");
    }
  }

  @Test
  void aPortBesideTheTargetIsComparedInside() throws Exception {
    try (Postfix server = Postfix.server()) {
      Diagnosed diagnosed = Diagnosed.portBeside(server.port(), server.tlsPort());
      diagnosed.isClean("ports-differ");
      assertInside(diagnosed, Step.OTHER_PORT, "AUTH");
      assertThat(tls(diagnosed, Step.OTHER_PORT).key()).isEqualTo(tls(diagnosed, Step.TLS).key());
    }
  }
}

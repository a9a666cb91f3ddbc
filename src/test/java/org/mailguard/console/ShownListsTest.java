package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mailguard.config.Configuration;
import org.mailguard.config.ListedAccess;
import org.mailguard.console.LiveGuard.Flows;
import org.mailguard.policy.Connection;

/** {@code show access-list} and its kin. */
class ShownListsTest {
  private static final String TEXT =
      """
      ip address outside 192.0.2.25
      static (inside,outside) tcp interface smtp 10.0.0.5 smtp
      access-list mail remark Partners first
      access-list mail permit tcp host 198.51.100.7 interface outside eq smtp log
      access-list mail deny tcp 203.0.113.0 255.255.255.0 any eq smtp log warnings interval 60
      access-list mail permit tcp any any eq smtp inactive
      access-list mail permit tcp any interface outside eq smtp log disable
      access-list spare permit tcp any any eq smtp
      access-group mail in interface outside
      """;

  private final Configuration configuration = Configurations.read(TEXT);

  private void connect(String client) {
    configuration
        .publications()
        .getFirst()
        .access()
        .judge(
            new Connection(
                InetAddress.ofLiteral(client),
                40_000,
                InetAddress.ofLiteral("192.0.2.25"),
                25,
                Instant.EPOCH));
  }

  private String shown() {
    return ListedAccess.of(configuration).stream()
        .map(ShownLists::list)
        .collect(Collectors.joining());
  }

  @Test
  void inTheLayoutOfTheAsa() {
    connect("198.51.100.7");
    connect("198.51.100.7");
    connect("203.0.113.9");
    connect("192.0.2.77");
    assertThat(shown())
        .isEqualTo(
            """
            access-list mail; 4 elements; name hash: 0x3305b7
            access-list mail line 1 remark Partners first
            access-list mail line 2 extended permit tcp host 198.51.100.7 interface outside eq smtp log informational interval 300 (hitcnt=2) 0xadba41dd
            access-list mail line 3 extended deny tcp 203.0.113.0 255.255.255.0 any eq smtp log warnings interval 60 (hitcnt=1) 0x793df4f4
            access-list mail line 4 extended permit tcp any any eq smtp inactive (hitcnt=0) (inactive) 0xf0547516
            access-list mail line 5 extended permit tcp any interface outside eq smtp log disable (hitcnt=1) 0x1900d613
            access-list spare; 1 elements; name hash: 0x688f2d7
            access-list spare line 1 extended permit tcp any any eq smtp (hitcnt=0) 0x28a0d623
            """);
  }

  @Test
  void clearedOneByOne() {
    connect("198.51.100.7");
    assertThat(ListedAccess.clear(configuration, "mail")).isTrue();
    assertThat(shown()).doesNotContain("hitcnt=1");
    assertThat(ListedAccess.clear(configuration, "spare")).as("nothing counts it").isFalse();
  }

  /** The device's message of a denied connection has the same number in brackets. */
  @Test
  void theHashIsThatOfTheLogMessage() {
    String line = "access-list spare extended permit tcp any any eq smtp";
    assertThat(shown()).contains("(hitcnt=0) 0x%08x\n".formatted(line.hashCode()));
  }

  @Test
  void whatIsCached() {
    assertThat(ShownLists.cache(new Flows(3, 1, 4096, 300)))
        .isEqualTo(
            """
            access-list cached ACL log flows: total 3, denied 1 (deny-flow-max 4096)
                        alert-interval 300
            """);
  }

  /** As collectors of devices read it; written for this test, in their manner. */
  @Test
  void aParserOfTheDevicesOutputReadsIt() {
    String place = "(any[46]?|host \\S+|interface \\S+|[0-9.]+ [0-9.]+)";
    List<Pattern> known =
        List.of(
            Pattern.compile("access-list\\s+\\S+;\\s+\\d+\\s+elements;\\s+name\\s+hash:\\s+0x\\w+"),
            Pattern.compile("access-list\\s+\\S+\\s+line\\s+\\d+\\s+remark\\s+.+?"),
            Pattern.compile(
                "access-list\\s+\\S+\\s+line\\s+\\d+\\s+extended\\s+(permit|deny)\\s+[a-z]+\\s+"
                    + place
                    + "\\s+"
                    + place
                    + "\\s+eq\\s+\\S+\\s+(log\\s+([a-z0-9]+\\s+interval\\s+\\d+|disable|default)\\s+)?"
                    + "(inactive\\s+)?\\(hitcnt=\\d+\\)\\s+(\\(inactive\\)\\s+)?0x[0-9a-f]+"));
    assertThat(shown().lines())
        .allSatisfy(line -> assertThat(known).anyMatch(pattern -> pattern.matcher(line).matches()));
  }

  @Test
  void conduitsAndLinesOfThePix() {
    Configuration pix =
        Configurations.read(
            """
            ip address outside 192.0.2.25
            static (inside,outside) 192.0.2.26 10.0.0.5
            conduit permit tcp host 192.0.2.26 eq smtp any
            conduit permit icmp any any
            fixup protocol smtp 25
            """);
    assertThat(ShownLists.conduits(ListedAccess.conduits(pix)))
        .isEqualTo(
            """
            conduit permit tcp host 192.0.2.26 eq smtp any (hitcnt=0)\s
            conduit permit icmp any any (hitcnt=0)\s
            """);
    assertThat(ShownLines.fixups(pix)).isEqualTo("fixup protocol smtp 25\n");
    assertThat(ShownLines.statics(pix))
        .startsWith("static (inside,outside) 192.0.2.26 10.0.0.5")
        .hasLineCount(1);
    assertThat(ShownLines.fixups(configuration))
        .as("it holds without a line")
        .isEqualTo("fixup protocol smtp 25\n");
  }
}

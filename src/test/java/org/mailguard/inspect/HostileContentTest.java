package org.mailguard.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that are made to cost much. What the scanner keeps is measured after each piece, and
 * stays below the number in its documentation; what it reports is bounded too.
 */
public class HostileContentTest {
  private static final int PIECES = 16;
  private static final String MULTIPART =
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";

  public static Arguments[] messages() {
    String full = "y".repeat(8000);
    return new Arguments[] {
      hostile("10^5 parts", ContentAnomaly.TOO_MANY_PARTS, MULTIPART, 100_000, i -> "--b\r\n\r\n"),
      hostile(
          "10^5 parts with names",
          ContentAnomaly.TOO_MANY_PARTS,
          MULTIPART,
          100_000,
          i -> "--b\r\nContent-Type: text/plain; name*0=a; name*1=" + i + ".exe\r\n\r\nx\r\n"),
      hostile("10^5 fields", ContentAnomaly.TOO_MANY_FIELDS, "", 100_000, i -> "X" + i + ": y\r\n"),
      hostile(
          "a field of 10 MiB",
          ContentAnomaly.FIELD_TOO_LONG,
          "Subject: ",
          10_240,
          i -> "=?".repeat(512)),
      hostile(
          "a folded field of 10 MiB",
          ContentAnomaly.FIELD_TOO_LONG,
          "To: ",
          10_240,
          i -> "a@x.example,".repeat(85) + "\r\n "),
      hostile(
          "a line of 10 MiB without colon",
          ContentAnomaly.HEADER_WITHOUT_BLANK_LINE,
          "",
          10_240,
          i -> "z".repeat(1024)),
      hostile(
          "depth 1000, multiparts",
          ContentAnomaly.TOO_DEEP,
          "",
          1000,
          i -> "Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n"),
      hostile(
          "depth 1000, messages",
          ContentAnomaly.TOO_DEEP,
          "",
          1000,
          i -> "Content-Type: message/rfc822\r\n\r\n"),
      hostile(
          "depth 1000, boundaries alike",
          ContentAnomaly.OVERLAPPING_BOUNDARY,
          "",
          1000,
          i ->
              "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n"
                  .formatted(alike(i), alike(i))),
      hostile(
          "lines that nearly are delimiters",
          ContentAnomaly.NO_DELIMITER,
          deep(),
          40_000,
          i -> "--" + "=".repeat(249) + "\r\n"),
      hostile(
          "a boundary of 10^5 octets",
          ContentAnomaly.FIELD_TOO_LONG,
          "Content-Type: multipart/mixed; boundary=",
          100,
          i -> "b".repeat(1000)),
      hostile(
          "a field full of parameters",
          ContentAnomaly.TOO_MANY_PARAMETERS,
          MULTIPART,
          2000,
          i -> "--b\r\nContent-Type: a/b" + "; name=x".repeat(1000) + "\r\n\r\n"),
      hostile(
          "parameters without semicolons",
          ContentAnomaly.TOO_MANY_PARAMETERS,
          MULTIPART,
          2000,
          i -> "--b\r\nContent-Type: a/b; " + "name=x ".repeat(1100) + "\r\n\r\n"),
      hostile(
          "continuations",
          ContentAnomaly.TOO_MANY_PARAMETERS,
          MULTIPART,
          2000,
          i ->
              "--b\r\nContent-Type: a/b"
                  + IntStream.range(0, 500)
                      .mapToObj("; name*%d*=%%41"::formatted)
                      .reduce("", String::concat)
                  + "\r\n\r\n"),
      hostile(
          "long types, encodings, dispositions, names",
          ContentAnomaly.BROKEN_CONTENT_TYPE,
          MULTIPART,
          1000,
          i ->
              "--b\r\nContent-Type: %s\r\nContent-Transfer-Encoding: %s\r\nContent-Disposition: %s\r\n"
                      .formatted(full, full, full)
                  + "Content-Disposition: a; filename*=utf-8''%s%%E2%%82%%AC\r\n\r\n"
                      .formatted(full)),
      hostile(
          "unknown charsets",
          ContentAnomaly.UNKNOWN_CHARSET,
          MULTIPART,
          1000,
          i -> "--b\r\nContent-Type: a/b; name=\"" + "=?c?q?a?= ".repeat(750) + "\"\r\n\r\n"),
      hostile(
          "comments that do not close",
          ContentAnomaly.COMMENT_IN_PARAMETER,
          MULTIPART,
          1000,
          i -> "--b\r\nContent-Type: a/b;" + "(".repeat(8000) + "\r\n\r\n"),
      hostile(
          "lines of one octet",
          ContentAnomaly.BARE_LF,
          "A: b\n\r\n",
          10_000,
          i -> "a\r\n".repeat(1000)),
    };
  }

  private static Arguments hostile(
      String name, ContentAnomaly anomaly, String begin, int times, IntFunction<String> piece) {
    return Arguments.of(name, anomaly, begin, times, piece);
  }

  private static String alike(int i) {
    return "=".repeat(200) + i % 10;
  }

  /** As many multiparts as may be open, with boundaries that have long beginnings in common. */
  private static String deep() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ContentLimits.DEFAULT.depth(); i++) {
      String boundary = "=".repeat(249) + (char) ('A' + i);
      text.append("Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n".formatted(boundary));
      text.append("--%s\r\n".formatted(boundary));
    }
    return text + "Content-Type: multipart/mixed; boundary=never\r\n\r\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void isBounded(
      String name, ContentAnomaly expected, String begin, int times, IntFunction<String> piece) {
    Set<ContentAnomaly> anomalies = EnumSet.noneOf(ContentAnomaly.class);
    long[] reports = new long[1];
    ContentScanner scanner =
        new ContentScanner(
            EnumSet.of(ContentSubject.FIELDS, ContentSubject.PARTS, ContentSubject.SIGNATURES),
            ContentLimits.DEFAULT,
            counting(reports, anomalies));
    scanner.scan(ByteBuffer.wrap(begin.getBytes(ISO_8859_1)));
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long octets = 0;
    long allocated = 0;
    for (int i = 0; i < times; i++) {
      ByteBuffer in = ByteBuffer.wrap(piece.apply(i).getBytes(ISO_8859_1));
      octets += in.remaining();
      long before = thread.getCurrentThreadAllocatedBytes();
      scanner.scan(in);
      allocated += thread.getCurrentThreadAllocatedBytes() - before;
      if (i % Math.max(1, times / PIECES) == 0) {
        assertThat(Retained.octets(scanner)).isLessThan(ContentScanner.KEPT);
      }
    }
    scanner.end();
    assertThat(allocated).isLessThan(ContentScanner.GARBAGE * octets + ContentScanner.KEPT);
    assertThat(anomalies).contains(expected);
    // Fields, parts with header and end, and all readings of their names.
    assertThat(reports[0]).isLessThan(2000 + 1000 * (4 + 2 * 64));
  }

  private static ContentListener counting(long[] reports, Set<ContentAnomaly> anomalies) {
    return new ContentListener() {
      @Override
      public void field(HeaderField field) {
        reports[0]++;
      }

      @Override
      public void headerEnd(HeaderTotals header) {
        reports[0]++;
      }

      @Override
      public void part(Part part) {
        reports[0]++;
      }

      @Override
      public void fileName(FileName name) {
        reports[0]++;
      }

      @Override
      public void partEnd(int part, int depth, long size) {
        reports[0]++;
      }

      @Override
      public void anomaly(ContentAnomaly kind, int part, long offset) {
        assertThat(anomalies.add(kind)).as("%s is said once", kind).isTrue();
      }
    };
  }

  @Test
  void countsGoOnBeyondTheLimits() {
    Recorder recorder = new Recorder();
    ContentLimits few = new ContentLimits(64, 2, 2, 2, 70, 4, 64);
    ContentScanner scanner = new ContentScanner(ContentMessages.ALL, few, recorder);
    String part = "--b\r\nContent-Type: text/plain; name=a\r\n\r\n";
    scanner.scan(ByteBuffer.wrap((MULTIPART + part.repeat(9)).getBytes(US_ASCII)));
    ContentTotals totals = scanner.end();
    assertThat(totals.parts()).isEqualTo(9);
    assertThat(totals.fields()).isEqualTo(11);
    assertThat(recorder.lines.stream().filter(line -> line.startsWith("name "))).hasSize(2);
    assertThat(recorder.lines.stream().filter(line -> line.contains("TOO_MANY"))).hasSize(2);
  }

  /** Nothing is made for an octet or a line of a body: 64 MiB of it cost not even 64 KiB. */
  @Test
  void bodyMakesNoObjects() {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ContentScanner scanner =
        new ContentScanner(ContentMessages.ALL, ContentLimits.DEFAULT, new ContentListener() {});
    scanner.scan(ByteBuffer.wrap((MULTIPART + "--b\r\n\r\n").getBytes(US_ASCII)));
    ByteBuffer body =
        ByteBuffer.wrap("-- some text in a line\r\n--\r\n\r\n".repeat(32768).getBytes(US_ASCII));
    scanner.scan(body.rewind());
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 64; i++) {
      scanner.scan(body.rewind());
    }
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(64 * 1024);
  }
}

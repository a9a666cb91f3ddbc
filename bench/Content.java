import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.mailguard.config.ConfigParser;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.Policy;
import org.mailguard.session.Session;
import org.mailguard.session.Step;
import org.mailguard.session.Steps;

/**
 * What rules about content cost in a session, without a network. Started by {@code bench/content}.
 */
final class Content implements Steps {
  private static final int MIB = 1 << 20;
  private static final int ROUNDS = 9;
  private static final int PIECE = 16 * 1024;

  private static final String PUBLISHED =
      """
      static (inside,outside) tcp interface smtp 10.0.0.5 smtp
      access-list mail permit tcp any interface outside eq smtp
      access-group mail in interface outside
      """;
  private static final String IN_USE =
      """
      policy-map global_policy
       class inspection_default
        inspect esmtp edge
      service-policy global_policy global
      """;

  private long octets;

  public static void main(String[] arguments) throws Exception {
    SequencedMap<String, Policy> maps = new LinkedHashMap<>();
    maps.put(
        "no rules",
        Policy.MAILGUARD_DEFAULT.withMap(
            new EsmtpMap("none", MapSettings.DEFAULT, List.of())));
    maps.put("default map", Policy.MAILGUARD_DEFAULT);
    maps.put("the device's defaults", policy(DEVICE));
    maps.put("100 regexes, MIME rules", policy(rules("refuse log")));
    maps.put("the same, stripping", policy(rules("strip log")));
    maps.put("bare-newline normalize", policy("parameters\n bare-newline normalize\n"));
    costs(maps);
    hostile(maps);
  }

  private static final String DEVICE =
      """
       match body line length gt 998
        log
       match header line length gt 998
        drop-connection log
       match MIME filename length gt 255
        drop-connection log
      """;

  /** Searched in subjects, names and types; none is found. */
  private static String rules(String action) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      String[] criteria = {
        "header field subject value", "MIME filename regex", "MIME filetype regex"
      };
      text.append(" match ").append(criteria[i % 3]).append(" r").append(i).append("\n  ");
      text.append(action).append("\n");
    }
    return text
        + " match MIME extension exe scr com pif bat cmd js vbs\n  " + action + "\n"
        + " match MIME content executable elf nested-archive\n  refuse log\n"
        + " match MIME anomaly limits\n  refuse log\n"
        + " match MIME parts gt 500\n  refuse log\n"
        + " match body line length gt 998\n  log\n"
        + " match header line length gt 998\n  log\n";
  }

  private static Policy policy(String lines) throws Exception {
    StringBuilder text = new StringBuilder(PUBLISHED);
    if (lines.contains(" r1\n")) {
      for (int i = 0; i < 100; i++) {
        text.append("regex r%d \"(v[i1]agra|c[a4]s[i1]no|w[i1]nner)[0-9]*-%d\"\n".formatted(i, i));
      }
    }
    text.append("policy-map type inspect esmtp edge\n").append(lines).append(IN_USE);
    return ConfigParser.parse("bench", text.toString())
        .orElseThrow()
        .publications()
        .getFirst()
        .policy();
  }

  private static void costs(SequencedMap<String, Policy> maps) {
    byte[] small = message(2048, "ordinary text of a letter, some seventy octets in a line of it\r\n");
    byte[] large = message(10 * MIB, "QUJD".repeat(19) + "\r\n");
    byte[] lines = message(10 * MIB, "ten octets\r\n");
    System.out.println("| Map | a message of 2 KiB | a MiB of base64 | a MiB of short lines |");
    System.out.println("|---|--:|--:|--:|");
    SequencedMap<String, double[][]> rounds = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (var map : maps.entrySet()) {
        double[][] all = rounds.computeIfAbsent(map.getKey(), name -> new double[3][ROUNDS]);
        all[0][round] = nanos(map.getValue(), small, 2_000);
        all[1][round] = nanos(map.getValue(), large, 20) / 10;
        all[2][round] = nanos(map.getValue(), lines, 5) / 10;
      }
    }
    rounds.forEach((name, all) ->
        System.out.printf(
            Locale.ROOT,
            "| %s | %.1f µs | %.0f µs | %.0f µs |%n",
            name,
            median(all[0]) / 1e3,
            median(all[1]) / 1e3,
            median(all[2]) / 1e3));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** Processor time: others may be at work on this machine. */
  private static long clock() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Of one message, in a session of many. */
  private static double nanos(Policy policy, byte[] message, int count) {
    Content run = new Content();
    Session session = run.open(policy);
    ByteBuffer data = ByteBuffer.allocateDirect(message.length).put(message);
    long begin = clock();
    for (int i = 0; i < count; i++) {
      run.send(session, data);
    }
    return (clock() - begin) / (double) count;
  }

  private Session open(Policy policy) {
    Session session = new Session(policy);
    session.start(this);
    session.serverConnected(this);
    server(session, "220 mx ESMTP\r\n");
    client(session, "EHLO a.example\r\n");
    server(session, "250-mx\r\n250-PIPELINING\r\n250 SIZE\r\n");
    return session;
  }

  private void envelope(Session session) {
    client(session, "MAIL FROM:<x@a.example>\r\nRCPT TO:<y@b.example>\r\nDATA\r\n");
    server(session, "250 ok\r\n250 ok\r\n");
    server(session, "354 go\r\n");
  }

  private void send(Session session, ByteBuffer data) {
    envelope(session);
    feed(session, data);
    if (!session.phase().equals("command")) {
      throw new IllegalStateException("in " + session.phase());
    }
    server(session, "250 queued\r\n");
  }

  private void feed(Session session, ByteBuffer data) {
    int length = data.capacity();
    for (int at = 0; at < length; at += PIECE) {
      data.limit(Math.min(length, at + PIECE)).position(at);
      session.clientOctets(data.slice(), this);
    }
  }

  private void client(Session session, String octets) {
    ByteBuffer in = ByteBuffer.wrap(octets.getBytes(ISO_8859_1));
    session.clientOctets(in, this);
    if (in.hasRemaining()) {
      throw new IllegalStateException("not taken: " + octets);
    }
  }

  private void server(Session session, String octets) {
    session.serverOctets(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)), this);
  }

  private static final String HEADER =
      """
      Received: from a.example (a.example [192.0.2.1]) by mx.example with ESMTPS id 4X;
      \tTue, 24 Nov 2026 12:00:00 +0000
      DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=k; h=from:to:subject;
      \tbh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSb
      From: Alice <x@a.example>
      To: Bob <y@b.example>
      Subject: =?utf-8?q?Minutes_of_our_meeting?= and what follows
      Date: Tue, 24 Nov 2026 12:00:00 +0000
      Message-ID: <1@a.example>
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="=_b1"

      --=_b1
      Content-Type: text/plain; charset=utf-8

      Hello
      --=_b1
      Content-Type: application/pdf; name="minutes.pdf"
      Content-Transfer-Encoding: base64
      Content-Disposition: attachment; filename="minutes.pdf"

      """;

  private static byte[] message(int length, String line) {
    StringBuilder text = new StringBuilder(HEADER.replace("\n", "\r\n"));
    while (text.length() < length) {
      text.append(line);
    }
    return text.append("--=_b1--\r\n.\r\n").toString().getBytes(ISO_8859_1);
  }

  private static void hostile(SequencedMap<String, Policy> maps) {
    System.out.println();
    System.out.println("Hostile messages, all rules but for the one on limits, milliseconds a MiB:");
    System.out.println();
    System.out.println("| Message | 1 MiB | 10 MiB | 100 MiB | kept by a session |");
    System.out.println("|---|--:|--:|--:|--:|");
    Policy logging = policyOf(rules("log").replace("refuse log", "log"));
    Policy stripping = policyOf(" match MIME extension exe\n  strip\n match header field x\n  strip\n");
    String multipart = "MIME-Version: 1.0\r\nContent-Type: multipart/x; boundary=b\r\n\r\n";
    row("10^5 and more parts", logging, multipart, "--b\r\nContent-Type: x/y; name=a\r\n\r\nx\r\n");
    row("parts with many names", logging, multipart, "--b\r\nContent-Type: x/y" + "; name=a.b".repeat(60) + "\r\n\r\n");
    row("lines that nearly are delimiters", logging, multipart, "--b" + "-".repeat(60) + "\r\n");
    row("header fields without end", logging, "", "Subject: =?utf-8?q?=41=42?= =?x?b?\r\n");
    row("one header field", logging, "Subject: ", "=?utf-8?q?=41?= ".repeat(4) + "\r\n ");
    row("one line", logging, "X: y\r\n\r\n", "x".repeat(64));
    row("lines of one octet", logging, multipart, "x\r\n");
    row("lines of dots", logging, multipart, "..\r\n");
    row("depth 1000", logging, deep(), "x\r\n");
    row("stripped: one field", stripping, "Y: ", "y".repeat(60) + "\r\n ");
    row("stripped: a part without end", stripping, multipart + "--b\r\nContent-Type: x/y; name=a.exe\r\n\r\n", "--bb\r\n");
    row("bare LF alone", policyOf("parameters\n bare-newline normalize\n"), "", "\n.\n");
  }

  private static String deep() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append("Content-Type: multipart/x; boundary=b%d.\r\n\r\n--b%d.\r\n".formatted(i, i));
    }
    return text.toString();
  }

  private static Policy policyOf(String lines) {
    try {
      return policy(lines);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void row(String name, Policy policy, String begin, String again) {
    StringBuilder cells = new StringBuilder();
    for (int size : new int[] {1, 10, 100}) {
      ByteBuffer data = fill(begin, again, size * MIB);
      double best = Double.MAX_VALUE;
      for (int round = 0; round < (size == 1 ? 30 : 3); round++) {
        Content run = new Content();
        Session session = run.open(policy);
        run.envelope(session);
        long from = clock();
        run.feed(session, data);
        best = Math.min(best, (clock() - from) / 1e6 / size);
      }
      cells.append(" %.1f |".formatted(best));
    }
    System.out.printf(
        Locale.ROOT, "| %s |%s %d KiB |%n", name, cells, kept(policy, fill(begin, again, 2 * MIB)));
  }

  private static ByteBuffer fill(String begin, String again, int length) {
    ByteBuffer data = ByteBuffer.allocateDirect(length);
    data.put(begin.getBytes(ISO_8859_1));
    byte[] octets = again.getBytes(ISO_8859_1);
    while (data.remaining() >= octets.length) {
      data.put(octets);
    }
    data.flip();
    return data.slice();
  }

  /** What the heap has more of when many sessions are in the middle of such a message. */
  private static long kept(Policy policy, ByteBuffer data) {
    // Once before, since expressions keep what they were searched with for the next time.
    kept(policy, data, 3);
    return kept(policy, data, 30);
  }

  private static long kept(Policy policy, ByteBuffer data, int count) {
    List<Session> sessions = new ArrayList<>();
    long before = used();
    for (int i = 0; i < count; i++) {
      Content run = new Content();
      Session session = run.open(policy);
      run.envelope(session);
      run.feed(session, data);
      sessions.add(session);
    }
    long after = used();
    if (sessions.size() != count) {
      throw new IllegalStateException("kept until here");
    }
    return (after - before) / count / 1024;
  }

  private static long used() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Override
  public void take(Step step) {
    octets +=
        switch (step) {
          case Step.PassToServer(_, int length) -> length;
          case Step.Emit(ByteBuffer emitted) -> emitted.remaining();
          default -> 0;
        };
  }
}

package org.mailguard.doctor.ends;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to send something through the path.
 *
 * @param name for the report
 * @param bytewise true if commands go an octet a segment
 * @param chunks true if it needs CHUNKING, RFC 3030; its steps then begin with BDAT and not DATA
 * @param steps segments, and a reply is awaited behind each step
 */
record Trial(String name, boolean bytewise, boolean chunks, List<List<String>> steps) {
  private static final String TEXT = "Subject: mailguard\r\n\r\none\r\ntwo";
  private static final String END = "\r\n.\r\n";

  Trial {
    steps = steps.stream().map(List::copyOf).toList();
  }

  static List<Trial> all() {
    List<Trial> all = new ArrayList<>();
    all.add(data("a message in one segment", TEXT + END));
    all.add(new Trial("commands an octet a segment", true, false, message(List.of(TEXT + END))));
    for (int cut = 1; cut < END.length(); cut++) {
      String name = "the end mark cut behind octet " + cut;
      all.add(data(name, TEXT + END.substring(0, cut), END.substring(cut)));
    }
    for (int length : List.of(998, 1000, 2000)) {
      String line = "x".repeat(length);
      all.add(data("a line of " + length + " octets", TEXT + "\r\n" + line + END));
    }
    all.add(data("dots at the beginning of lines", TEXT + "\r\n..\r\n...x\r\n..y" + END));
    all.add(data("octets beyond ASCII", TEXT + "\r\n\u00e9\u00ff" + END));
    all.add(data("a bare LF", TEXT + "\r\na\nb" + END));
    all.add(chunk("one chunk", "BDAT 8 LAST\r\n.\r\nabc\r\n"));
    all.add(chunk("two chunks", "BDAT 4\r\nab\r\n", "BDAT 4 LAST\r\ncd\r\n"));
    all.add(chunk("an empty last chunk", "BDAT 4\r\nab\r\n", "BDAT 0 LAST\r\n"));
    return all;
  }

  private static Trial data(String name, String... segments) {
    return new Trial(name, false, false, message(List.of(segments)));
  }

  private static List<List<String>> message(List<String> segments) {
    return List.of(List.of("DATA\r\n"), segments);
  }

  private static Trial chunk(String name, String... steps) {
    return new Trial(name, false, true, List.of(steps).stream().map(List::of).toList());
  }
}

package org.mailguard.doctor.boxes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A box as data.
 *
 * <pre>
 * # why it is here
 * expect verdict clean
 * expect finding server-postfix
 * expect no box-segments
 * patience 3
 * greeting wait 1200 ; say 220 mx.example ESMTP
 * EHLO say 250-mx.example | 250 SIZE 1000
 * pieces EHLO say 500 what
 * * say 500 unknown "{line}"
 * </pre>
 *
 * <p>Steps are {@code say} (lines, divided by a bar), {@code raw} (octets without a line end;
 * {@code \xNN}, {@code \r}, {@code \n}), {@code slowly MS TEXT} (an octet at a time), {@code wait
 * MS}, {@code close}, {@code reset}, and {@code nothing}. {@code pieces} is for commands that came
 * in more than one segment, {@code octets} for more than three, and {@code long} for those over 512
 * octets. {@code from N} in front of {@code greeting} is for the Nth connection and those after it.
 *
 * @param rules from the word that stands first ({@code EHLO}, {@code pieces NOOP}, {@code *}) to
 *     steps
 */
public record BoxFile(
    String name,
    String verdict,
    List<String> findings,
    List<String> not,
    int patience,
    Map<String, List<String>> rules) {

  /** Reads one. */
  public static BoxFile read(Path file) throws IOException {
    String verdict = "";
    List<String> findings = new ArrayList<>();
    List<String> not = new ArrayList<>();
    int patience = 3;
    Map<String, List<String>> rules = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "expect" -> {
          switch (words[1]) {
            case "verdict" -> verdict = words[2];
            case "finding" -> findings.add(words[2]);
            case "no" -> not.add(words[2]);
            default -> throw new IOException(file + ": " + line);
          }
        }
        case "patience" -> patience = Integer.parseInt(words[1]);
        case "pieces", "octets", "long", "from" -> {
          String[] more = line.split(" ", words[0].equals("from") ? 4 : 3);
          String key = String.join(" ", List.of(more).subList(0, more.length - 1));
          rules.put(key, steps(more[more.length - 1]));
        }
        default -> rules.put(words[0], steps(line.substring(words[0].length() + 1)));
      }
    }
    if (verdict.isEmpty() || !rules.containsKey("greeting")) {
      throw new IOException(file + ": no verdict or no greeting");
    }
    return new BoxFile(
        file.getFileName().toString(), verdict, findings, not, patience, Map.copyOf(rules));
  }

  private static List<String> steps(String text) {
    return List.of(text.split(" ; ", -1)).stream().map(String::stripLeading).toList();
  }
}

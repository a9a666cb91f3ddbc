package org.mailguard.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of TCP ports. The device prints a port by its name if it has one for it and by number
 * otherwise (reference: cisco-mailguard 8.4); names that only we or newer releases know are read
 * but never written.
 */
final class PortNames {
  static final int SMTP = 25;
  static final int HIGHEST = 65_535;

  private static final Map<String, Integer> DEVICE = new LinkedHashMap<>();
  private static final Map<String, Integer> OTHERS =
      Map.of(
          "http", 80, "submission", 587, "submissions", 465, "smtps", 465, "urd", 465, "lmtp", 24);

  static {
    DEVICE.put("ftp-data", 20);
    DEVICE.put("ftp", 21);
    DEVICE.put("ssh", 22);
    DEVICE.put("telnet", 23);
    DEVICE.put("smtp", SMTP);
    DEVICE.put("domain", 53);
    DEVICE.put("gopher", 70);
    DEVICE.put("www", 80);
    DEVICE.put("pop3", 110);
    DEVICE.put("ident", 113);
    DEVICE.put("imap4", 143);
    DEVICE.put("https", 443);
    DEVICE.put("lpd", 515);
    DEVICE.put("sqlnet", 1521);
  }

  static final Kind<Integer> KIND =
      Kind.of(Integer.class, "a port: 1 to 65535, or a name such as smtp", PortNames::read)
          .withNames(known());

  private PortNames() {}

  private static List<String> known() {
    List<String> names = new ArrayList<>(DEVICE.keySet());
    names.addAll(OTHERS.keySet().stream().sorted().toList());
    return names;
  }

  private static Reading<Integer> read(String word) {
    Integer port = DEVICE.getOrDefault(word, OTHERS.get(word));
    if (port != null) {
      return new Reading.Value<>(port);
    }
    return switch (Kind.range(1, HIGHEST).reader().apply(word)) {
      case Reading.Value<Integer> value -> value;
      case Reading.Wrong<Integer> _ -> new Reading.Wrong<>(word + " is no port");
      case Reading.Other<Integer> other -> other;
    };
  }

  /** As the device prints it. */
  static String print(int port) {
    for (Map.Entry<String, Integer> entry : DEVICE.entrySet()) {
      if (entry.getValue() == port) {
        return entry.getKey();
      }
    }
    return Integer.toString(port);
  }
}

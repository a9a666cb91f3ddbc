package org.mailguard.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.SystemSetting.Compatibility;
import org.mailguard.config.SystemSetting.Version;

/**
 * Whose language a file is written in, where that changes what a line means.
 *
 * @param realAddresses rules name the server's own address: ASA 8.3 and later
 * @param families a list is for IPv4 alone: everything before ASA 9.0
 */
record Era(boolean realAddresses, boolean families) {
  private static final Pattern NUMBERS = Pattern.compile("([0-9]+)\\.([0-9]+).*");

  /** Without a line that says so, rules name what clients connect to, and are for both families. */
  private static final Era UNSAID = new Era(false, false);

  static Era of(Branch root) {
    return root.last(Compatibility.class)
        .map(line -> of(line.setting().product(), line.setting().version()))
        .or(() ->
            root.last(Version.class)
                .map(line ->
                    of(
                        line.setting().product().toLowerCase(Locale.ROOT),
                        line.setting().version())))
        .orElse(UNSAID);
  }

  private static Era of(String product, String version) {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches()) {
      return UNSAID;
    }
    int release = Integer.parseInt(numbers.group(1)) * 100 + Integer.parseInt(numbers.group(2));
    boolean asa = product.equals("asa");
    return new Era(asa && release >= 803, !asa || release < 900);
  }
}

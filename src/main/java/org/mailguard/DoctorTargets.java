package org.mailguard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.probe.Target;

/** Targets as they are typed, and files of them. */
final class DoctorTargets {
  private static final int MOST = 10_000;
  private static final int LONGEST_FILE = 1 << 20;

  private DoctorTargets() {}

  /** Each target once, in order. */
  static List<Target> read(List<String> typed) throws IOException {
    Set<Target> targets = new LinkedHashSet<>();
    for (String word : typed) {
      String file = word.startsWith("@") ? word.substring(1) : word;
      if (word.startsWith("@") || Files.isRegularFile(Path.of(file))) {
        targets.addAll(file(Path.of(file)));
      } else {
        targets.add(
            Target.parse(word)
                .orElseThrow(() ->
                    new IOException(
                        Printable.of(word)
                            + " is no target: expected a domain, a host, HOST:PORT or a file")));
      }
    }
    if (targets.isEmpty() || targets.size() > MOST) {
      throw new IOException(targets.size() + " targets; 1 to " + MOST + " can be asked");
    }
    return List.copyOf(targets);
  }

  private static List<Target> file(Path file) throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(LONGEST_FILE + 1);
    }
    if (octets.length > LONGEST_FILE) {
      throw new IOException(file + ": longer than " + LONGEST_FILE + " octets");
    }
    List<Target> targets = new ArrayList<>();
    int number = 0;
    for (String line : new String(octets, UTF_8).lines().toList()) {
      number++;
      String text = line.replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        Optional<Target> target = Target.parse(text);
        if (target.isEmpty()) {
          throw new IOException(file + ":" + number + ": " + Printable.of(text) + " is no target");
        }
        targets.add(target.get());
      }
    }
    return targets;
  }
}

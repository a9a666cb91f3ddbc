package org.mailguard.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mailguard.console.MachineState.Memory;

/** {@code show version}, {@code show memory}, {@code show cpu usage}, {@code show clock}. */
final class ShownMachine {
  private static final DateTimeFormatter COMPILED =
      DateTimeFormatter.ofPattern("EEE dd-MMM-yy HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS zzz EEE MMM d uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter CHANGE =
      DateTimeFormatter.ofPattern("HH:mm:ss zzz EEE MMM d uuuu", Locale.ENGLISH);

  private ShownMachine() {}

  /** Near the layout of the ASA; who reads it by program finds version, name and time up. */
  static String version(MachineState machine, String hostname, Instant now) {
    StringBuilder out = new StringBuilder();
    out.append("Mailguard SMTP Firewall Version ").append(machine.version()).append("\n\n");
    machine
        .compiled()
        .ifPresent(
            time -> out.append("Compiled on ").append(COMPILED.format(time)).append(" UTC\n\n"));
    out.append(
        "%s up %s\n\n"
            .formatted(hostname, ShownText.words(Duration.between(machine.started(), now))));
    out.append(
        "Hardware:   %s, %d MB heap, %s\n"
            .formatted(
                machine.kernel(),
                megabytes(machine.memory().heapMost()),
                ShownText.count(machine.processors(), "processor")));
    out.append("Java:       ").append(machine.java()).append('\n');
    out.append("Network:    ").append(machine.transport()).append('\n');
    out.append("Process:    ").append(machine.pid()).append('\n');
    return ShownLines.printable(out.toString());
  }

  /** The first three rows are the device's: of the heap, which is what the guard can run out of. */
  static String memory(Memory memory) {
    long free = memory.heapMost() - memory.heapUsed();
    StringBuilder out = new StringBuilder();
    row(out, "Free memory:", free, memory.heapMost());
    row(out, "Used memory:", memory.heapUsed(), memory.heapMost());
    out.append("-------------     ------------------\n");
    row(out, "Total memory:", memory.heapMost(), memory.heapMost());
    out.append('\n');
    row(out, "Heap taken from the machine:", memory.heapCommitted(), memory.heapMost());
    row(out, "Buffers of the network:", memory.directUsed(), memory.directMost());
    plain(out, "Java itself:", memory.otherUsed());
    if (memory.resident() > 0) {
      plain(out, "Resident, as the kernel counts:", memory.resident());
    }
    out.append('\n');
    out.append(
        "A session holds at most %d bytes of buffers; %d sessions at most: %d bytes\n"
            .formatted(
                memory.sessionWorst(),
                memory.sessionsMost(),
                memory.sessionWorst() * memory.sessionsMost()));
    if (memory.sessionWorst() * memory.sessionsMost() > memory.directMost()) {
      out.append(
          "which is more than there is for them (%d bytes): see limit sessions\n"
              .formatted(memory.directMost()));
    }
    return out.toString();
  }

  private static void row(StringBuilder out, String title, long octets, long whole) {
    out.append(
        "%-32s %14d bytes (%4s)\n".formatted(title, octets, ShownText.percent(octets, whole)));
  }

  private static void plain(StringBuilder out, String title, long octets) {
    out.append("%-32s %14d bytes\n".formatted(title, octets));
  }

  private static long megabytes(long octets) {
    return octets >> 20;
  }

  /** Since the start: the guard keeps no samples of what it did a minute ago. */
  static String cpu(MachineState machine, Instant now) {
    double up = Duration.between(machine.started(), now).toMillis() / 1000.0;
    double share = up <= 0 ? 0 : 100 * machine.cpuSeconds() / up / machine.processors();
    return "CPU utilization since the start = %.0f%%; %.1f seconds on %s in %.0f seconds\n"
        .formatted(
            share, machine.cpuSeconds(), ShownText.count(machine.processors(), "processor"), up);
  }

  /** As the ASA: {@code 14:44:46.123 UTC Sun Nov 29 2026}. */
  static String clock(Instant now, ZoneId zone, boolean detail) {
    StringBuilder out = new StringBuilder();
    out.append(CLOCK.format(now.atZone(zone))).append('\n');
    if (detail) {
      out.append("Time source is the system clock\n");
      var change = zone.getRules().nextTransition(now);
      if (change != null) {
        out.append("The next change of the clock is at ")
            .append(CHANGE.format(change.getInstant().atZone(zone)))
            .append('\n');
      }
    }
    return out.toString();
  }
}

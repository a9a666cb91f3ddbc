package org.mailguard.doctor.read;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.read.capture.CaptureException;

/**
 * Finds out by itself what an input is, and reads it. Its name is not looked at: people rename
 * files, and paste into forms. What is asked first decides: a capture by its first four octets, the
 * log of Exchange by its fields, a message by its header; then a transcript or a log by what most
 * of its first lines look like; else it is text that somebody has copied from a screen.
 */
final class Recogniser {
  private static final int START = 64 * 1024;
  private static final int LINES = 400;

  private final Fingerprints fingerprints;

  Recogniser(Fingerprints fingerprints) {
    this.fingerprints = fingerprints;
  }

  /** First octets of what cannot be read, and what it is. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "1f8b", "compressed; gunzip it first",
          "504b", "a ZIP archive; unpack it first",
          "fd37", "compressed; unxz it first",
          "28b5", "compressed; unzstd it first",
          "d0cf", "a message of Outlook (.msg); save it as text or .eml",
          "474d", "a capture of Microsoft Network Monitor; save it as pcap",
          "736e", "a capture of snoop, if it says so; save it as pcap");

  /** Reads {@code in} to its end. */
  Source read(String name, InputStream in) throws IOException {
    InputStream input = new BufferedInputStream(in, START);
    input.mark(START);
    byte[] start = input.readNBytes(START);
    input.reset();
    if (start.length == 0) {
      return unreadable(name, "empty");
    }
    if (isCapture(start)) {
      try {
        return CaptureReader.read(name, input);
      } catch (CaptureException e) {
        return unreadable(name, "a capture that cannot be read: " + e.getMessage());
      }
    }
    Optional<String> other = other(start);
    return other.isPresent() ? unreadable(name, other.get()) : text(name, start, input);
  }

  private static Source unreadable(String name, String what) {
    return new Source(
        name,
        Form.UNREADABLE,
        what,
        List.of(),
        List.of(),
        List.of(name + " could not be read: " + what + "."));
  }

  private static boolean isCapture(byte[] start) {
    if (start.length < 4) {
      return false;
    }
    String magic = hex(start, 4);
    return List.of("a1b2c3d4", "d4c3b2a1", "a1b23c4d", "4d3cb2a1", "0a0d0d0a").contains(magic);
  }

  private static String hex(byte[] start, int count) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < count; i++) {
      hex.append(String.format("%02x", start[i]));
    }
    return hex.toString();
  }

  /** A text has no NUL, but for that of UTF-16. */
  private static Optional<String> other(byte[] start) {
    boolean wide =
        start.length > 1 && (hex(start, 2).equals("fffe") || hex(start, 2).equals("feff"));
    if (wide) {
      return Optional.empty();
    }
    for (byte octet : start) {
      if (octet == 0) {
        String known = start.length > 1 ? OTHERS.get(hex(start, 2)) : null;
        return Optional.of(known == null ? "binary data of no known form" : known);
      }
    }
    return start.length > 1 && hex(start, 2).equals("1f8b")
        ? Optional.of("compressed; gunzip it first")
        : Optional.empty();
  }

  private Source text(String name, byte[] start, InputStream input) throws IOException {
    List<String> first = firstLines(start);
    Lines sample = new Lines(name, first, false);
    if (ExchangeLog.is(sample)) {
      return ExchangeLog.read(Lines.read(name, new TextLines(input)));
    }
    if (BounceReader.isMessage(sample)) {
      return BounceReader.read(Lines.read(name, new TextLines(input)));
    }
    Optional<String> own = OwnReport.of(first);
    if (own.isPresent()) {
      return unreadable(name, own.get());
    }
    long logged = first.stream().filter(line -> LogForm.of(line).isPresent()).count();
    Optional<Dialect> dialect = Dialect.of(first);
    if (dialect.isPresent() && logged * 2 < first.size()) {
      return Transcript.read(Lines.read(name, new TextLines(input)), dialect.get());
    }
    if (logged > 0 && logged * 3 >= first.stream().filter(line -> !line.isBlank()).count()) {
      return LogReader.read(name, new TextLines(input), fingerprints);
    }
    return pasted(Lines.read(name, new TextLines(input)));
  }

  private static List<String> firstLines(byte[] start) throws IOException {
    TextLines text = new TextLines(new ByteArrayInputStream(start));
    List<String> lines = new ArrayList<>();
    for (String line = text.next(); line != null && lines.size() < LINES; line = text.next()) {
      lines.add(line);
    }
    return lines;
  }

  private static Source pasted(Lines text) {
    List<Observation> seen = new ArrayList<>();
    Paragraphs.read(text.lines(), text.file(), 0, seen);
    boolean bounce =
        text.lines().stream()
            .anyMatch(line ->
                line.matches(
                    "(?i).*(undeliver|could not be delivered|not delivered|delivery (has )?failed|wasn't able to deliver|qmail-send program|mail delivery software|MAILER-DAEMON|Diagnostic information for administrators|reporting-mta).*"));
    return new Source(
        text.file(),
        bounce ? Form.BOUNCE : Form.TEXT,
        bounce ? "text of a bounce" : "text of no known form, read as an error message",
        List.of(),
        seen,
        text.notes());
  }
}

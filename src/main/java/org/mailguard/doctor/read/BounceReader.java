package org.mailguard.doctor.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;
import org.mailguard.doctor.Printable;

/**
 * Reads a message that came back: the delivery status of RFC 3464 with its folded fields, the text
 * for people in whichever encoding, and the header of the message that it is about. A bounce of a
 * server that knows no such thing (qmail, old Exim, Exchange 5.5) is its text alone. A part that
 * cannot be decoded is read as it stands, and a note says so.
 */
final class BounceReader {
  private static final int MOST_PARTS = 50;
  private static final int DEEPEST = 5;
  private static final int MOST_TEXT = 1024 * 1024;
  private static final Pattern CROSSED = Pattern.compile("X{8,}");

  private final Lines text;
  private final List<Observation> seen = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int parts;
  private int recipients;

  private BounceReader(Lines text) {
    this.text = text;
  }

  /** True if the text begins like a message. */
  static boolean isMessage(Lines text) {
    long fields =
        text.lines().stream()
            .limit(60)
            .takeWhile(line -> !line.isBlank())
            .filter(line ->
                line.matches(
                    "(?i)(From |(Return-Path|Received|From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|Auto-Submitted|Delivered-To): ?).*"))
            .count();
    return fields >= 3;
  }

  static Source read(Lines text) {
    BounceReader reader = new BounceReader(text);
    reader.notes.addAll(text.notes());
    String what;
    try {
      MimeMessage message = message(text);
      reader.part(message, 0);
      what =
          message.isMimeType("multipart/report")
              ? "bounce (RFC 3464), " + Source.count(reader.recipients, "recipient")
              : "message";
    } catch (MessagingException | IOException e) {
      reader.notes.add(
          text.file()
              + " is no good MIME message, so it is read as text: "
              + Printable.of(String.valueOf(e.getMessage()))
              + ".");
      Paragraphs.read(text.lines(), text.file(), 0, reader.seen);
      what = "message that is broken";
    }
    return new Source(text.file(), Form.BOUNCE, what, List.of(), reader.seen, reader.notes);
  }

  private static MimeMessage message(Lines text) throws MessagingException {
    List<String> lines = text.lines();
    boolean mbox = !lines.isEmpty() && lines.getFirst().startsWith("From ");
    String message = String.join("\r\n", mbox ? lines.subList(1, lines.size()) : lines);
    Properties lenient = new Properties();
    lenient.setProperty("mail.mime.multipart.ignoremissingendboundary", "true");
    lenient.setProperty("mail.mime.multipart.allowempty", "true");
    lenient.setProperty("mail.mime.base64.ignoreerrors", "true");
    return new MimeMessage(
        Session.getInstance(lenient), new ByteArrayInputStream(message.getBytes(ISO_8859_1)));
  }

  private void part(Part part, int depth) throws MessagingException, IOException {
    if (++parts > MOST_PARTS || depth > DEEPEST) {
      notes.add("Parts beyond " + MOST_PARTS + ", or deeper than " + DEEPEST + ", were left out.");
      return;
    }
    String type = String.valueOf(part.getContentType()).toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/") && part.getContent() instanceof Multipart many) {
      for (int i = 0; i < many.getCount() && parts <= MOST_PARTS; i++) {
        BodyPart each = many.getBodyPart(i);
        part(each, depth + 1);
      }
    } else if (type.startsWith("message/delivery-status")
        || type.startsWith("message/global-delivery-status")) {
      status(part);
    } else if (type.startsWith("message/") || type.startsWith("text/rfc822-headers")) {
      original(part);
    } else if (type.startsWith("text/") || depth == 0) {
      List<String> lines = decoded(part).lines().toList();
      Paragraphs.read(
          type.startsWith("text/html") ? withoutTags(lines) : lines,
          text.file(),
          indexOf(lines),
          seen);
      crossed(lines);
    }
  }

  private void status(Part part) throws MessagingException, IOException {
    DeliveryStatus status = new DeliveryStatus(new ByteArrayInputStream(octets(part)));
    for (int i = 0; i < status.getRecipientDSNCount() && i < MOST_PARTS; i++) {
      recipients++;
      InternetHeaders fields = status.getRecipientDSN(i);
      List<String> lines = new ArrayList<>();
      for (Header field : Collections.list(fields.getAllHeaders())) {
        String value = field.getValue().replaceAll("\\r?\\n[ \\t]+", " ");
        lines.add(Printable.of(field.getName() + ": " + value));
      }
      String first = lines.isEmpty() ? "" : lines.getFirst();
      seen.add(
          new Observation(
              Kind.BOUNCE, "", String.join("\n", lines), where(first) + ", delivery status", ""));
    }
  }

  /** The message that was returned, or its header. */
  private void original(Part part) throws MessagingException, IOException {
    List<String> lines = decoded(part).lines().toList();
    StringBuilder field = new StringBuilder();
    for (String line : lines) {
      boolean more = line.startsWith(" ") || line.startsWith("\t");
      if (!more && !field.isEmpty()) {
        header(field.toString());
        field.setLength(0);
      }
      if (line.isEmpty()) {
        break;
      }
      field.append(more ? " " + line.strip() : line);
    }
    if (!field.isEmpty()) {
      header(field.toString());
    }
    crossed(lines);
  }

  private void header(String field) {
    String shown = Printable.of(field);
    seen.add(new Observation(Kind.HEADER, "", shown, where(shown) + ", returned message", ""));
  }

  private void crossed(List<String> lines) {
    lines.stream()
        .filter(line -> CROSSED.matcher(line).matches())
        .findFirst()
        .ifPresent(line ->
            seen.add(Observation.fact("content-overwritten", Printable.of(line), where(line), "")));
  }

  private String decoded(Part part) throws MessagingException {
    try {
      return new String(octets(part), ISO_8859_1);
    } catch (IOException e) {
      notes.add(
          "A part cannot be decoded and was left out: "
              + Printable.of(String.valueOf(e.getMessage()))
              + ".");
      return "";
    }
  }

  private static byte[] octets(Part part) throws MessagingException, IOException {
    try (InputStream in = part.getInputStream()) {
      return in.readNBytes(MOST_TEXT);
    }
  }

  private static List<String> withoutTags(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("<[^<>@]{0,500}>", " ").replace("&nbsp;", " ").strip())
        .map(line -> line.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\""))
        .toList();
  }

  /** Where lines of a part stand in the file, if they were not encoded; 0 if that is not known. */
  private int indexOf(List<String> lines) {
    String first = lines.stream().filter(line -> line.strip().length() > 8).findFirst().orElse("");
    int before = lines.indexOf(first);
    int found = first.isEmpty() ? -1 : text.lines().indexOf(first);
    return Math.max(0, found - before);
  }

  private String where(String shown) {
    String start = shown.length() > 30 ? shown.substring(0, 30) : shown;
    for (int i = 0; i < text.lines().size() && !start.isEmpty(); i++) {
      if (text.lines().get(i).startsWith(start)) {
        return text.where(i);
      }
    }
    return text.file();
  }
}

package org.mailguard.doctor.probe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A small message to the operator's own mailbox, three times: as everybody sends it, with its end
 * in two segments, and in two chunks (RFC 3030). Its subject says which it is.
 */
final class TestMail {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  /** How the message goes. */
  enum Way {
    WHOLE("end of data in one segment"),
    SPLIT("end of data in two segments"),
    CHUNKS("two chunks");

    private final String title;

    Way(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private TestMail() {}

  static @Nullable TlsSeen send(Wire wire, Asking asking, Way way) throws IOException {
    Conversation conversation = new Conversation(asking, "");
    String recipient = Objects.requireNonNull(asking.testMail());
    if (!conversation.greet(wire)
        || !wire.say("MAIL FROM:<" + asking.sender() + ">").isPositive()
        || !wire.say("RCPT TO:<" + recipient + ">").isPositive()) {
      conversation.quit(wire);
      return null;
    }
    Heard heard =
        way == Way.CHUNKS
            ? chunks(wire, asking, message(asking, recipient, way))
            : data(wire, asking, message(asking, recipient, way), way);
    if (heard.isWhole()) {
      conversation.quit(wire);
    }
    return null;
  }

  /** RFC 5321 section 4.5.3.2.6 asks for ten minutes; who waits at the screen does not. */
  private static Duration end(Asking asking) {
    return asking.patience().reply().multipliedBy(3);
  }

  private static Heard data(Wire wire, Asking asking, String message, Way way) throws IOException {
    Heard go = wire.say("DATA");
    if (go.code() != 354) {
      return go;
    }
    List<String> segments =
        way == Way.SPLIT ? List.of(message + "\r\n.", "\r\n") : List.of(message + "\r\n.\r\n");
    return wire.say(".", way.title(), segments, end(asking));
  }

  private static Heard chunks(Wire wire, Asking asking, String message) throws IOException {
    String end = "\r\n";
    Heard first =
        wire.say(
            "BDAT " + message.length(),
            "",
            List.of("BDAT " + message.length() + "\r\n" + message),
            end(asking));
    return first.isPositive()
        ? wire.say("BDAT 2 LAST", "", List.of("BDAT 2 LAST\r\n" + end), end(asking))
        : first;
  }

  private static String message(Asking asking, String recipient, Way way) {
    String from = asking.sender().isEmpty() ? "postmaster@" + asking.name() : asking.sender();
    return String.join(
        "\r\n",
        "From: <" + from + ">",
        "To: <" + recipient + ">",
        "Subject: mailguard doctor: " + way.title(),
        "Date: " + DATE.format(Instant.now().atOffset(ZoneOffset.UTC)),
        "Message-ID: <"
            + Instant.now().toEpochMilli()
            + "."
            + way.name().toLowerCase(Locale.ROOT)
            + "@"
            + asking.name()
            + ">",
        "",
        "A test of the way that mail takes. One copy is right; two mean that an answer was lost.");
  }
}

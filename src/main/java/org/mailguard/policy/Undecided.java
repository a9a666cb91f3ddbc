package org.mailguard.policy;

import org.jspecify.annotations.Nullable;
import org.mailguard.inspect.ContentAnomaly;

/** Why it cannot be said whether a message has what a rule stops. */
enum Undecided {
  FIELD("a header field is too long", "Header field too long to be looked at"),
  FIELDS("there are too many header fields", "Too many header fields to be looked at"),
  PART("the header of a part is too big", "Header of a part too big to be looked at"),
  CONTRADICTION("the header of a part says two things", "Header of a part contradicts itself"),
  PARTS("there are too many parts", "Too many parts to be looked at"),
  DEPTH("parts are too deep in parts", "Parts too deep in parts to be looked at"),
  BOUNDARY("a boundary is too long", "Boundary too long to be looked at"),
  NAME("the name of a file in an archive is too long", "Archive cannot be looked at");

  private final String text;
  private final String reply;

  Undecided(String text, String reply) {
    this.text = text;
    this.reply = reply;
  }

  /** What lies behind a limit that hides parts; null if the anomaly is no such limit. */
  static @Nullable Undecided of(ContentAnomaly kind) {
    return switch (kind) {
      case TOO_MANY_PARTS -> PARTS;
      case TOO_DEEP -> DEPTH;
      case BOUNDARY_TOO_LONG -> BOUNDARY;
      default -> null;
    };
  }

  String text() {
    return text;
  }

  ReplyText words() {
    return new ReplyText(554, "5.6.0", reply);
  }
}

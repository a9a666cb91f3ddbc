package org.mailguard.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A conversation as text: what a client and a server say, and what is expected to come of it. Read
 * by {@link DialogueParser}; the form is in docs/reference/trace.md.
 *
 * @param name of the file, for messages
 * @param headers what stands before the first line that is played, in order
 */
public record Dialogue(String name, List<Header> headers, List<Entry> entries) {

  public Dialogue {
    headers = List.copyOf(headers);
    entries = List.copyOf(entries);
  }

  /** What a line of a dialogue is. */
  public enum Kind {
    /** {@code C}, or a line without a mark: the client sends it. */
    CLIENT,
    /** Lines without marks behind DATA, up to the dot: the client sends them if it may. */
    CONTENT,
    /** {@code S}: the server says it. */
    SERVER,
    /** {@code >S}: what the server gets. */
    TO_SERVER,
    /** {@code >C}: what the client gets. */
    TO_CLIENT,
    /** {@code note ID [RULE] [VERDICT]}: what is recorded, see {@link ExpectedNote}. */
    NOTE,
    /** Something that happens to a connection, or time that passes. */
    EVENT,
    /** What the session does with its connections. */
    STATE,
    /** {@code = ...}: see {@link Assertion}. */
    ASSERTION
  }

  /**
   * A setting: {@code policy}, {@code peer}, {@code listen}, {@code time}, {@code limit}.
   *
   * @param column where the value begins, from 1
   * @param text the whole line
   */
  public record Header(int line, int column, String word, String value, String text) {}

  /**
   * One line, or one message content.
   *
   * @param line from 1
   * @param octets a char each, for what is sent or got; else empty
   * @param word what is not octets: the event, the id, the assertion's words
   */
  public record Entry(int line, Kind kind, String octets, String word) {
    /** What is sent or got. */
    public byte[] bytes() {
      return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isFromClient() {
      return kind == Kind.CLIENT || kind == Kind.CONTENT;
    }

    boolean isSent() {
      return isFromClient() || kind == Kind.SERVER;
    }

    /** True if it plays nothing and only says what is expected. */
    boolean isExpectation() {
      return switch (kind) {
        case TO_SERVER, TO_CLIENT, NOTE, STATE, ASSERTION -> true;
        case CLIENT, CONTENT, SERVER, EVENT -> false;
      };
    }
  }

  /** True if the server's lines stand in it; else a {@link PlausibleServer} answers. */
  public boolean hasServer() {
    return entries.stream().anyMatch(entry -> entry.kind() == Kind.SERVER);
  }

  /** How many lines of it say what is expected. */
  public long expectations() {
    return entries.stream().filter(Entry::isExpectation).count();
  }

  /** The last header with this word. */
  public Optional<Header> header(String word) {
    return headers.stream().filter(header -> header.word().equals(word)).reduce((_, last) -> last);
  }
}

package org.mailguard.doctor.read.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a capture file holds.
 *
 * @param connections in the order in which they begin
 * @param packets that were read
 * @param notes sentences about what could not be used, for people
 */
public record Capture(List<Connection> connections, long packets, List<String> notes) {
  /** More are counted, and not followed. */
  public static final int MOST_CONNECTIONS = 10_000;

  /** Octets of all streams together. */
  static final long MOST_KEPT = 128L * 1024 * 1024;

  public Capture {
    connections = List.copyOf(connections);
    notes = List.copyOf(notes);
  }

  /**
   * Reads a file to its end. One that breaks off is read as far as it goes, and a note says where
   * it ended.
   *
   * @throws CaptureException if it is no capture file, or nothing of it can be used
   */
  public static Capture read(InputStream file) throws IOException, CaptureException {
    Reading reading = new Reading();
    Packets packets = Packets.open(file);
    try {
      for (Packet packet = packets.next(); packet != null; packet = packets.next()) {
        reading.add(packet);
      }
    } catch (CaptureException e) {
      reading.notes.add("The capture ends early: " + e.getMessage() + ".");
    }
    return reading.end();
  }

  /** The state while a file is read. */
  private static final class Reading {
    private final Decoder decoder = new Decoder();
    private final Stream.Budget budget = new Stream.Budget(MOST_KEPT);
    private final Map<Pair, Connection> open = new HashMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long packets;
    private long notFollowed;

    /** Both endpoints, the lower first. */
    private record Pair(Endpoint one, Endpoint other) {}

    void add(Packet packet) {
      packets++;
      decoder.decode(packet).ifPresent(this::add);
    }

    private void add(Segment segment) {
      boolean ordered = segment.from().compareTo(segment.to()) <= 0;
      Pair pair =
          ordered ? new Pair(segment.from(), segment.to()) : new Pair(segment.to(), segment.from());
      Connection connection = open.get(pair);
      if (connection == null || connection.isOver(segment)) {
        connection = connect(pair);
      }
      if (connection == null) {
        notFollowed++;
      } else {
        connection.add(segment);
      }
    }

    private @Nullable Connection connect(Pair pair) {
      if (connections.size() == MOST_CONNECTIONS) {
        return null;
      }
      Connection connection = new Connection(pair.one(), pair.other(), budget);
      connections.add(connection);
      open.put(pair, connection);
      return connection;
    }

    Capture end() {
      connections.forEach(Connection::end);
      decoder
          .leftOut()
          .forEach((reason, count) -> notes.add(count + " packets were left out: " + reason + "."));
      if (decoder.fragments() > 0) {
        notes.add(
            decoder.fragments()
                + " fragments of IP packets were not put together; what they held is missing.");
      }
      if (notFollowed > 0) {
        notes.add(
            notFollowed
                + " packets belong to more than "
                + MOST_CONNECTIONS
                + " connections and were left out.");
      }
      return new Capture(connections, packets, notes);
    }
  }
}

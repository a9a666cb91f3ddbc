package org.mailguard.doctor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.mailguard.doctor.read.capture.Chunk;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Side;

/** Divides one stream of a connection into lines, each with the packets that carried it. */
public final class StreamLines {
  private final Side side;
  private final LongFunction<String> where;
  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder octets = new StringBuilder();
  private long first;
  private long beforeLast;
  private long last;
  private int count;
  private long missing;
  private long time = Line.NO_TIME;

  private StreamLines(Side side, LongFunction<String> where) {
    this.side = side;
    this.where = where;
  }

  /**
   * The lines of one side, in order.
   *
   * @param where a packet is, for people
   */
  public static List<Line> of(List<Chunk> chunks, Side side, LongFunction<String> where) {
    StreamLines lines = new StreamLines(side, where);
    chunks.forEach(lines::add);
    lines.end(false);
    return lines.lines;
  }

  private void add(Chunk chunk) {
    if (chunk.missing() > 0) {
      missing += chunk.missing();
      note(chunk);
      // What stands behind a hole is not the same line, as far as anybody can tell.
      end(false);
      return;
    }
    for (int i = 0; i < chunk.octets().length(); i++) {
      char octet = chunk.octets().charAt(i);
      note(chunk);
      octets.append(octet);
      if (octet == '\n' || octets.length() == Line.LONGEST) {
        end(octet == '\n');
      }
    }
  }

  private void note(Chunk chunk) {
    if (octets.isEmpty()) {
      first = chunk.packet();
      last = chunk.packet();
      count = 1;
    }
    beforeLast = octets.isEmpty() ? chunk.packet() : last;
    if (last != chunk.packet()) {
      count++;
      last = chunk.packet();
    }
    time = chunk.time();
  }

  private void end(boolean whole) {
    if (octets.isEmpty() && missing == 0) {
      return;
    }
    String text = octets.toString();
    String end = "";
    if (whole) {
      end = text.endsWith("\r\n") ? "\r\n" : "\n";
      text = text.substring(0, text.length() - end.length());
    }
    lines.add(
        new Line(
            side,
            text,
            end,
            where.apply(last),
            time,
            new Line.Segments(first, beforeLast, last, count),
            missing));
    octets.setLength(0);
    missing = 0;
  }
}

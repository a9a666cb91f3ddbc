package org.mailguard.doctor.ends;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mailguard.doctor.read.StreamLines;
import org.mailguard.doctor.read.capture.Chunk;
import org.mailguard.doctor.read.dialogue.Conversation;
import org.mailguard.doctor.read.dialogue.Dialogue;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Side;

/** A tape as a conversation, as the comparison of two sides of a box reads it. */
final class TapeLines {
  private TapeLines() {}

  /**
   * A conversation.
   *
   * @param own who sent what this end sent
   */
  static Conversation of(Tape tape, String name, Side own) {
    Side other = own == Side.CLIENT ? Side.SERVER : Side.CLIENT;
    List<Line> lines = new ArrayList<>(lines(tape, true, own));
    lines.addAll(lines(tape, false, other));
    lines.sort(Comparator.comparingLong(line -> line.segments().last()));
    long last = lines.isEmpty() ? Line.NO_TIME : lines.getLast().time();
    return Conversation.of(new Dialogue(name, lines, Dialogue.Ending.UNKNOWN, last, List.of()));
  }

  private static List<Line> lines(Tape tape, boolean sent, Side side) {
    List<Chunk> chunks = new ArrayList<>();
    List<Tape.Piece> pieces = tape.pieces();
    long offset = 0;
    for (int i = 0; i < pieces.size(); i++) {
      Tape.Piece piece = pieces.get(i);
      if (piece.sent() == sent) {
        chunks.add(new Chunk(offset, piece.octets(), 0, i, piece.micros() * 1000));
        offset += piece.octets().length();
      }
    }
    return StreamLines.of(chunks, side, number -> "piece " + (number + 1));
  }
}

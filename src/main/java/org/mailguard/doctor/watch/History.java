package org.mailguard.doctor.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs of all targets in a file, a line each, the last of them kept. Thread-safe.
 *
 * <p>A line is appended by one write to a file that is open for appending, so that a reader sees it
 * whole or not at all. When there are twice as many lines as are kept, the newer half is written
 * beside the file and takes its name in one step. Rewriting at every line would be a file written
 * anew every few seconds, with many targets.
 *
 * <p>A program that is killed in the middle of a write leaves a line without its end; that one is
 * dropped at the next start. Any other line that is no run is refused, since the file may be
 * something else, whose loss would be missed. One program at a time has the file, which a lock sees
 * to; the successor is locked before it takes the name, so there is no moment without.
 */
public final class History implements Closeable {
  /** Octets of a file that is read at the start. */
  static final long LARGEST = 256L << 20;

  private final Path file;
  private final int kept;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, State> last = new HashMap<>();
  private FileChannel channel;

  private History(Path file, int kept, FileChannel channel) {
    this.file = file;
    this.kept = kept;
    this.channel = channel;
  }

  /**
   * Opens it, or makes a new one.
   *
   * @param kept lines, 1 or more
   * @throws IOException if it is no history, or another program writes to it
   */
  public static History open(Path file, int kept) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    try {
      lock(channel, file);
      History history = new History(file, kept, channel);
      history.load();
      return history;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void lock(FileChannel channel, Path file) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException(file + ": this program writes to it already", e);
    }
    throw new IOException(file + ": another program writes to it");
  }

  private void load() throws IOException {
    if (channel.size() > LARGEST) {
      throw new IOException(file + ": longer than " + LARGEST + " octets");
    }
    String text = Files.readString(file, UTF_8);
    int end = text.lastIndexOf('\n') + 1;
    String torn = text.substring(end);
    if (!torn.isEmpty() && !torn.startsWith("{\"at\":")) {
      throw new IOException(file + ": the last line has no end and is no run");
    }
    int number = 0;
    for (String line : text.substring(0, end).lines().toList()) {
      number++;
      try {
        State state = HistoryLine.read(line);
        last.put(state.target(), state);
      } catch (IOException e) {
        throw new IOException(
            file
                + ":"
                + number
                + ": no line of a history of mailguard doctor watch: "
                + e.getMessage(),
            e);
      }
      lines.add(line);
    }
    if (!torn.isEmpty() || lines.size() >= 2 * kept) {
      replace();
    }
  }

  /** What is known of each target from earlier runs, by what was typed. */
  synchronized Map<String, State> last() {
    return Map.copyOf(last);
  }

  /** Adds a run. */
  synchronized void add(State state, List<Change> changes) throws IOException {
    String line = HistoryLine.of(state, changes);
    write(channel, line + "\n");
    lines.add(line);
    last.put(state.target(), state);
    if (lines.size() >= 2 * kept) {
      replace();
    }
  }

  private void replace() throws IOException {
    if (lines.size() > kept) {
      lines.subList(0, lines.size() - kept).clear();
    }
    Path successor = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(successor);
    FileChannel next =
        FileChannel.open(successor, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
    try {
      lock(next, successor);
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line).append('\n'));
      write(next, text.toString());
      next.force(true);
      Files.move(
          successor, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      next.close();
      throw e;
    }
    channel.close();
    channel = next;
  }

  private static void write(FileChannel to, String text) throws IOException {
    long end = to.size();
    ByteBuffer octets = ByteBuffer.wrap(text.getBytes(UTF_8));
    try {
      while (octets.hasRemaining()) {
        to.write(octets);
      }
    } catch (IOException e) {
      to.truncate(end); // on a full disk half a line would stand before the next one
      throw e;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}

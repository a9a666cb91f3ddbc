package org.mailguard.proxy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says of sockets that were handed over, as {@code sd_listen_fds(3)} and
 * {@code sd_listen_fds_with_names(3)} read it. Text only; {@link HandedOver} looks at the sockets.
 *
 * @param names of the descriptors from {@link #FIRST_DESCRIPTOR} on, {@code unknown} if none was
 *     given
 * @param ignored why the variables do not count although they are there; empty if they count, or
 *     are not there
 */
public record Activation(List<String> names, String ignored) {
  /** SD_LISTEN_FDS_START. */
  static final int FIRST_DESCRIPTOR = 3;

  private static final int MOST = 1000;
  private static final Activation NONE = new Activation(List.of(), "");

  public Activation {
    names = List.copyOf(names);
  }

  /**
   * Reads the variables. Those for another process are inherited by accident, say through a shell,
   * and the descriptors are not ours then.
   *
   * @throws IOException if they are meant for us and cannot be understood
   */
  public static Activation read(Map<String, String> environment, long ownPid) throws IOException {
    String count = environment.get("LISTEN_FDS");
    if (count == null) {
      return NONE;
    }
    String pid = environment.get("LISTEN_PID");
    if (!String.valueOf(ownPid).equals(pid)) {
      return new Activation(
          List.of(),
          "sockets handed over are ignored: LISTEN_PID is %s, and this process is %d"
              .formatted(pid == null ? "missing" : pid, ownPid));
    }
    int number = number(count);
    return new Activation(names(environment.get("LISTEN_FDNAMES"), number), "");
  }

  private static int number(String text) throws IOException {
    // No parse of what follows a sign: +1 is no number of descriptors.
    if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > MOST) {
      throw new IOException("LISTEN_FDS is \"" + text + "\", not a number from 0 to " + MOST);
    }
    return Integer.parseInt(text);
  }

  private static List<String> names(@Nullable String text, int number) throws IOException {
    if (text == null || number == 0) {
      return Collections.nCopies(number, "unknown");
    }
    List<String> names = List.of(text.split(":", -1));
    if (names.size() != number) {
      throw new IOException(
          "LISTEN_FDNAMES has %d names for the %d sockets of LISTEN_FDS"
              .formatted(names.size(), number));
    }
    return names;
  }
}

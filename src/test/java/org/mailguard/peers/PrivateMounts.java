package org.mailguard.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a program that was unpacked, not installed, in a mount namespace of its own: users that the
 * package would have made, and folders that it wants at fixed places, are mounted there. The
 * machine's files stay as they are.
 */
final class PrivateMounts {
  private final Folder folder;
  private final StringBuilder script = new StringBuilder("set -e\n");

  PrivateMounts(Folder folder) {
    this.folder = folder;
  }

  /** Adds users with groups of the same name and number, from this number on. */
  PrivateMounts users(int firstNumber, String... names) throws IOException {
    for (String file : List.of("passwd", "group")) {
      var text = new StringBuilder(LatinText.of(Path.of("/etc", file)));
      for (int i = 0; i < names.length; i++) {
        int number = firstNumber + i;
        text.append(
            file.equals("passwd")
                ? "%s:x:%d:%d::/nonexistent:/usr/sbin/nologin\n".formatted(names[i], number, number)
                : "%s:x:%d:\n".formatted(names[i], number));
      }
      bind(folder.write(file, text.toString()), "/etc/" + file);
    }
    return this;
  }

  /** Shows a file or folder at another place, which must exist. */
  PrivateMounts bind(Path what, String where) {
    return run("mount --bind '" + what + "' '" + where + "'");
  }

  /** Puts an empty folder in memory over a place, which must exist. */
  PrivateMounts empty(String where) {
    return run("mount -t tmpfs tmpfs '" + where + "'");
  }

  /** Runs a line of shell in the namespace. */
  PrivateMounts run(String line) {
    script.append(line).append('\n');
    return this;
  }

  /** The command that makes the mounts and then becomes the program. */
  List<String> command(String... program) throws IOException {
    Path file = folder.write("mounts.sh", script + "exec \"$@\"\n");
    List<String> command = new ArrayList<>(List.of("unshare", "-m", "bash", file.toString()));
    command.addAll(Arrays.asList(program));
    return command;
  }
}

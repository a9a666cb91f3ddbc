package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder for one server, which daemons that have given up root can enter; deleted when
 * closed.
 */
record Folder(Path path) implements AutoCloseable {
  static Folder create(String name) throws IOException {
    Path path = Files.createTempDirectory("mailguard-" + name + "-");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Folder(path);
  }

  Path file(String name) {
    return path.resolve(name);
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(file(name), text, ISO_8859_1);
  }

  /** Makes a folder in it that belongs to this user, given by name or number. */
  Path folderOf(String user, String name) throws IOException {
    Path folder = Files.createDirectories(file(name));
    give(folder, user);
    return folder;
  }

  /** Makes a file or folder belong to this user, given by name or number. */
  static void give(Path file, String user) throws IOException {
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
  }

  @Override
  public String toString() {
    return path.toString();
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}

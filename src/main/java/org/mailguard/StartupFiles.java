package org.mailguard;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mailguard.console.ConfigurationStore;

/**
 * The startup configuration and the operators' own files, on disk.
 *
 * <p>Saving goes in steps, and after each of them the machine may stop. The new text is written
 * beside the old file and brought to the disk; the old file gets a second name, under which it is
 * kept; then the new one takes the first name in one step, which the kernel does wholly or not at
 * all; then the directory is brought to the disk. So the name always stands for the old text or for
 * the new one.
 *
 * <p>Everything lies beside the startup configuration: {@code NAME.old} has the last twenty, {@code
 * NAME.files} has what operators copy. A name from an operator is one of that folder and nothing
 * else: he may be a guest of level 15 by Telnet, and the guard may run as root.
 */
final class StartupFiles implements ConfigurationStore {
  private static final int KEPT = 20;

  /** Of operators' own files, so that nobody fills the disk. */
  private static final int MOST_FILES = 100;

  private static final int MOST_OCTETS = 32 << 20;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private final Path startup;
  private final Runnable step;

  StartupFiles(Path startup) {
    this(startup, () -> {});
  }

  /** {@code step} is called between the steps of saving: a test stops the process there. */
  StartupFiles(Path startup, Runnable step) {
    this.startup = startup.toAbsolutePath();
    this.step = step;
  }

  @Override
  public String place() {
    return startup.toString();
  }

  /** The file itself: what a symbolic link names stays where it is. */
  private Path file() throws IOException {
    return Files.exists(startup) ? startup.toRealPath() : startup;
  }

  private Path beside(String suffix) throws IOException {
    Path file = file();
    return file.resolveSibling(file.getFileName() + suffix);
  }

  @Override
  public Optional<String> startup() throws IOException {
    return text(file());
  }

  private static Optional<String> text(Path file) throws IOException {
    try {
      if (Files.size(file) > MOST_OCTETS) {
        throw new IOException(file + ": larger than " + MOST_OCTETS + " octets");
      }
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void saveStartup(String text) throws IOException {
    Path file = file();
    Path next = beside(".new");
    write(next, text, permissions(file));
    step.run();
    keep(file);
    step.run();
    Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
    step.run();
    sync(folder(file));
    step.run();
    prune();
  }

  @Override
  public synchronized void eraseStartup() throws IOException {
    Path file = file();
    keep(file);
    Files.deleteIfExists(file);
    sync(folder(file));
    prune();
  }

  private static Path folder(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException(file + " is in no folder");
    }
    return folder;
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.exists(file) ? Files.getPosixFilePermissions(file) : PRIVATE;
  }

  private static void write(Path file, String text, Set<PosixFilePermission> permissions)
      throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PRIVATE));
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
      ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      channel.force(true);
    }
    Files.setPosixFilePermissions(file, permissions);
  }

  /** A second name for what is there now. */
  private void keep(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Path old = Files.createDirectories(beside(".old"));
    int last = kept().stream().findFirst().map(StartupFiles::number).orElse(0);
    Path name = old.resolve("%06d".formatted(last + 1));
    try {
      Files.createLink(name, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Not every file system has second names.
      write(name, Files.readString(file), PRIVATE);
    }
    sync(old);
  }

  private static int number(Path kept) {
    return Integer.parseInt(String.valueOf(kept.getFileName()));
  }

  /** Newest first. */
  private List<Path> kept() throws IOException {
    Path old = beside(".old");
    if (!Files.isDirectory(old)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(old)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("[0-9]{6}"))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private void prune() throws IOException {
    List<Path> kept = kept();
    for (Path file : kept.subList(Math.min(KEPT, kept.size()), kept.size())) {
      Files.deleteIfExists(file);
    }
  }

  /** A name is on the disk when its folder is. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }

  @Override
  public List<String> old() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : kept()) {
      lines.add(line(file, "startup-config." + file.getFileName()));
    }
    return lines;
  }

  private static String line(Path file, String name) throws IOException {
    return "%10d  %s  %s"
        .formatted(
            Files.size(file),
            Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS),
            name);
  }

  @Override
  public List<String> names() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : own()) {
      lines.add(line(file, "disk0:/" + file.getFileName()));
    }
    return lines;
  }

  private List<Path> own() throws IOException {
    Path folder = beside(".files");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** {@code startup-config.000007} is one of the old ones, everything else an operator's own. */
  @Override
  public Optional<String> read(String name) throws IOException {
    if (name.matches("startup-config\\.[0-9]{6}")) {
      return text(beside(".old").resolve(name.substring(name.length() - 6)));
    }
    return text(beside(".files").resolve(checked(name)));
  }

  private static String checked(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IOException(
          name + ": a name has up to 64 letters, digits, dots and dashes, and no folder");
    }
    return name;
  }

  @Override
  public synchronized void write(String name, String text) throws IOException {
    Path folder = Files.createDirectories(beside(".files"));
    Path file = folder.resolve(checked(name));
    if (!Files.exists(file) && own().size() >= MOST_FILES) {
      throw new IOException("there are " + MOST_FILES + " files already");
    }
    Path next = folder.resolve("." + name + ".new");
    write(next, text, PRIVATE);
    Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
    sync(folder);
  }
}

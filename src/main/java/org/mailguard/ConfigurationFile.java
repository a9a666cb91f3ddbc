package org.mailguard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;

/** A configuration on disk. */
record ConfigurationFile(Path path) {
  /** Far above what a device ever held; what is larger is no configuration. */
  private static final int MAX_OCTETS = 64 << 20;

  /** What was read, or why it could not be. */
  ConfigResult read() throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(path)) {
      octets = in.readNBytes(MAX_OCTETS + 1);
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + ": permission denied", e);
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    if (octets.length > MAX_OCTETS) {
      throw new IOException(
          path + ": larger than " + MAX_OCTETS + " octets, so it is no configuration");
    }
    return ConfigParser.parse(path.toString(), octets);
  }
}

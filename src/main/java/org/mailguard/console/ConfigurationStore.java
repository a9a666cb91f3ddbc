package org.mailguard.console;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where configurations are kept. The root package implements it with files. What it writes is there
 * whole or not at all, whenever the power fails.
 */
public interface ConfigurationStore {
  /** Of the startup configuration, for people. */
  String place();

  /** The startup configuration; empty if there is none. */
  Optional<String> startup() throws IOException;

  /** Takes the place of the startup configuration, which is kept as the newest of the old ones. */
  void saveStartup(String text) throws IOException;

  /** Takes the startup configuration away, and keeps it as the newest of the old ones. */
  void eraseStartup() throws IOException;

  /** Startup configurations that were, newest first, for people: when, and how large. */
  List<String> old() throws IOException;

  /** Names of the operator's own files. */
  List<String> names() throws IOException;

  /**
   * One of the operator's own files.
   *
   * @param name without a directory
   */
  Optional<String> read(String name) throws IOException;

  void write(String name, String text) throws IOException;
}

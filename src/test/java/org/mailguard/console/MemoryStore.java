package org.mailguard.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Configurations that live as long as a test. */
final class MemoryStore implements ConfigurationStore {
  private final Map<String, String> files = new TreeMap<>();
  private final List<String> old = new ArrayList<>();
  private @Nullable String startup;

  MemoryStore(@Nullable String startup) {
    this.startup = startup;
  }

  @Override
  public String place() {
    return "startup-config";
  }

  @Override
  public Optional<String> startup() {
    return Optional.ofNullable(startup);
  }

  @Override
  public void saveStartup(String text) {
    eraseStartup();
    startup = text;
  }

  @Override
  public void eraseStartup() {
    if (startup != null) {
      old.addFirst("startup-config." + (old.size() + 1) + "  " + startup.length() + " bytes");
    }
    startup = null;
  }

  @Override
  public List<String> old() {
    return List.copyOf(old);
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public Optional<String> read(String name) {
    return Optional.ofNullable(files.get(name));
  }

  @Override
  public void write(String name, String text) throws IOException {
    if (name.contains("/")) {
      throw new IOException(name + ": a name without a directory");
    }
    files.put(name, text);
  }
}

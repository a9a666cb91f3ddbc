package org.mailguard.config;

import java.util.List;
import java.util.stream.Collectors;

/** An operator's mistake in a configuration; the only exception that reading one can end with. */
public final class ConfigException extends Exception {
  private final transient List<Problem> problems;

  ConfigException(String name, List<Problem> problems) {
    super(problems.stream().map(problem -> problem.describe(name)).collect(Collectors.joining()));
    this.problems = List.copyOf(problems);
  }

  /** Errors and warnings in the order of their lines. */
  public List<Problem> problems() {
    return problems;
  }
}

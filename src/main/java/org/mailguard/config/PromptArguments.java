package org.mailguard.config;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** What an operator filled into a command. */
public final class PromptArguments {
  private final Arguments arguments;

  PromptArguments(Arguments arguments) {
    this.arguments = arguments;
  }

  /** True if the keyword stands in the line, in full or abbreviated. */
  public boolean has(String keyword) {
    return arguments.has(keyword);
  }

  /** Of a word, or of the rest of the line. */
  public Optional<String> text(String name) {
    return arguments.value(name).map(Object::toString);
  }

  public OptionalInt number(String name) {
    return arguments
        .value(name)
        .map(Integer.class::cast)
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  public Optional<InetAddress> address(String name) {
    return arguments.value(name).map(InetAddress.class::cast);
  }
}

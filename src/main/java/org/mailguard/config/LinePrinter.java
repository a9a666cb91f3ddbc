package org.mailguard.config;

import java.net.InetAddress;
import java.util.StringJoiner;

/** Puts the words of one line together. */
final class LinePrinter {
  private final StringJoiner words = new StringJoiner(" ");
  private final Names names;

  /** {@code names} has the labels that addresses are printed as. */
  LinePrinter(Names names) {
    this.names = names;
  }

  LinePrinter add(Object... more) {
    for (Object word : more) {
      words.add(word.toString());
    }
    return this;
  }

  LinePrinter addIf(boolean condition, Object... more) {
    return condition ? add(more) : this;
  }

  LinePrinter address(InetAddress address) {
    return add(names.print(address));
  }

  /** A host name, or an address as {@link AddressText} prints it. */
  LinePrinter server(String server) {
    return add(AddressText.read(server).map(names::print).orElse(server));
  }

  @Override
  public String toString() {
    return words.toString();
  }
}

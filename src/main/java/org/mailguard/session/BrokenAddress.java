package org.mailguard.session;

import org.mailguard.policy.Criterion;
import org.mailguard.policy.Judge;
import org.mailguard.policy.Ruling;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.SyntaxError;
import org.mailguard.smtp.Verb;

/**
 * What stands where a MAIL or RCPT command has its address, and is none by the grammar. The server
 * never sees it; a rule can still say that whoever sends such a thing is not to be talked to.
 */
final class BrokenAddress {
  private BrokenAddress() {}

  static Ruling ruling(Judge judge, Octets line, SyntaxError error) {
    return switch (error.kind()) {
      case REVERSE_PATH -> judge.broken(Criterion.Whose.SENDER, written(line));
      case FORWARD_PATH -> judge.broken(Criterion.Whose.RECIPIENT, written(line));
      case ENCODING -> {
        Verb verb = line.length() < 4 ? null : Verb.named(line.slice(0, 4));
        if (verb == Verb.MAIL) {
          yield judge.broken(Criterion.Whose.SENDER, written(line));
        }
        yield verb == Verb.RCPT
            ? judge.broken(Criterion.Whose.RECIPIENT, written(line))
            : Ruling.NONE;
      }
      case COMMAND, ARGUMENT, CHUNK_LENGTH -> Ruling.NONE;
    };
  }

  /** Behind the colon, without blanks around it, and without what looks like its brackets. */
  private static Octets written(Octets line) {
    int from = line.indexOf(':') + 1;
    while (from < line.length() && line.at(from) == ' ') {
      from++;
    }
    int to = line.length();
    while (to > from && (line.at(to - 1) == ' ' || line.at(to - 1) == '\t')) {
      to--;
    }
    if (from < to && line.at(from) == '<') {
      from++;
      int bracket = to;
      while (bracket > from && line.at(bracket - 1) != '>') {
        bracket--;
      }
      to = bracket > from ? bracket - 1 : to;
    }
    return line.slice(from, to);
  }
}

package org.mailguard.session;

/** Takes the steps of a session, one by one. */
@FunctionalInterface
public interface Steps {
  void take(Step step);
}

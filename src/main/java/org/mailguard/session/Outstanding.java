package org.mailguard.session;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Elements whose replies the client still has to get, in order. */
final class Outstanding {
  private final ArrayDeque<Slot> slots = new ArrayDeque<>(4);

  void add(Slot slot) {
    slots.add(slot);
  }

  @Nullable Slot head() {
    return slots.peek();
  }

  Slot take() {
    return slots.remove();
  }

  boolean holds(Slot.Kind kind) {
    return slots.stream().anyMatch(slot -> slot.kind() == kind);
  }

  /** True if a message that went to the server whole, or a chunk of one, is not answered yet. */
  boolean holdsMessage() {
    return slots.stream().anyMatch(Slot::carriesMessage);
  }

  /** Nobody waits for them any more. */
  void forget() {
    slots.clear();
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }

  int size() {
    return slots.size();
  }
}

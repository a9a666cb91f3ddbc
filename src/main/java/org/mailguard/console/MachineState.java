package org.mailguard.console;

import java.time.Instant;
import java.util.Optional;

/**
 * The process that the guard is, and what it runs on. Sizes are octets.
 *
 * @param version of the program
 * @param compiled when, if the program knows
 * @param started when
 * @param java version and vendor of the virtual machine
 * @param kernel name, release and architecture
 * @param processors that it may use
 * @param cpuSeconds of processor time since the start
 */
public record MachineState(
    String version,
    Optional<Instant> compiled,
    Instant started,
    long pid,
    String java,
    String kernel,
    String transport,
    int processors,
    double cpuSeconds,
    Memory memory) {

  /**
   * What is in use and what may be.
   *
   * @param heapUsed by objects, garbage that was not collected yet among them
   * @param heapCommitted taken from the machine
   * @param heapMost it never takes more
   * @param directUsed by buffers of the network
   * @param directMost likewise
   * @param otherUsed of the virtual machine itself: classes, compiled code
   * @param resident what the kernel counts for the process, 0 if it does not say
   * @param sessionWorst what one session may hold in buffers
   * @param sessionsMost that there may be at once
   */
  public record Memory(
      long heapUsed,
      long heapCommitted,
      long heapMost,
      long directUsed,
      long directMost,
      long otherUsed,
      long resident,
      long sessionWorst,
      int sessionsMost) {}
}

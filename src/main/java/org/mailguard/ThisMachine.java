package org.mailguard;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.mailguard.console.MachineState;
import org.mailguard.proxy.Guard;

/** The process and the machine that it runs on, in the virtual machine's and the kernel's words. */
final class ThisMachine {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private ThisMachine() {}

  static MachineState state(Instant started, String transport, int mostSessions) {
    return new MachineState(
        Mailguard.VERSION,
        compiled(),
        started,
        ProcessHandle.current().pid(),
        Runtime.version() + ", " + System.getProperty("java.vendor", "unknown"),
        System.getProperty("os.name", "unknown")
            + " "
            + System.getProperty("os.version", "")
            + " "
            + System.getProperty("os.arch", ""),
        transport,
        Runtime.getRuntime().availableProcessors(),
        cpuSeconds(),
        memory(mostSessions));
  }

  private static MachineState.Memory memory(int mostSessions) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    return new MachineState.Memory(
        heap.getUsed(),
        heap.getCommitted(),
        heap.getMax(),
        Guard.bufferOctets(),
        mostDirect(heap.getMax()),
        other.getUsed(),
        resident(),
        Guard.SESSION_BUFFERS,
        mostSessions);
  }

  /** Without a line of its own it is as much as the heap may have. */
  private static long mostDirect(long heap) {
    String value =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxDirectMemorySize")
            .getValue();
    long most = Long.parseLong(value);
    return most == 0 ? heap : most;
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  /** 0 where the kernel has no such file. */
  private static long resident() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // no Linux, or no /proc: the row is left out
    }
  }

  /** When the program's first class was written; in a jar, when it was packed. */
  private static Optional<Instant> compiled() {
    URL own = ThisMachine.class.getResource("ThisMachine.class");
    if (own == null) {
      return Optional.empty();
    }
    try {
      URLConnection connection = own.openConnection();
      connection.setUseCaches(false);
      try (var opened = connection.getInputStream()) {
        long written = opened == null ? 0 : connection.getLastModified();
        return written <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(written));
      }
    } catch (IOException e) {
      return Optional.empty(); // an image without times: the line is left out
    }
  }
}

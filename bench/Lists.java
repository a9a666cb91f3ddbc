import java.net.InetAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Access;
import org.mailguard.policy.Connection;

/**
 * How long it takes to read an access list, and to find the line that decides about a connection,
 * for lists of growing length. Started by {@code bench/lists}.
 */
final class Lists {
  private static final int LOOKUPS = 1_000_000;

  public static void main(String[] args) throws Exception {
    System.out.println("| Lines of the list | read | heap | index | one look-up |");
    System.out.println("|---|---|---|---|---|");
    for (int lines : new int[] {10, 1000, 10_000, 100_000}) {
      measure(lines);
    }
  }

  private static void measure(int lines) throws Exception {
    String text = configuration(lines);
    long best = Long.MAX_VALUE;
    Configuration configuration = null;
    for (int i = 0; i < 3; i++) {
      long from = System.nanoTime();
      configuration = ConfigParser.parse("list", text).orElseThrow();
      best = Math.min(best, System.nanoTime() - from);
    }
    Access access = configuration.publications().getFirst().access();
    Connection[] connections = connections();
    long from = System.nanoTime();
    access.judge(connections[0]);
    long index = System.nanoTime() - from;
    long lookup = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      from = System.nanoTime();
      for (int i = 0; i < LOOKUPS; i++) {
        access.judge(connections[i % connections.length]);
      }
      lookup = Math.min(lookup, (System.nanoTime() - from) / LOOKUPS);
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    System.out.printf(
        Locale.ROOT,
        "| %,d | %,d ms | %d MiB | %,d ms | %,d ns |%n",
        lines,
        best / 1_000_000,
        heap,
        index / 1_000_000,
        lookup);
    if (configuration.publications().isEmpty()) {
      throw new IllegalStateException("kept until here");
    }
  }

  /** Hosts and networks of every length, permits and denies, as blocklists and partners are. */
  private static String configuration(int lines) {
    Random random = new Random(25);
    StringBuilder text = new StringBuilder(lines * 80);
    text.append("static (inside,outside) tcp 192.0.2.25 smtp 10.0.0.5 smtp\n");
    text.append("access-group big in interface outside\n");
    for (int i = 0; i < lines - 1; i++) {
      int address = random.nextInt();
      int prefix = 16 + random.nextInt(17);
      text.append("access-list big ").append(i % 10 == 0 ? "permit" : "deny").append(" tcp ");
      if (prefix == 32 || i % 2 == 0) {
        text.append("host ").append(dotted(address));
      } else {
        int mask = -1 << (32 - prefix);
        text.append(dotted(address & mask)).append(' ').append(dotted(mask));
      }
      text.append(" host 192.0.2.25 eq smtp\n");
    }
    return text.append("access-list big permit tcp any any eq smtp\n").toString();
  }

  private static Connection[] connections() throws Exception {
    Random random = new Random(26);
    InetAddress local = InetAddress.ofLiteral("192.0.2.25");
    Connection[] connections = new Connection[4096];
    for (int i = 0; i < connections.length; i++) {
      InetAddress client = InetAddress.ofLiteral(dotted(random.nextInt()));
      connections[i] = new Connection(client, 40_000, local, 25, Instant.EPOCH);
    }
    return connections;
  }

  private static String dotted(int bits) {
    return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
  }
}

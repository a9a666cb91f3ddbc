package org.mailguard.doctor.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Questions to the DNS. Nothing is kept between two of them. Whether an answer was signed is not
 * checked, so what TLSA says is compared and never trusted.
 */
public final class Names {
  /** Of a domain, or of a host; more is nobody's set-up. */
  static final int MOST = 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Resolver resolver;
  private final boolean system;

  private Names(Resolver resolver, boolean system) {
    this.resolver = resolver;
    this.system = system;
    resolver.setTimeout(TIMEOUT);
  }

  /** By the servers of this machine, its hosts file too. */
  public static Names ofThisMachine() {
    return new Names(new ExtendedResolver(), true);
  }

  /** By one server, and nothing else. */
  public static Names by(InetSocketAddress server) {
    return new Names(new SimpleResolver(server), false);
  }

  /**
   * What a domain says about mail.
   *
   * @param hosts in the order in which a sender tries them; empty if the domain has no MX
   * @param takesNone true for the null MX of RFC 7505
   */
  public record Exchangers(List<String> hosts, boolean takesNone) {
    public Exchangers {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * MX.
   *
   * @throws IOException if no server answers
   */
  public Exchangers exchangers(String domain) throws IOException {
    List<MXRecord> records = new ArrayList<>();
    for (Record each : ask(domain, Type.MX)) {
      if (each instanceof MXRecord mx) {
        records.add(mx);
      }
    }
    if (records.size() == 1 && records.getFirst().getTarget().equals(Name.root)) {
      return new Exchangers(List.of(), true);
    }
    records.sort(Comparator.comparingInt(MXRecord::getPriority));
    return new Exchangers(
        records.stream()
            .limit(MOST)
            .map(mx -> mx.getTarget().toString(true).toLowerCase(Locale.ROOT))
            .distinct()
            .toList(),
        false);
  }

  /**
   * A, then AAAA.
   *
   * @throws IOException if no server answers
   */
  public List<InetAddress> addresses(String host) throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    for (int type : List.of(Type.A, Type.AAAA)) {
      for (Record each : ask(host, type)) {
        if (each instanceof ARecord a) {
          addresses.add(a.getAddress());
        } else if (each instanceof AAAARecord aaaa) {
          addresses.add(aaaa.getAddress());
        }
      }
    }
    if (addresses.isEmpty() && system) {
      try {
        addresses.addAll(List.of(InetAddress.getAllByName(host)));
      } catch (UnknownHostException e) {
        return List.of();
      }
    }
    return addresses.stream().distinct().limit(MOST).toList();
  }

  /** Keys that are published for port {@code port} of a host, RFC 7672; empty if none are. */
  List<TLSARecord> keys(String host, int port) throws IOException {
    return ask("_" + port + "._tcp." + host, Type.TLSA).stream()
        .filter(TLSARecord.class::isInstance)
        .map(TLSARecord.class::cast)
        .limit(MOST)
        .toList();
  }

  /** Texts, the parts of each joined; empty if there are none. */
  List<String> texts(String name) throws IOException {
    return ask(name, Type.TXT).stream()
        .filter(TXTRecord.class::isInstance)
        .map(record -> String.join("", ((TXTRecord) record).getStrings()))
        .limit(MOST)
        .toList();
  }

  private List<Record> ask(String name, int type) throws IOException {
    Lookup lookup;
    try {
      lookup = new Lookup(Name.fromString(name, Name.root), type, DClass.IN);
    } catch (TextParseException e) {
      return List.of();
    }
    lookup.setResolver(resolver);
    lookup.setCache(null);
    Record @Nullable [] found = lookup.run();
    if (lookup.getResult() == Lookup.TRY_AGAIN || lookup.getResult() == Lookup.UNRECOVERABLE) {
      throw new IOException("the DNS does not answer for " + name + ": " + lookup.getErrorString());
    }
    return found == null ? List.of() : List.of(found);
  }
}

package org.mailguard.doctor.watch;

import org.mailguard.doctor.Verdict;

/** What is otherwise than it was after the run before. */
sealed interface Change {
  /** For people, without the target's name. */
  String sentence();

  /** The first run of a target, as far as the history goes back. */
  record First(Verdict verdict) implements Change {
    @Override
    public String sentence() {
      return "first seen, " + verdict.word();
    }
  }

  /** Of the target as a whole. */
  record VerdictChanged(Verdict from, Verdict to) implements Change {
    @Override
    public String sentence() {
      return "verdict " + to.word() + ", was " + from.word();
    }
  }

  /** Of one address, where the target has several. */
  record AddressVerdictChanged(String host, String address, Verdict from, Verdict to)
      implements Change {
    @Override
    public String sentence() {
      return host + " " + address + " is " + to.word() + ", was " + from.word();
    }
  }

  /** Seen now, and not before. */
  record FindingCame(String id, String product) implements Change {
    @Override
    public String sentence() {
      return "new: " + product + " (" + id + ")";
    }
  }

  /** No address shows it any more, and those that showed it were asked to the end. */
  record FindingWent(String id, String product) implements Change {
    @Override
    public String sentence() {
      return "no more: " + product + " (" + id + ")";
    }
  }

  /** In the DNS, or a host more. */
  record AddressCame(String host, String address) implements Change {
    @Override
    public String sentence() {
      return "new address " + address + " of " + host;
    }
  }

  /** From the DNS, or a host less. */
  record AddressWent(String host, String address) implements Change {
    @Override
    public String sentence() {
      return "no more an address of " + host + ": " + address;
    }
  }

  /**
   * Another certificate, or TLS where there was none, or none where there was; empty stands for no
   * TLS.
   *
   * @param expires of the one that is there now
   */
  record CertificateChanged(String address, String from, String to, String expires)
      implements Change {
    /** Digits of the SHA-256, enough to compare by eye. */
    private static final int SHOWN = 16;

    @Override
    public String sentence() {
      if (to.isEmpty()) {
        return "TLS came up at " + address + " before, and does not now";
      }
      return (from.isEmpty() ? "TLS comes up at " : "another certificate at ")
          + address
          + ", SHA-256 "
          + shown(to)
          + (from.isEmpty() ? "" : ", was " + shown(from))
          + ", expires "
          + expires;
    }

    private static String shown(String sha256) {
      return sha256.substring(0, Math.min(SHOWN, sha256.length()));
    }
  }
}

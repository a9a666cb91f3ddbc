package org.mailguard.peers;

/** What a sender does about STARTTLS. Certificates are not checked: all are self-signed here. */
public enum Tls {
  /** It does not use it, so that what lies between sees the text. */
  NEVER,
  /** It uses it where it is offered. */
  IF_OFFERED
}

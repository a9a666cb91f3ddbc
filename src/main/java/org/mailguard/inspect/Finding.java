package org.mailguard.inspect;

/** Something worth a verdict that the grammar allows. */
public enum Finding {
  /** An address carries a source route (reference: threats A-01). */
  SOURCE_ROUTE,
  /** The line is a request or a header line of HTTP (threats C-20). */
  HTTP
}

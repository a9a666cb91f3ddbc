package org.mailguard.smtp;

/** The keywords of the parameters, once. */
final class Keywords {
  static final Octets SIZE = Octets.ascii("SIZE");
  static final Octets BODY = Octets.ascii("BODY");
  static final Octets SMTPUTF8 = Octets.ascii("SMTPUTF8");
  static final Octets RET = Octets.ascii("RET");
  static final Octets ENVID = Octets.ascii("ENVID");
  static final Octets NOTIFY = Octets.ascii("NOTIFY");
  static final Octets ORCPT = Octets.ascii("ORCPT");
  static final Octets AUTH = Octets.ascii("AUTH");
  static final Octets BY = Octets.ascii("BY");
  static final Octets HOLDFOR = Octets.ascii("HOLDFOR");
  static final Octets HOLDUNTIL = Octets.ascii("HOLDUNTIL");
  static final Octets MT_PRIORITY = Octets.ascii("MT-PRIORITY");
  static final Octets RRVS = Octets.ascii("RRVS");
  static final Octets REQUIRETLS = Octets.ascii("REQUIRETLS");

  private Keywords() {}
}

package org.mailguard.smtp;

import java.util.List;

/** Prints what stands behind the keyword of a parameter, the {@code =} included. */
final class ParameterWriter {
  private ParameterWriter() {}

  static void value(LineBuilder line, Parameter parameter) {
    switch (parameter) {
      case Parameter.Size size -> line.add('=').add(size.octets());
      case Parameter.Body body -> line.add('=').add(body.type().word());
      case Parameter.SmtpUtf8 _, Parameter.RequireTls _ -> {}
      case Parameter.Ret ret -> line.add('=').add(ret.full() ? "FULL" : "HDRS");
      case Parameter.EnvId envId -> line.add('=').add(envId.xtext());
      case Parameter.Notify notify -> notify(line.add('='), notify.conditions());
      case Parameter.Orcpt orcpt ->
          line.add('=').add(orcpt.addressType()).add(';').add(orcpt.address());
      case Parameter.AuthIdentity identity -> line.add('=').add(identity.xtext());
      case Parameter.DeliverBy by -> {
        line.add('=').add(by.seconds()).add(';').add(by.mode());
        if (by.trace()) {
          line.add('T');
        }
      }
      case Parameter.HoldFor holdFor -> line.add('=').add(holdFor.seconds());
      case Parameter.HoldUntil holdUntil -> line.add('=').add(holdUntil.dateTime());
      case Parameter.MtPriority priority -> line.add('=').add((long) priority.priority());
      case Parameter.Rrvs rrvs -> {
        line.add('=').add(rrvs.dateTime());
        if (rrvs.action() != null) {
          line.add(';').add((char) rrvs.action());
        }
      }
      case Parameter.Other other -> {
        if (other.value() != null) {
          line.add('=').add(other.value());
        }
      }
    }
  }

  private static void notify(LineBuilder line, List<Parameter.Notify.Condition> conditions) {
    if (conditions.isEmpty()) {
      line.add("NEVER");
    }
    for (int i = 0; i < conditions.size(); i++) {
      if (i > 0) {
        line.add(',');
      }
      line.add(conditions.get(i).name());
    }
  }
}

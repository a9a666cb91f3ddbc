package org.mailguard.doctor.read;

import static org.mailguard.doctor.report.Json.array;
import static org.mailguard.doctor.report.Json.field;
import static org.mailguard.doctor.report.Json.object;
import static org.mailguard.doctor.report.Json.text;

import org.mailguard.doctor.read.sides.Difference;
import org.mailguard.doctor.report.Json;
import org.mailguard.doctor.report.JsonReport;

/**
 * What was read as JSON, on one line, in ASCII. The fields are in docs/reference/doctor.md;
 * findings are those of the report of a target.
 */
public final class ReadJson {
  private ReadJson() {}

  public static String of(Examined examined) {
    return object(
        field("verdict", text(examined.verdict().word())),
        field("inputs", array(examined.inputs(), ReadJson::input)),
        field("findings", array(examined.findings(), JsonReport::finding)),
        field("differences", array(examined.sides(), ReadJson::difference)),
        field("guard", text(examined.guard())),
        field("notes", array(examined.notes(), Json::text)));
  }

  private static String input(Examined.Input input) {
    return object(
        field("name", text(input.name())),
        field("form", text(input.form())),
        field("what", text(input.what())),
        field("conversations", array(input.conversations(), Json::text)));
  }

  private static String difference(Difference difference) {
    return object(
        field("kind", text(difference.kind().word())),
        field("from", text(difference.toServer() ? "client" : "server")),
        field("during", text(difference.during())),
        field("before", text(difference.before())),
        field("after", text(difference.after())),
        field("in", text(difference.where().in())),
        field("out", text(difference.where().out())));
  }
}

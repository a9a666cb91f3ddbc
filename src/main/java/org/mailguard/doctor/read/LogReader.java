package org.mailguard.doctor.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.read.guard.GuardLog;

/** Reads a log of any length, line by line; lines of several programs may be mixed in it. */
final class LogReader {
  private LogReader() {}

  static Source read(String file, TextLines text, Fingerprints fingerprints) throws IOException {
    Keep keep = new Keep(fingerprints);
    Duplicates duplicates = new Duplicates();
    GuardLog guard = new GuardLog(file);
    Map<LogForm, Long> forms = new EnumMap<>(LogForm.class);
    for (String line = text.next(); line != null; line = text.next()) {
      long number = text.number();
      LogForm form = LogForm.of(line).orElse(null);
      if (form != null) {
        forms.merge(form, 1L, Long::sum);
      }
      // What Mailguard quotes is not its log's: a refusal in it is no refusal of somebody else.
      if (form == LogForm.MAILGUARD) {
        String read = line;
        guard.line(line, file + ":" + number, () -> LogTime.shown(read));
      } else {
        keep.line(line, () -> file + ":" + number);
        duplicates.line(line, () -> file + ":" + number);
      }
    }
    List<Observation> seen = new ArrayList<>(keep.kept());
    seen.addAll(duplicates.seen());
    seen.addAll(guard.seen());
    List<String> notes = new ArrayList<>();
    if (text.isCut()) {
      notes.add("Lines of more than " + TextLines.LONGEST + " characters were cut.");
    }
    if (duplicates.isFull()) {
      notes.add("The log has more messages than are watched for duplicates; the later were not.");
    }
    notes.addAll(guard.notes());
    List<String> titles =
        forms.entrySet().stream()
            .sorted(Map.Entry.<LogForm, Long>comparingByValue().reversed())
            .map(each -> each.getKey().title())
            .toList();
    return new Source(
        file,
        Form.LOG,
        (titles.isEmpty() ? "log" : String.join(" and ", titles))
            + ", "
            + Source.count(text.number(), "line"),
        List.of(),
        seen,
        notes,
        new Source.Own(guard.summary(), guard.remedies(), guard.scenes()));
  }
}

package org.mailguard.doctor.read;

import java.util.Comparator;
import java.util.List;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.read.scene.Scene;
import org.mailguard.doctor.read.scene.Scene.Said;
import org.mailguard.doctor.read.scene.Scene.Step;
import org.mailguard.doctor.read.sides.Difference;
import org.mailguard.doctor.report.Redaction;

/** Stand-ins for names, addresses and mailboxes in what was read; names of files stay. */
public final class ReadRedaction {
  private final Redaction redaction = Redaction.ofFiles();
  private final List<String> files;

  private ReadRedaction(List<String> files) {
    this.files = files;
  }

  public static Examined of(Examined examined) {
    ReadRedaction all =
        new ReadRedaction(examined.inputs().stream().map(Examined.Input::name).toList());
    return new Examined(
        examined.verdict(),
        examined.inputs().stream().map(all::input).toList(),
        examined.findings().stream().map(all::finding).toList(),
        examined.sides().stream().map(all::difference).toList(),
        examined.notes().stream().map(all::text).toList(),
        examined.guard(),
        examined.scenes().stream().map(all::scene).toList());
  }

  private Scene scene(Scene scene) {
    return new Scene(
        where(scene.name()),
        scene.left(),
        scene.right(),
        scene.steps().stream()
            .map(step ->
                new Step(step.toRight(), step.said().stream().map(this::said).toList(), step.at()))
            .toList(),
        text(scene.ending()),
        scene.leftOut());
  }

  private Said said(Said said) {
    return new Said(text(said.text()), text(said.other()), text(said.remark()));
  }

  private Examined.Input input(Examined.Input input) {
    List<String> conversations = input.conversations().stream().map(this::where).toList();
    return new Examined.Input(input.name(), input.form(), input.what(), conversations);
  }

  private Difference difference(Difference difference) {
    return new Difference(
        difference.kind(),
        difference.toServer(),
        difference.during(),
        text(difference.before()),
        text(difference.after()),
        new Difference.Where(where(difference.where().in()), where(difference.where().out())));
  }

  private Finding finding(Finding finding) {
    return new Finding(
        finding.id(),
        finding.product(),
        finding.nature(),
        finding.confidence(),
        finding.evidence().stream()
            .map(seen -> new Evidence(where(seen.where()), text(seen.text()), seen.when()))
            .toList(),
        finding.explains(),
        finding.remedy().stream().map(this::remedy).toList(),
        finding.meaning());
  }

  /** Those of the catalogue name nobody; what is to be typed on Mailguard is of its own rules. */
  private Remedy remedy(Remedy remedy) {
    return remedy.box().equals("Mailguard")
        ? new Remedy(
            remedy.id(),
            remedy.box(),
            remedy.release(),
            remedy.step(),
            text(remedy.does()),
            remedy.lines().stream().map(this::text).toList(),
            remedy.cost(),
            remedy.checked())
        : remedy;
  }

  /** A place begins with the name of its file, which may look like the name of a host. */
  private String where(String where) {
    return files.stream()
        .filter(where::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(file -> file + text(where.substring(file.length())))
        .orElseGet(() -> text(where));
  }

  private String text(String text) {
    return redaction.text(text);
  }
}

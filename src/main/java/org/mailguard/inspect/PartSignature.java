package org.mailguard.inspect;

import java.util.Locale;
import java.util.Set;

/**
 * What the content of a part begins with, whatever its header says.
 *
 * @param member name of the first file in a ZIP archive; empty if none is known
 * @param cut true if that name is longer than what is kept
 */
public record PartSignature(int part, Signature signature, String member, boolean cut) {
  private static final Set<String> ARCHIVES =
      Set.of(
          "zip", "rar", "7z", "gz", "tgz", "bz2", "xz", "tar", "cab", "arj", "ace", "lzh", "iso",
          "img", "jar", "zst");

  /** True if the first file of the archive is, by its name, an archive. */
  public boolean isNestedArchive() {
    int dot = member.lastIndexOf('.');
    return dot >= 0 && ARCHIVES.contains(member.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}

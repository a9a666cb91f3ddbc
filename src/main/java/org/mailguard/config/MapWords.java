package org.mailguard.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.mailguard.inspect.ContentAnomaly;
import org.mailguard.inspect.Signature;
import org.mailguard.policy.AddressForm;
import org.mailguard.policy.Criterion.HeloForm;

/** Words of inspection maps that stand for constants, and what they mean. */
final class MapWords {
  private MapWords() {}

  /** Those whose word stands in a line. */
  static <E extends Enum<E>> Set<E> chosen(Class<E> type, Function<E, String> word, Arguments in) {
    EnumSet<E> chosen = EnumSet.allOf(type);
    chosen.removeIf(one -> !in.has(word.apply(one)));
    return chosen;
  }

  private static String hyphened(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String of(HeloForm.Form form) {
    return hyphened(form);
  }

  static String of(ContentAnomaly anomaly) {
    return hyphened(anomaly);
  }

  static String of(Signature signature) {
    return signature == Signature.SEVEN_ZIP ? "7z" : hyphened(signature);
  }

  static String help(AddressForm form) {
    return switch (form) {
      case SOURCE_ROUTE -> "A route in front: <@a,@b:user@c>";
      case PERCENT -> "A percent sign before the @: <user%other@local>";
      case BANG -> "An exclamation mark before the @: <other!user@local>";
      case QUOTED -> "A part in quotes before the @";
      case LITERAL -> "An address in brackets behind the @";
      case SPECIAL_CHARACTER -> "A vertical bar or a backquote, as the device means it";
      case SHELL -> "A character that a shell reads, such as ; $ & < > \\ *";
      case EIGHT_BIT -> "An octet beyond ASCII";
      case NULL -> "The empty address";
    };
  }

  static String help(Signature signature) {
    return switch (signature) {
      case ZIP -> "A ZIP archive, and with it the documents of today's office programs";
      case ENCRYPTED_ZIP -> "A ZIP archive whose first file is encrypted";
      case EMPTY_ZIP -> "A ZIP archive without a file";
      case RAR -> "A RAR archive";
      case SEVEN_ZIP -> "A 7-Zip archive";
      case GZIP -> "Packed by gzip";
      case BZIP2 -> "Packed by bzip2";
      case XZ -> "Packed by xz";
      case CABINET -> "A cabinet of Windows";
      case EXECUTABLE -> "A program for DOS or Windows";
      case ELF -> "A program for Linux and its kin";
      case PDF -> "A PDF document";
      case OLE -> "A document of older office programs, an installer, an Outlook message";
      case TNEF -> "Outlook's winmail.dat";
      case SHORTCUT -> "A shortcut of Windows";
    };
  }

  static String help(ContentAnomaly anomaly) {
    return switch (anomaly) {
      case BARE_LF -> "A header line ends with LF alone";
      case BARE_CR_IN_HEADER -> "CR without LF inside a header line";
      case NUL_IN_HEADER -> "An octet 0 in the header";
      case EIGHT_BIT_IN_HEADER -> "An octet beyond ASCII in the header";
      case SPACE_BEFORE_COLON -> "A blank between the name of a field and its colon";
      case EMPTY_FIELD_NAME -> "A field without a name";
      case CONTINUATION_OF_NOTHING -> "The header begins with a blank";
      case BLANK_CONTINUATION -> "A line of blanks inside the header";
      case MAILBOX_LINE -> "A first line From x, left over from a mailbox";
      case HEADER_WITHOUT_BLANK_LINE -> "A line that is no field ends the header";
      case REPEATED_FIELD -> "A field twice that may stand once";
      case REPEATED_CONTENT_TYPE -> "Content-Type twice";
      case REPEATED_DISPOSITION -> "Content-Disposition twice";
      case REPEATED_ENCODING -> "Content-Transfer-Encoding twice";
      case BROKEN_CONTENT_TYPE -> "A Content-Type that is no type/subtype";
      case NO_MIME_VERSION -> "Content-Type without MIME-Version";
      case BROKEN_PARAMETER -> "A parameter without semicolon or value";
      case REPEATED_PARAMETER -> "A parameter twice";
      case UNCLOSED_QUOTE -> "A quote that is not closed";
      case BLANK_IN_VALUE -> "A value with blanks and without quotes";
      case COMMENT_IN_PARAMETER -> "A comment between parameters";
      case BROKEN_CONTINUATION -> "Pieces of a parameter that are not numbered from 0 on";
      case BROKEN_EXTENDED_VALUE -> "An encoded value that cannot be decoded";
      case UNKNOWN_CHARSET -> "A charset that nobody knows";
      case NAMES_DIFFER -> "A file name that can be read in several ways";
      case CONTROL_IN_NAME -> "Control characters in a file name, or such as turn text round";
      case ENCODED_COMPOSITE -> "A multipart or message that is encoded as a whole";
      case NO_BOUNDARY -> "A multipart without boundary";
      case EMPTY_BOUNDARY -> "A boundary of no character";
      case LONG_BOUNDARY -> "A boundary of more than 70 octets";
      case OVERLAPPING_BOUNDARY -> "A boundary that begins with one that is open";
      case DELIMITER_WITH_TAIL -> "A line that begins with a delimiter and goes on";
      case DELIMITER_AFTER_CLOSE -> "A delimiter behind the last one";
      case NO_DELIMITER -> "A multipart without a delimiter";
      case NO_CLOSE_DELIMITER -> "A multipart that does not end";
      case BROKEN_BASE64 -> "Base64 that cannot be decoded";
      case BROKEN_QUOTED_PRINTABLE -> "Quoted-printable that cannot be decoded";
      case FIELD_TOO_LONG -> "A field longer than is looked at";
      case TOO_MANY_FIELDS -> "More fields than are looked at";
      case TOO_MANY_PARTS -> "More parts than are looked at";
      case TOO_DEEP -> "Parts in parts, deeper than is looked at";
      case BOUNDARY_TOO_LONG -> "A boundary longer than is looked at";
      case TOO_MANY_PARAMETERS -> "More parameters than are looked at";
    };
  }
}

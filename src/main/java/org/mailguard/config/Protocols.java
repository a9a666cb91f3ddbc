package org.mailguard.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mailguard.config.AccessSetting.Protocol;

/** IP protocols by name and number. Mail is TCP; the others are known so that their lines are. */
final class Protocols {
  private static final int TCP = 6;
  private static final int IP = 0;
  private static final Map<Integer, String> NAMES = new HashMap<>();

  static {
    NAMES.put(1, "icmp");
    NAMES.put(2, "igmp");
    NAMES.put(4, "ipinip");
    NAMES.put(9, "igrp");
    NAMES.put(17, "udp");
    NAMES.put(47, "gre");
    NAMES.put(50, "esp");
    NAMES.put(51, "ah");
    NAMES.put(58, "icmp6");
    NAMES.put(88, "eigrp");
    NAMES.put(89, "ospf");
    NAMES.put(94, "nos");
    NAMES.put(103, "pim");
    NAMES.put(108, "pcp");
    NAMES.put(109, "snp");
    NAMES.put(132, "sctp");
  }

  /** One that carries no mail, in the form in which it is written. */
  static final Kind<String> OTHER =
      Kind.of(String.class, "another protocol such as udp, icmp or 47", Protocols::readOther)
          .withNames(names());

  /** Any, in the form in which it is written. */
  static final Kind<String> ANY =
      Kind.of(String.class, "a protocol such as tcp, udp or 47", Protocols::readAny)
          .withNames(List.of("tcp", "udp", "icmp", "ip"));

  private Protocols() {}

  private static List<String> names() {
    return NAMES.values().stream().sorted().toList();
  }

  private static Reading<String> readOther(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    if (NAMES.containsValue(name)) {
      return new Reading.Value<>(name);
    }
    if (name.equals("ipsec")) {
      return new Reading.Value<>("esp");
    }
    if (name.equals("pptp")) {
      return new Reading.Value<>("gre");
    }
    return switch (Kind.range(0, 255).read(word)) {
      case Reading.Value<Integer>(Integer number) when number == TCP ->
          new Reading.Wrong<>("6 is tcp: write tcp");
      case Reading.Value<Integer>(Integer number) when number == IP ->
          new Reading.Wrong<>("0 is ip: write ip");
      case Reading.Value<Integer>(Integer number) ->
          new Reading.Value<>(NAMES.getOrDefault(number, word));
      case Reading.Wrong<Integer>(String complaint, _) -> new Reading.Wrong<>(complaint);
      case Reading.Other<Integer> _ -> new Reading.Other<>();
    };
  }

  private static Reading<String> readAny(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "tcp", "6" -> new Reading.Value<>("tcp");
      case "ip", "0" -> new Reading.Value<>("ip");
      default -> readOther(word);
    };
  }

  static String write(Protocol protocol) {
    return switch (protocol) {
      case Protocol.Tcp() -> "tcp";
      case Protocol.Ip() -> "ip";
      case Protocol.ByGroup(String name) -> "object-group " + name;
      case Protocol.ByObject(String name) -> "object " + name;
    };
  }
}

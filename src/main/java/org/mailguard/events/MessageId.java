package org.mailguard.events;

import static org.mailguard.events.Severity.ALERTS;
import static org.mailguard.events.Severity.CRITICAL;
import static org.mailguard.events.Severity.DEBUGGING;
import static org.mailguard.events.Severity.ERRORS;
import static org.mailguard.events.Severity.INFORMATIONAL;
import static org.mailguard.events.Severity.NOTIFICATIONS;
import static org.mailguard.events.Severity.WARNINGS;

import java.util.Optional;

/**
 * The catalogue of everything that the guard says: one id for the reply, the log line, the counter
 * and {@code mailguard explain}. Numbers below 750000 are those of the PIX and the ASA and mean
 * what they meant there; ours begin at 750000. An id is never given a second meaning.
 *
 * <p>Each constant has: number, severity, the reply ("" if no reply goes with it), what happened,
 * why it happens, what to do.
 */
public enum MessageId {
  ACCESS_DENIED_BY_DEFAULT(
      106001,
      CRITICAL,
      "",
      "A connection was denied because nothing permits it.",
      "No access list is bound to the interface and no conduit permits it. A guard denies by default, as the PIX did.",
      "Permit it: access-list NAME permit tcp any interface outside eq smtp, then access-group NAME in interface outside."),
  ACCESS_DENIED(
      106023,
      WARNINGS,
      "",
      "A connection was denied by the access list that is bound to the interface.",
      "The first line of the list that matches is a deny, or no line matches: every list ends with deny.",
      "If the peer should get in, add a permit line for it before the line that denies it."),
  ACCESS_LOGGED(
      106100,
      INFORMATIONAL,
      "",
      "A line of an access list that has the word log permitted or denied a connection.",
      "The line asks for it. The first connection of a client to a server is logged at once, those behind it are counted"
          + " and logged together when the interval of the line is over.",
      "Nothing. To log less, give the line a longer interval or log disable."),
  FLOWS_UNCOUNTED(
      106101,
      ALERTS,
      "",
      "More denied flows than access-list deny-flow-max are counted at once; further ones are denied and not logged.",
      "Many clients are denied by lines that have the word log. Somebody may be scanning.",
      "Raise access-list deny-flow-max, or take log from the line."),
  COMMAND_MADE_NOOP(
      108001,
      CRITICAL,
      "",
      "A command was made a NOOP on its way to the server, as an old release did.",
      "A release line is in force for this port.",
      "Take the release line away, and the guard answers honestly."),
  CHARACTER_REPLACED(
      108002,
      CRITICAL,
      "",
      "A character of an address was replaced with a blank, as an old release did.",
      "A release line is in force for this port, and the address had a vertical bar.",
      "Take the release line away, and such addresses are judged by the rules of the map."),
  MALICIOUS_ADDRESS(
      108003,
      CRITICAL,
      "",
      "A session was ended because an address had special characters in it.",
      "The line special-character of the inspection map says so. A vertical bar or a backquote in an address has made"
          + " servers run commands.",
      "If the address is honest, give special-character the action log."),
  RULE_ENFORCED(
      108004,
      WARNINGS,
      "550 5.7.1 Refused by policy",
      "A rule of the inspection map refused, changed or ended something.",
      "The record names the map, the number of the rule and its words. The reply has the same id and the same rule.",
      "If it was honest mail: change the rule, or put monitor below it and see what it would do."),
  RULE_LOGGED(
      108005,
      INFORMATIONAL,
      "",
      "A rule of the inspection map whose action is log matched.",
      "The record names the map, the number of the rule and its words. Nothing was changed.",
      "Nothing."),
  SIZE_VIOLATION(
      108006,
      DEBUGGING,
      "",
      "A message was longer than the SIZE that its sender had declared.",
      "The server judges it (RFC 1870 section 6.4). The guard only counts.",
      "Nothing."),
  TLS_STARTED(
      108007,
      INFORMATIONAL,
      "",
      "TLS was started on a session and the rest of it is relayed unread.",
      "The client asked for STARTTLS and the server agreed. The guard holds no certificate for this server, so it cannot"
          + " look inside.",
      "Nothing, if TLS between client and server is wanted."),
  COMMAND_EXECUTED(
      111008,
      NOTIFICATIONS,
      "",
      "An operator executed a command that is more than looking.",
      "Somebody is at the console. Passwords in the command are shown as asterisks.",
      "Nothing. Keep these lines where the operators cannot reach them."),
  COMMAND_SHOWN(
      111009,
      DEBUGGING,
      "",
      "An operator executed a command that shows something and changes nothing.",
      "Somebody is at the console.",
      "Nothing."),
  LINE_CONFIGURED(
      111010,
      NOTIFICATIONS,
      "",
      "An operator changed the configuration.",
      "Somebody is at the console. The line says who, from where, and what he typed.",
      "Nothing. show history shows the configurations that were, and rollback brings one back."),
  LEVEL_CHANGED(
      502103,
      NOTIFICATIONS,
      "",
      "An operator has another level of privilege now.",
      "He typed enable or disable and, for more privilege, the password.",
      "Nothing."),
  TOO_MANY_CONNECTIONS(
      201002,
      ERRORS,
      "421 4.3.2 Too many sessions for this server, try again later",
      "A static has as many connections as it may have; the client was told to come back later.",
      "The line that publishes the server carries a limit on connections.",
      "Raise the limit at the end of the static line, or take it away; 0 means none."),
  TOO_MANY_EMBRYONIC(
      201003,
      CRITICAL,
      "421 4.3.2 The mail server is slow to answer, try again later",
      "A static has as many half-open connections as it may have; the client was told to come back later.",
      "So many clients wait for the server to accept their connection at once: it is down or overloaded.",
      "Look at the server, or raise the embryonic limit at the end of the static line."),
  CONNECTION_BUILT(
      302013,
      INFORMATIONAL,
      "",
      "A connection was accepted and a session began.",
      "A permitted client connected to a published server.",
      "Nothing."),
  CONNECTION_ENDED(
      302014,
      INFORMATIONAL,
      "",
      "A session ended.",
      "The line says why, how long it lasted and how many octets crossed.",
      "Nothing."),
  FLOW_TERMINATED(
      507003,
      ERRORS,
      "",
      "A rule of the inspection map ended a session.",
      "The rule's action is drop-connection or reset. The record with id 108004 before it names the rule.",
      "Give the rule the action refuse, and the peer is told why."),
  LOGIN_DENIED(
      605004,
      INFORMATIONAL,
      "",
      "Somebody who wanted to operate the guard did not get in.",
      "The name or the password was wrong, or he took too long. The line says from where and by which way.",
      "If it was not one of yours, see to it that the telnet and ssh lines name only networks that you trust."),
  LOGIN_PERMITTED(
      605005,
      INFORMATIONAL,
      "",
      "An operator logged in.",
      "The name and the password, or the key, were right; or he is root on the same machine.",
      "Nothing."),
  CONSOLE_DENIED(
      710003,
      ERRORS,
      "",
      "Somebody who may not even knock connected to the console.",
      "No line telnet ADDRESS MASK INTERFACE, or ssh ADDRESS MASK INTERFACE, names his address.",
      "If he should get in, add a line for his address. Otherwise nothing: he was turned away before he could try."),
  READY(
      750001,
      NOTIFICATIONS,
      "",
      "The guard listens on every address of its configuration.",
      "It was started or took a new configuration.",
      "Nothing."),
  DRAINING(
      750002,
      NOTIFICATIONS,
      "421 4.3.2 The mail service is stopping, try again later",
      "The guard is being stopped: no new sessions, transactions under way finish.",
      "It got SIGTERM.",
      "Nothing: a sender tries again later."),
  RELOADED(
      750003,
      NOTIFICATIONS,
      "",
      "A new configuration is in force. Open sessions end on the one they began with.",
      "The guard got SIGHUP and the file was good.",
      "Nothing."),
  RELOAD_REFUSED(
      750004,
      ERRORS,
      "",
      "The configuration file was read again and refused; the old configuration stays in force, whole.",
      "The file has errors, or an address of it could not be bound.",
      "Run mailguard check FILE, mend what it names, send SIGHUP again."),
  CHANGE_FELL_BACK(
      750020,
      WARNINGS,
      "",
      "A change that had to be confirmed was not, and the configuration before it is in force again.",
      "An operator typed commit confirmed, and nobody typed commit before the time was over.",
      "Find out why: perhaps the change kept the operator out."),
  CHANGE_STAYED(
      750021,
      ERRORS,
      "",
      "A change that had to be confirmed was not, and the configuration before it could not be had again.",
      "The detail says why: mostly an address or port of it is taken by now. The change stays in force.",
      "Look at show diff and at who holds the port, then rollback."),
  CONSOLE_UNREACHABLE(
      750022,
      ERRORS,
      "",
      "A door of the operator's console could not be opened. Mail is not touched by that.",
      "The detail says which and why: mostly another program has the port, or the file cannot be made.",
      "Free the port, or give the console another one with telnet port or ssh port."),
  CONSOLE_CROWDED(
      750023,
      WARNINGS,
      "",
      "An operator was turned away, since as many as there may be are at the console, or are logging in.",
      "quota management-session bounds operators; those who have not logged in yet are bounded apart.",
      "kill ends a session that somebody forgot; show users has the numbers. The local socket always has room for one."),
  TELNET_CUT_OFF(
      750024,
      WARNINGS,
      "",
      "A Telnet client sent more commands between the keys than any honest one, and was cut off.",
      "The detail says which bound it went beyond. It is broken, or somebody tries what the guard does.",
      "See to it that the telnet lines name only networks that you trust; better, use ssh."),
  EVENTS_LOST(
      750005,
      WARNINGS,
      "",
      "Events were not written to the log, since its reader was too slow.",
      "The queue before the log is bounded, so that a slow log never slows mail. Counters count every event.",
      "Read the log faster, or log less: logging stdout warnings."),
  LOG_HOST_UNREACHABLE(
      750006,
      ERRORS,
      "",
      "A log host cannot be reached. Events wait for it in a bounded queue, mail goes on.",
      "Nothing listens at its address, its name does not resolve, the network is down, or its certificate is not trusted."
          + " It is tried again and again, at longer and longer intervals up to half a minute.",
      "Mend what the line names. If the host is gone for good, take its logging host line away."),
  LOG_HOST_BACK(
      750007,
      NOTIFICATIONS,
      "",
      "A log host can be reached again.",
      "It takes events once more, the ones that waited first. What did not fit in the queue is counted by MG-4-750005.",
      "Nothing."),
  SOCKET_UNUSED(
      750008,
      WARNINGS,
      "",
      "A socket that was handed over is not used; connections to it wait without an answer.",
      "No static line listens on its address and port.",
      "Make ListenStream= of the socket unit and the static line agree, or take one of them away."),
  COMMAND_UNKNOWN(
      750101,
      NOTIFICATIONS,
      "500 5.5.1 Command not recognized",
      "A client sent a command that the guard does not know. The server did not see it.",
      "It is no command of SMTP or of an extension that the guard implements.",
      "Mend the client. If a device of yours cannot be mended, give it a port of its own with no fixup protocol smtp PORT."),
  COMMAND_SYNTAX(
      750102,
      NOTIFICATIONS,
      "501 5.5.4 Syntax error",
      "A command did not follow its grammar. The server did not see it.",
      "The client is wrong, or probes how strict this server is. The reply names the place.",
      "Mend the client; RFC 5321 section 4.1 has the grammar."),
  COMMAND_FORBIDDEN(
      750103,
      NOTIFICATIONS,
      "502 5.5.1 Command not allowed by policy",
      "Policy forbids this command. The server did not see it.",
      "It is one of the verbs that no honest client of today needs and that have been used to attack servers.",
      "Nothing, unless a client of yours needs it. Give that one a port of its own with no fixup protocol smtp PORT, and"
          + " permit nobody else there."),
  EXTENSION_NOT_OFFERED(
      750104,
      NOTIFICATIONS,
      "502 5.5.1 Command not offered in the EHLO reply",
      "A client used the verb of an extension that was not offered to it. The server did not see it.",
      "What is not advertised does not work: the server did not offer it, or policy took it off the list, or the client"
          + " said HELO instead of EHLO.",
      "Look at the EHLO reply that the client got."),
  PARAMETER_NOT_OFFERED(
      750105,
      NOTIFICATIONS,
      "555 5.5.4 Parameter not offered in the EHLO reply",
      "MAIL or RCPT carried a parameter of an extension that was not offered. The server did not see the command.",
      "The server did not offer the extension, or the client said HELO instead of EHLO, or nobody knows the parameter.",
      "Look at the EHLO reply that the client got."),
  BAD_SEQUENCE(
      750106,
      NOTIFICATIONS,
      "503 5.5.1 Bad sequence of commands",
      "A command came where RFC 5321 does not allow it. The server did not see it.",
      "For instance RCPT before MAIL, or STARTTLS inside a transaction.",
      "Mend the client."),
  SOURCE_ROUTE(
      750107,
      NOTIFICATIONS,
      "550 5.7.1 Source routes are not accepted",
      "An address carried a source route. The server did not see the command.",
      "Source routes (@a,@b:user@c) make a filter and a server read different recipients. Nobody honest sends them.",
      "Send to the plain address."),
  ADDRESS_NEEDS_SMTPUTF8(
      750108,
      NOTIFICATIONS,
      "553 5.6.7 Address needs SMTPUTF8",
      "An address outside ASCII came without SMTPUTF8, or is no UTF-8. The server did not see the command.",
      "The server may not be ready for it (RFC 6531 section 3.5).",
      "The client must offer the address with the SMTPUTF8 parameter to a server that has the extension."),
  TOO_MANY_RECIPIENTS(
      750109,
      NOTIFICATIONS,
      "452 4.5.3 Too many recipients, send the rest in another transaction",
      "A message had more recipients than one transaction may have. The ones before stay accepted.",
      "The limit bounds what one message can cost.",
      "Nothing: the client sends the rest in another transaction (RFC 5321 section 4.5.3.1.10)."),
  NO_VALID_RECIPIENTS(
      750110,
      NOTIFICATIONS,
      "554 5.5.1 No valid recipients",
      "DATA or BDAT came although the server had accepted no recipient. The server did not see it.",
      "All recipients were refused and the client had sent the next command in advance.",
      "Nothing."),
  AUTH_IDENTITY_REPLACED(
      750111,
      INFORMATIONAL,
      "",
      "A client that has not authenticated asserted an identity with AUTH= on MAIL; the guard sent AUTH=<> instead.",
      "Such a claim is worth nothing (RFC 4954 section 5) and must not reach a server that trusts the guard's address.",
      "Nothing."),
  SASL_NOT_BASE64(
      750112,
      NOTIFICATIONS,
      "",
      "Inside an AUTH exchange a client sent a line that is no base64; the guard cancelled the exchange at the server.",
      "The client is wrong, or tries to have a command read as an answer.",
      "Nothing, unless it is your own client."),
  NEWLINE_IN_COMMAND(
      750201,
      WARNINGS,
      "500 5.5.2 Lines must end with CR LF, bare CR, LF or NUL seen",
      "A bare CR, a bare LF or a NUL stood in a command; the session ended.",
      "A line ends with CR LF and nothing else. Whatever reads line ends in two ways can be made to run two different"
          + " conversations.",
      "Mend the client: it must send CR LF."),
  NEWLINE_IN_DATA(
      750202,
      WARNINGS,
      "550 5.6.0 Lines must end with CR LF, bare CR, LF or NUL seen in mail data",
      "A bare CR, a bare LF or a NUL stood in mail data; the message was refused and nothing was delivered.",
      "With such octets a second message can be hidden in a message (SMTP smuggling).",
      "Mend the sender: every line must end with CR LF. Below parameters of an inspection map, bare-newline normalize mends"
          + " such messages."),
  LINE_TOO_LONG(
      750203,
      WARNINGS,
      "500 5.5.6 Line too long",
      "A command line was longer than the limit; the session ended.",
      "RFC 5321 asks for 512 octets, extensions for more; the limit is far above. The rest of a cut line must never be"
          + " read as a command.",
      "Mend the client."),
  OUT_OF_TURN(
      750204,
      WARNINGS,
      "554 5.5.0 Client spoke out of turn",
      "A client talked when it was not its turn; the session ended.",
      "It sent before the greeting, or behind EHLO, HELO, DATA, AUTH or QUIT before the reply, or sent commands in advance"
          + " although PIPELINING was not offered. Spam robots and smuggled commands look like this.",
      "Mend the client: RFC 2920 section 3.1."),
  OCTETS_BEHIND_STARTTLS(
      750205,
      WARNINGS,
      "554 5.5.0 Octets in clear text behind STARTTLS",
      "Octets in clear text stood behind STARTTLS; the session ended.",
      "They would have been read as if they had come through TLS: command injection (CVE-2011-0411 and its family).",
      "If the client is yours, mend it; otherwise somebody is on the path."),
  CHUNK_LENGTH_UNCERTAIN(
      750206,
      WARNINGS,
      "501 5.5.4 BDAT without a certain length",
      "A BDAT command did not say how many octets follow; the session ended.",
      "Without a certain length it is not known where the next command begins.",
      "Mend the client: BDAT takes a decimal number and perhaps LAST."),
  HTTP_CLIENT(
      750207,
      WARNINGS,
      "421 4.7.0 This is a mail server, not a web server",
      "A client spoke HTTP; the session ended.",
      "A web browser or web server was led to talk to a mail server, which is an attack.",
      "Nothing, unless it is your own monitoring."),
  TOO_MANY_ERRORS(
      750208,
      WARNINGS,
      "421 4.7.0 Too many errors",
      "A client made too many errors; the session ended.",
      "Each was refused with its own id; see the lines before.",
      "Mend the client."),
  TOO_MUCH_JUNK(
      750209,
      WARNINGS,
      "421 4.7.0 Too many commands that move no mail",
      "A client sent too many commands that move no mail; the session ended.",
      "NOOP, RSET, VRFY, HELP and their like cost work and are counted until a message is accepted.",
      "Mend the client."),
  DRAIN_LIMIT(
      750210,
      WARNINGS,
      "421 4.3.0 Refused message goes on for too long",
      "A refused message went on for too long; the session ended before its end.",
      "The guard reads a refused message to its end so that the client gets a proper answer, but only up to a limit.",
      "Nothing."),
  SESSION_SPENT(
      750211,
      NOTIFICATIONS,
      "421 4.3.0 Session ends here, connect again",
      "A command came behind a message that was cut off or lost its server; the session ended.",
      "A server that has part of a message can only be told by closing its connection, and there is one connection to the"
          + " server for each of a client's.",
      "Nothing: an honest client connects again."),
  NEWLINE_MENDED(
      750220,
      DEBUGGING,
      "",
      "A bare CR or a bare LF stood in mail data, and became a CR LF.",
      "The inspection map has bare-newline normalize. Dots behind such line ends are stuffed anew, so that nothing in"
          + " the message ends it. Signatures over the message (DKIM) may break.",
      "Mend the sender: every line must end with CR LF."),
  SERVER_UNREACHABLE(
      750301,
      ERRORS,
      "421 4.3.2 The mail server cannot be reached, try again later",
      "The server could not be reached; the client was told to come back later.",
      "Nothing listens at the server's address, or its name does not resolve, or the connection took too long.",
      "Start the server, or mend its address in the static line."),
  SERVER_REPLY_MALFORMED(
      750302,
      ERRORS,
      "421 4.3.0 The mail server answered with something that is no reply",
      "The server sent something that is no reply; the session ended.",
      "What cannot be read in one way only is not passed on.",
      "Look at the octets in the record; find out what answers at the server's address."),
  SERVER_REPLY_UNEXPECTED(
      750303,
      ERRORS,
      "421 4.3.0 The mail server gave a reply that fits no command",
      "The server sent a reply that nobody asked for, or one that cannot answer this command; the session ended.",
      "If it were passed on, every later reply would be read as the answer to the wrong command.",
      "Look at the record; mend the server."),
  SERVER_LOST(
      750304,
      ERRORS,
      "421 4.4.2 The mail server closed the connection, try again later",
      "The server closed the connection before the session was over.",
      "It stopped, crashed, or took offence.",
      "Look at the server's log at this time."),
  SERVER_TIMEOUT(
      750305,
      ERRORS,
      "421 4.4.2 The mail server did not answer in time, try again later",
      "The server did not answer in time; the session ended.",
      "The limits are those of RFC 5321 section 4.5.3.2, or what timeout lines say.",
      "Look at the server's load."),
  SERVER_TLS_SURPLUS(
      750306,
      CRITICAL,
      "421 4.7.0 Octets in clear text behind the mail server's answer to STARTTLS",
      "The server sent octets in clear text behind its 220 to STARTTLS; the session ended.",
      "They would have been read as if they had come through TLS: response injection (CVE-2021-38371).",
      "Somebody may be on the path between guard and server."),
  OUTCOME_UNCERTAIN(
      750307,
      ERRORS,
      "451 4.4.2 Connection to the mail server lost before its verdict, try again later",
      "The connection to the server broke after a whole message was sent and before its reply.",
      "The server may have taken the message or not. The guard never sends it again; the client will, so it may arrive"
          + " twice, but it is not lost (RFC 1047).",
      "Look for the message in the server's log if a duplicate matters."),
  CLIENT_TIMEOUT(
      750401,
      NOTIFICATIONS,
      "421 4.4.2 Timeout waiting for the client",
      "The client sent nothing, or too slowly, for longer than the limit; the session ended.",
      "The limit holds for a whole command, not for each octet of it.",
      "Nothing."),
  CLIENT_LOST_IN_MESSAGE(
      750402,
      NOTIFICATIONS,
      "",
      "The client's connection broke inside a message. Nothing was delivered.",
      "The network, or a client that gave up.",
      "Nothing: an honest client tries again."),
  CLIENT_TOO_SLOW(
      750403,
      NOTIFICATIONS,
      "421 4.4.2 Mail data comes too slowly",
      "A client sent mail data more slowly than the inspection map allows; the session ended, nothing was delivered.",
      "A client that sends an octet now and then holds a session at no cost. It has a minute's grace, and time that the"
          + " server takes is not counted.",
      "If the client is honest and its network is that slow, lower the rate in the map."),
  TOO_MANY_SESSIONS(
      750501,
      WARNINGS,
      "421 4.3.2 Too many sessions, try again later",
      "The guard has as many sessions as it may have; the client was told to come back later.",
      "The limit bounds memory.",
      "Raise limit sessions, if the machine can take it."),
  TOO_MANY_SESSIONS_OF_ADDRESS(
      750502,
      WARNINGS,
      "421 4.7.0 Too many sessions from your address, try again later",
      "One address has as many sessions as it may have; the client was told to come back later.",
      "The limit keeps one client from using up the guard.",
      "Raise limit sessions per-address, if the client is yours."),
  OPEN_RELAY(
      750503,
      CRITICAL,
      "",
      "A published server would relay for everybody: it took a recipient that is nobody's, from the guard's address.",
      "The server trusts the network that the guard is in, and the guard hands it everybody's mail. Postfix does so with"
          + " its default mynetworks.",
      "Take the guard's address out of the networks that the server trusts (Postfix: mynetworks). With relay-test refuse"
          + " such a configuration is not taken at all."),
  SERVER_NAME_UNKNOWN(
      750504,
      WARNINGS,
      "",
      "The name of a published server stands for no address now.",
      "DNS does not know it, or does not answer.",
      "Mend the name or DNS. Until then clients of that server are told to come back later."),
  SESSION_CLEARED(
      750505,
      NOTIFICATIONS,
      "421 4.3.2 This session was ended by an operator, try again later",
      "A session was ended from the console.",
      "An operator typed clear conn or clear xlate.",
      "Nothing: a sender tries again later."),
  INTERNAL_FAULT(
      750601,
      CRITICAL,
      "421 4.3.0 Internal fault, try again later",
      "The guard hit a fault of its own and ended the session; no message was acknowledged by it.",
      "This is a bug.",
      "Report it with the log line."),
  COMMAND_OVERWRITTEN(
      750701,
      NOTIFICATIONS,
      "",
      "A command was overwritten with X on its way to the server, as an old release did.",
      "A release line is in force for this port.",
      "Take the release line away, and the guard answers honestly."),
  GREETING_MASKED(
      750702,
      INFORMATIONAL,
      "",
      "The server's greeting was masked with asterisks, as an old release did.",
      "A release line is in force for this port.",
      "Take the release line away. Postfix, among others, stops using ESMTP and TLS behind such a greeting."),
  COMMAND_SWALLOWED(
      750706,
      NOTIFICATIONS,
      "",
      "A command was answered with 250 OK and kept from the server, as an old release did.",
      "A release line is in force for this port.",
      "Take the release line away, and the guard answers honestly."),
  LABORATORY(
      750707,
      WARNINGS,
      "",
      "A session began that is not the guard's: an old box, or another make, stands in its place with its faults.",
      "A laboratory line is in force for this port. It is there so that a symptom and its cure can be shown, and the box"
          + " loses mail and lets attacks through as the old ones did.",
      "Take the laboratory lines away where mail matters."),
  KEYWORDS_REMOVED(
      750703,
      DEBUGGING,
      "",
      "Keywords of the server's EHLO reply were not passed on.",
      "The guard does not implement them, or policy forbids them. Their verbs and parameters are refused as well.",
      "Nothing."),
  GREETING_NAMED(
      750704,
      DEBUGGING,
      "",
      "The server's greeting became 220, a name and ESMTP.",
      "The inspection map has mask-banner, so that the greeting does not say which program the server is.",
      "Nothing. With no mask-banner the greeting passes."),
  VALUES_CUT(
      750705,
      DEBUGGING,
      "",
      "Values in the server's EHLO reply were cut down to what the rules let through.",
      "A rule bounds the size of messages or the number of recipients or messages, or auth-mechanisms leaves mechanisms"
          + " out. A client that knows it need not be refused.",
      "Nothing."),
  RULE_OBSERVED(
      750801,
      INFORMATIONAL,
      "",
      "A rule of the inspection map that only observes matched; nothing was changed.",
      "The rule, its map or the whole guard has the word monitor. The record says what would have been done.",
      "When the records show nothing but what you want to stop, take monitor away."),
  POLICY_IMPACT(
      750802,
      NOTIFICATIONS,
      "",
      "What a rule of an inspection map did and would have done under the configuration that ends here.",
      "The guard is being stopped or took a new configuration. There is one such line for each rule that matched; the"
          + " addresses are those that it met most often.",
      "Nothing. Before you take monitor away: see whether these addresses send what you want to stop.");

  /** What our own log lines and replies put before the severity. */
  public static final String TAG = "MG";

  private final int number;
  private final Severity severity;
  private final String reply;
  private final String summary;
  private final String reason;
  private final String remedy;

  MessageId(
      int number, Severity severity, String reply, String summary, String reason, String remedy) {
    this.number = number;
    this.severity = severity;
    this.reply = reply;
    this.summary = summary;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** {@code MG-4-750103}: as it stands in replies and logs. */
  public String id() {
    return TAG + "-" + severity.number() + "-" + number;
  }

  public int number() {
    return number;
  }

  public Severity severity() {
    return severity;
  }

  /**
   * The reply that goes with it, such as {@code 502 5.5.1 Command not allowed}; empty if none does.
   */
  public Optional<String> reply() {
    return reply.isEmpty() ? Optional.empty() : Optional.of(reply);
  }

  public String summary() {
    return summary;
  }

  public String reason() {
    return reason;
  }

  public String remedy() {
    return remedy;
  }
}

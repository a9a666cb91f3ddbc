package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import java.util.regex.Pattern;
import org.mailguard.config.OperatorSetting.CommandLevel;
import org.mailguard.config.OperatorSetting.Enable;
import org.mailguard.config.OperatorSetting.Login;
import org.mailguard.config.OperatorSetting.OpenUser;
import org.mailguard.config.OperatorSetting.Password;
import org.mailguard.config.OperatorSetting.PublicKey;
import org.mailguard.config.OperatorSetting.ServiceType;
import org.mailguard.config.OperatorSetting.User;
import org.mailguard.config.OperatorSetting.UserAttributes;

/** Passwords and users of the operator's console, and which commands they may use. */
final class UserStatements {
  /** Of a password and of what becomes of it; an ASA takes 127 and its hash has fewer than 200. */
  private static final int MOST_PASSWORD = 200;

  private static final Argument<String> WORD =
      new Argument<>(
          "word",
          Kind.of(
              String.class,
              "a word of up to " + MOST_PASSWORD + " characters",
              word ->
                  word.length() <= MOST_PASSWORD
                      ? new Reading.Value<>(word)
                      : new Reading.Wrong<>(
                          "a password has at most " + MOST_PASSWORD + " characters")),
          "The password, or, with a word behind it that says so, its hash");
  private static final Argument<Integer> ENABLE_LEVEL =
      new Argument<>(
          "level",
          Kind.range(1, OperatorSetting.MOST_LEVEL),
          "By default 15, which may everything");
  private static final Argument<Integer> LEVEL =
      new Argument<>(
          "level",
          Kind.range(0, OperatorSetting.MOST_LEVEL),
          "15 may everything, 0 next to nothing");
  private static final Argument<String> USER =
      new Argument<>(
          "user",
          Kind.word("a name of up to 64 characters", Pattern.compile("[^\\s\\p{Cntrl}]{1,64}")),
          "Name of the user");
  private static final Argument<String> TYPE =
      new Argument<>("type", PublicKeys.TYPE, "As OpenSSH writes it; it stands in the key as well");
  private static final Argument<String> KEY =
      new Argument<>("key", PublicKeys.KEY, "The public key, as in a file whose name ends in .pub");
  private static final Argument<String> HASH =
      new Argument<>(
          "hash",
          Kind.word(
              "a hash such as 4a:9b:...", Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2})+")),
          "Of a key, as an ASA shows it; kept and not used");
  private static final Argument<String> COMMENT =
      new Argument<>("comment", Kind.text(200), "Read and left out");
  private static final Argument<String> COMMAND =
      new Argument<>("command", Kind.text(100), "The command");

  private static final String HASHED =
      " A word that is typed is hashed before it is stored. The hashes of a PIX and of an ASA"
          + " before 9.7 are read, with a warning.";

  private static final Statement<Enable> ENABLE =
      forms(
              statement(
                  Mode.GLOBAL,
                  Enable.class,
                  "enable password <word> [level <level>] [encrypted|pbkdf2]"))
          .help("The password that enable asks for." + HASHED)
          .origin("PIX 4.2 and later, ASA; pbkdf2 since ASA 9.7")
          .byDefault("none: no word leads to the level")
          .word("enable", "What enable asks for")
          .word("password", "A word")
          .word("level", "The level that it leads to")
          .arguments(ENABLE_LEVEL)
          .single(Enable::level)
          .removedBy("enable password [level <level>]")
          .sample("enable password ***** pbkdf2")
          .sample("enable password 8Ry2YjIyt7RRXU24 encrypted")
          .sample("enable password open level 5")
          .variant("enable password open level 15", "enable password open")
          .readsAndWrites(
              in -> new Enable(in.find(ENABLE_LEVEL, OperatorSetting.MOST_LEVEL), readPassword(in)),
              (line, out) -> {
                out.add("enable password", line.password().text());
                if (line.level() != OperatorSetting.MOST_LEVEL) {
                  out.add("level", line.level());
                }
                writeForm(line.password(), out);
              });

  private static final Statement<User> PASSWORD_USER =
      forms(
              statement(
                  Mode.GLOBAL,
                  User.class,
                  "username <user> password <word> [encrypted|pbkdf2|nt-encrypted]"
                      + " [privilege <level>]"))
          .help("A user who logs in with a password." + HASHED)
          .origin("PIX 6.2 and later, ASA; pbkdf2 since ASA 9.7")
          .word("username", "A user of the operator's console")
          .word("password", "Who is asked for one")
          .word("nt-encrypted", "Its hash for MS-CHAP, which nobody can log in by")
          .word("privilege", "What he may do; by default 2")
          .arguments(USER, LEVEL)
          .singleOf("username", User::name)
          .removedBy("username <user>")
          .sample("username anna password open privilege 15")
          .sample("username bert password UZnqrMauknDTnEnp encrypted privilege 5")
          .sample("username cleo password ***** pbkdf2 privilege 2")
          .sample("username dora password DLaUiAX3l78qgoB5c7iVNw== nt-encrypted privilege 0")
          .variant("username anna password open", "username anna password open privilege 2")
          .readsAndWrites(
              in ->
                  new User(
                      in.get(USER), readPassword(in), in.find(LEVEL, OperatorSetting.USUAL_LEVEL)),
              (line, out) -> {
                out.add("username", line.name(), "password", line.password().text());
                writeForm(line.password(), out);
                out.add("privilege", line.level());
              });

  private static final Statement<OpenUser> OPEN_USER =
      statement(Mode.GLOBAL, OpenUser.class, "username <user> nopassword [privilege <level>]")
          .help(
              "A user who has no password. With a public key he logs in by that alone; without one"
                  + " whoever names him is in.")
          .origin("PIX 6.2 and later, ASA")
          .word("username", "A user of the operator's console")
          .word("nopassword", "Who is not asked for a password")
          .word("privilege", "What he may do; by default 2")
          .arguments(USER, LEVEL)
          .singleOf("username", OpenUser::name)
          .sample("username guest nopassword privilege 0")
          .variant("username guest nopassword", "username guest nopassword privilege 2")
          .readsAndWrites(
              in -> new OpenUser(in.get(USER), in.find(LEVEL, OperatorSetting.USUAL_LEVEL)),
              (line, out) ->
                  out.add("username", line.name(), "nopassword privilege", line.level()));

  private static final Statement<UserAttributes> ATTRIBUTES =
      statement(Mode.GLOBAL, UserAttributes.class, "username <user> attributes")
          .help("More about a user, in lines of its own. Lines on VPN are not used.")
          .origin("ASA 7.0 and later")
          .word("username", "A user of the operator's console")
          .word("attributes", "Lines about him follow")
          .arguments(USER)
          .opens(Mode.USER_ATTRIBUTES)
          .sample("username anna attributes")
          .readsAndWrites(
              in -> new UserAttributes(in.get(USER)),
              (line, out) -> out.add("username", line.name(), "attributes"));

  private static final Statement<PublicKey> PUBLIC_KEY =
      statement(
              Mode.USER_ATTRIBUTES,
              PublicKey.class,
              "ssh authentication publickey {[<type>] <key> [<comment>]|<hash> hashed}")
          .help(
              "A public key that the user logs in with by SSH; several may stand. A hash of one, as"
                  + " an ASA shows it, is kept and not used: the key itself has to be typed again.")
          .origin("ASA 8.4(4) and later; several keys, and all types but RSA, are extensions")
          .word("ssh", "How he logs in by SSH")
          .word("authentication", "What proves that it is he")
          .word("publickey", "A key")
          .word("hashed", "The hash of a key")
          .arguments(TYPE, KEY, COMMENT, HASH)
          .removedBy("ssh authentication publickey")
          .sample("ssh authentication publickey " + exampleKey())
          .sample("ssh authentication publickey 4a:9b:ec:76 hashed")
          .variant(
              "ssh authentication publickey ssh-ed25519 " + exampleKey() + " anna@example.com",
              "ssh authentication publickey " + exampleKey())
          .readsAndWrites(
              in -> {
                String key = in.find(KEY);
                return key == null ? new PublicKey(in.get(HASH), true) : new PublicKey(key, false);
              },
              (line, out) ->
                  out.add("ssh authentication publickey", line.key())
                      .addIf(line.hashed(), "hashed"));

  private static final Statement<ServiceType> SERVICE_TYPE =
      statement(
              Mode.USER_ATTRIBUTES,
              ServiceType.class,
              "service-type {admin|nas-prompt|remote-access}")
          .help(
              "What the user is there for. The guard heeds it always, the device only with aaa"
                  + " authorization exec.")
          .origin("ASA 8.0 and later")
          .byDefault("service-type admin")
          .word("service-type", "What he is there for")
          .word("admin", "He may do what his level lets him")
          .word("nas-prompt", "His level is 1 at most")
          .word("remote-access", "He is a client of the VPN: he cannot log in")
          .single()
          .removedBy("service-type")
          .sample("service-type admin")
          .sample("service-type nas-prompt")
          .sample("service-type remote-access")
          .readsAndWrites(
              in ->
                  new ServiceType(
                      in.has("admin")
                          ? "admin"
                          : in.has("nas-prompt") ? "nas-prompt" : "remote-access"),
              (line, out) -> out.add("service-type", line.type()));

  private static final Statement<CommandLevel> PRIVILEGE =
      statement(
              Mode.GLOBAL,
              CommandLevel.class,
              "privilege [form:{show|clear|cmd|configure}] level <level>"
                  + " [mode mode:{exec|configure}] command <command>")
          .help("Gives a command another level than its own: who has that level may use it.")
          .origin("PIX 6.2 and later, ASA; mode since ASA 7.0")
          .word("privilege", "Who may use a command")
          .word("show", "Behind show")
          .word("clear", "Behind clear")
          .word("cmd", "By itself")
          .word("configure", "The command as one of the configuration")
          .word("level", "The level that is asked for")
          .word("mode", "Where it is typed")
          .word("exec", "Outside of the configuration")
          .word("command", "Which command")
          .arguments(LEVEL, COMMAND)
          .single(line -> List.of(line.form(), line.mode(), line.command()))
          .sample("privilege show level 5 mode exec command running-config")
          .sample("privilege clear level 5 command xlate")
          .sample("privilege cmd level 3 mode configure command fixup")
          .sample("privilege configure level 7 command access-list")
          .sample("privilege level 3 command ping")
          .readsAndWrites(
              in ->
                  new CommandLevel(
                      oneOf(in.in("form"), "show", "clear", "cmd", "configure"),
                      in.get(LEVEL),
                      oneOf(in.in("mode"), "exec", "configure"),
                      in.get(COMMAND)),
              (line, out) ->
                  out.add("privilege")
                      .addIf(!line.form().isEmpty(), line.form())
                      .add("level", line.level())
                      .addIf(!line.mode().isEmpty(), "mode", line.mode())
                      .add("command", line.command()));

  static final List<Statement<?>> PASSWORDS = List.of(ENABLE, login("passwd"), login("password"));

  static final List<Statement<?>> ALL =
      List.of(PASSWORD_USER, OPEN_USER, ATTRIBUTES, PUBLIC_KEY, SERVICE_TYPE, PRIVILEGE);

  private UserStatements() {}

  private static Statement<Login> login(String word) {
    return forms(statement(Mode.GLOBAL, Login.class, word + " <word> [encrypted|pbkdf2]"))
        .help(
            "The word that Telnet asks for, and SSH of the user pix, where no aaa authentication"
                + " line asks for users."
                + HASHED)
        .origin("PIX 4.2 and later, ASA; pbkdf2 since ASA 9.7")
        .byDefault("none: nobody comes in by it")
        .word(word, "What Telnet asks for")
        .writes(line -> line.word().equals(word))
        .singleOf("passwd")
        .removedBy(word)
        .sample(word + " 2KFQnbNIdI.2KYOU encrypted")
        .sample(word + " open")
        .variant(word + " ***** pbk", word + " ***** pbkdf2")
        .readsAndWrites(
            in -> new Login(word, readPassword(in)),
            (line, out) -> {
              out.add(line.word(), line.password().text());
              writeForm(line.password(), out);
            });
  }

  private static <T extends Setting> StatementBuilder<T> forms(StatementBuilder<T> statement) {
    return statement
        .word("encrypted", "The old hash of the device, which is cracked in seconds")
        .word("pbkdf2", "A hash as the guard and an ASA since 9.7 write it")
        .arguments(WORD);
  }

  private static Password readPassword(Arguments in) {
    Password.Form form =
        in.has("pbkdf2")
            ? Password.Form.PBKDF2
            : in.has("encrypted")
                ? Password.Form.ENCRYPTED
                : in.has("nt-encrypted") ? Password.Form.NT_ENCRYPTED : Password.Form.CLEAR;
    return new Password(in.get(WORD), form);
  }

  private static void writeForm(Password password, LinePrinter out) {
    out.addIf(password.form() != Password.Form.CLEAR, password.form().word());
  }

  private static String oneOf(Arguments in, String... words) {
    for (String word : words) {
      if (in.has(word)) {
        return word;
      }
    }
    return "";
  }

  private static String exampleKey() {
    return "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
  }
}

package org.mailguard;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * Who may use whom. {@link #TABLE} is the architecture; everything below it is machinery.
 *
 * <p>A rule that stands in the way is a question to the whole project, so it is changed here, in a
 * commit of its own that says why, and never worked around.
 */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  static final String ROOT = "org.mailguard";

  /**
   * One package below the root.
   *
   * @param name what follows {@code org.mailguard.}; packages below it are part of it
   * @param uses the other packages of ours that it may import
   * @param libraries what it may import besides the JDK and JSpecify's annotations
   */
  private record Row(String name, Set<String> uses, Set<String> libraries) {}

  private static final List<Row> TABLE =
      List.of(
          row("smtp", uses(), libraries()),
          row("events", uses(), libraries()),
          row("inspect", uses("smtp"), libraries()),
          row("policy", uses("smtp", "inspect", "events"), libraries("com.google.re2j")),
          row("session", uses("smtp", "inspect", "policy", "events"), libraries()),
          row("config", uses("smtp", "inspect", "policy", "events"), libraries()),
          row("lab", uses("smtp", "inspect", "policy", "session", "events"), libraries()),
          row("trace", uses("smtp", "policy", "session", "lab", "config", "events"), libraries()),
          row(
              "proxy",
              uses("smtp", "inspect", "policy", "session", "lab", "config", "events"),
              libraries(
                  "io.netty", "org.slf4j", "io.github.bucket4j", "com.github.benmanes.caffeine")),
          row(
              "doctor",
              uses("smtp", "events"),
              libraries(
                  "org.slf4j",
                  "org.xbill",
                  "jakarta.mail",
                  "org.eclipse.angus",
                  "org.bouncycastle",
                  "tools.jackson")),
          row(
              "console",
              uses("config", "events", "trace"),
              libraries("org.slf4j", "org.jline", "org.apache.sshd", "com.google.re2j")),
          row("web", uses("config", "events"), libraries("org.slf4j")));

  /** Same input, same output: no sockets, no files, no clock, no threads, no chance. */
  private static final String[] PURE = {
    ROOT + ".smtp..",
    ROOT + ".inspect..",
    ROOT + ".policy..",
    ROOT + ".session..",
    ROOT + ".lab..",
    ROOT + ".config..",
    ROOT + ".trace.."
  };

  @ArchTest
  static final ArchRule packagesUseOnlyWhatTheTableGrants =
      classes()
          .that()
          .resideInAPackage(ROOT + "..")
          .should(useOnlyWhatTheTableGrants())
          .because(
              "the arrows go smtp <- inspect <- policy <- session <- proxy and policy <- config <-"
                  + " console, web: move the code to the package whose job it is, or hand it in"
                  + " through an interface that the root package implements");

  @ArchTest
  static final ArchRule theLaboratoryHasOneDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".lab..")
          .should()
          .dependOnClassesThat(areOf(ROOT + ".lab..").and(areNot("Intermediaries")))
          .because(
              "an old fault that mail can be lost by must not be reached by accident: ask"
                  + " lab.Intermediaries, which gives the guard's session unless a line laboratory"
                  + " says otherwise");

  @ArchTest
  static final ArchRule theDoorIsInTheNetworkAndTheTracer =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".lab..", ROOT + ".proxy..", ROOT + ".trace..")
          .should()
          .dependOnClassesThat(areOf(ROOT + ".lab.."))
          .because(
              "whoever drives sessions asks which one it is; session, policy and config know"
                  + " nothing of the laboratory's code");

  @ArchTest
  static final ArchRule nobodyUsesTheRoot =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT)
          .because("main wires everything and is used by nothing: pass in what is needed")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching(ROOT + ".(*)..")
          .should()
          .beFreeOfCycles()
          .because("a cycle is one package under two names: merge them, or turn one arrow round")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule pureCodeHasNoNetwork =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(areOf("io.netty..", "java.nio.channels..", "javax.net.."))
          .orShould()
          .dependOnClassesThat(connectOrResolve())
          .orShould()
          .callCodeUnitWhere(
              callTo(
                  "java.net.InetAddress",
                  "getByName",
                  "getAllByName",
                  "getLocalHost",
                  "getHostName",
                  "getCanonicalHostName",
                  "isReachable"))
          .because(
              "bytes come in as ByteBuffer and leave as steps, which the proxy carries out; an"
                  + " address is read by InetAddress.ofLiteral, and a look-up is a question that"
                  + " leaves as a step")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule pureCodeHasNoFiles =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(areOf("java.nio.file.."))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console)")
          .orShould()
          .accessField(System.class, "in")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because(
              "text is taken and given as a String or a Reader; storage is an interface that the"
                  + " root package implements, and what people should read is an event")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule pureCodeHasNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.time\\.(Clock|InstantSource)")
          .orShould()
          .callCodeUnitWhere(callTo("java.time..", "now"))
          .orShould()
          .callCodeUnitWhere(callTo("java.lang.System", "currentTimeMillis", "nanoTime"))
          .orShould()
          .callConstructor(java.util.Date.class)
          .because("the time is a parameter of the event, and a timer that fires is an event")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule pureCodeHasNoThreads =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.lang\\.(Thread.*|Process.*|Runtime)"
                  + "|java\\.util\\.(Timer.*)"
                  + "|java\\.util\\.concurrent\\.(\\w*Execut\\w+|\\w*Future\\w*|ForkJoin\\w+)")
          .because("one event loop calls at a time; what is slow leaves as a step and comes back")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule pureCodeHasNoChance =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callCodeUnitWhere(
              callTo("java.util..", "<init>")
                  .and(ownerAssignableTo(java.util.random.RandomGenerator.class)))
          .orShould()
          .callCodeUnitWhere(callTo("java.security.SecureRandom", "<init>", "getInstanceStrong"))
          .orShould()
          .callCodeUnitWhere(callTo("java.util.random..", "of", "getDefault"))
          .orShould()
          .callCodeUnitWhere(callTo("java.util.concurrent.ThreadLocalRandom", "current"))
          .orShould()
          .callCodeUnitWhere(callTo("java.util.UUID", "randomUUID"))
          .orShould()
          .callCodeUnitWhere(callTo("java.lang.Math", "random"))
          .because("chance is a RandomGenerator that the caller passes in")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule classesAreNamedForTheirJob =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Helpers")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameContaining("Common")
          .because(
              "such a name says nothing of the job: keep the code package-private beside its one"
                  + " user, and name it for what it is when a second user comes");

  @ArchTest
  static final ArchRule packagesAreNamedForTheirJob =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..common..",
              "..helper..",
              "..helpers..",
              "..manager..",
              "..managers..")
          .because(
              "such a package gathers what was not thought about: name the idea it stands for");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .should(resideInANullMarkedPackage())
          .because("unmarked code is not checked: add @NullMarked to its package-info.java");

  private static ArchCondition<JavaClass> useOnlyWhatTheTableGrants() {
    Map<String, Row> rows =
        TABLE.stream().collect(toUnmodifiableMap(Row::name, Function.identity()));
    return new ArchCondition<>("use only what the table grants") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        String from = packageBelowRoot(user);
        if (from.isEmpty()) {
          return;
        }
        Row row = rows.get(from);
        if (row == null) {
          events.add(
              violated(user, user.getName() + " is in a package without a row in the table"));
          return;
        }
        for (var dependency : user.getDirectDependenciesFromSelf()) {
          if (!grants(row, dependency.getTargetClass().getBaseComponentType())) {
            events.add(violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean grants(Row row, JavaClass used) {
    if (isOurs(used)) {
      String to = packageBelowRoot(used);
      // The root has its own rule, with a better explanation.
      return to.isEmpty() || to.equals(row.name()) || row.uses().contains(to);
    }
    return used.isPrimitive()
        || Stream.concat(
                Stream.of("java", "javax", "jdk", "com.sun", "org.jspecify"),
                row.libraries().stream())
            .anyMatch(library ->
                used.getPackageName().equals(library)
                    || used.getPackageName().startsWith(library + "."));
  }

  private static boolean isOurs(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(ROOT + ".");
  }

  /** The first part of the package's name below the root; empty for the root itself. */
  private static String packageBelowRoot(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package marked @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(violated(type, type.getName() + " is in an unmarked package"));
        }
      }
    };
  }

  private static DescribedPredicate<JavaClass> areOf(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }

  private static DescribedPredicate<JavaClass> areNot(String simpleName) {
    return DescribedPredicate.describe(
        "are not " + simpleName, type -> !type.getSimpleName().equals(simpleName));
  }

  /** All of {@code java.net} but its plain values. */
  private static DescribedPredicate<JavaClass> connectOrResolve() {
    Set<String> values =
        Set.of(
            "IDN",
            "Inet4Address",
            "Inet6Address",
            "InetAddress",
            "InetSocketAddress",
            "ProtocolFamily",
            "SocketAddress",
            "StandardProtocolFamily",
            "URI",
            "URISyntaxException",
            "UnknownHostException");
    return areOf("java.net..")
        .and(
            DescribedPredicate.describe(
                "are not plain values", type -> !values.contains(type.getSimpleName())));
  }

  private static DescribedPredicate<JavaCall<?>> callTo(String owner, String... names) {
    Set<String> wanted = Set.of(names);
    var owners =
        owner.endsWith("..")
            ? JavaClass.Predicates.resideInAPackage(owner)
            : JavaClass.Predicates.assignableTo(owner);
    return DescribedPredicate.describe(
        owner + " " + String.join(", ", names),
        call -> wanted.contains(call.getName()) && owners.test(call.getTargetOwner()));
  }

  private static DescribedPredicate<JavaCall<?>> ownerAssignableTo(Class<?> type) {
    return DescribedPredicate.describe(
        "of a " + type.getSimpleName(), call -> call.getTargetOwner().isAssignableTo(type));
  }

  private static Row row(String name, Set<String> uses, Set<String> libraries) {
    return new Row(name, uses, libraries);
  }

  private static Set<String> uses(String... packages) {
    return Set.of(packages);
  }

  private static Set<String> libraries(String... prefixes) {
    return Set.of(prefixes);
  }
}

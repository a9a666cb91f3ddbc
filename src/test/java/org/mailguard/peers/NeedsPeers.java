package org.mailguard.peers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that starts real mail software. Where that is not installed the test is skipped and says
 * so; where the environment has {@code CI=true} it fails, since nobody reads the list of skipped
 * tests there.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("peers")
@ExtendWith(NeedsPeers.Condition.class)
public @interface NeedsPeers {
  /** Looks for the peers. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      var result = evaluate("true".equals(System.getenv("CI")), Peers.missing());
      if (result.isDisabled()) {
        System.err.println(result.getReason().orElseThrow());
      }
      return result;
    }

    static ConditionEvaluationResult evaluate(boolean obligatory, List<String> missing) {
      if (missing.isEmpty()) {
        return ConditionEvaluationResult.enabled("all peers are here");
      }
      String reason =
          "NOT TESTED against real mail servers, since this is missing: "
              + String.join(", ", missing)
              + ". Run ./verify, which installs it.";
      if (obligatory) {
        throw new AssertionError(reason);
      }
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}

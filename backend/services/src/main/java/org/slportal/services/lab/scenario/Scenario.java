package org.slportal.services.lab.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.failure.FailureReason;
import org.slportal.services.lab.condition.LabCondition;

/** The nine failures of the vendor's troubleshooting guide, by their numbers there. */
public enum Scenario {
    ALREADY_REGISTERED(
            1,
            null,
            FailureReason.PRODUCT_ALREADY_REGISTERED,
            FailureReason.EXISTING_CONSUMPTION,
            " has already been registered."),
    SERVER_BUSY(2, LabCondition.SERVER_BUSY, FailureReason.TRY_AGAIN),
    WRONG_CLOCK(3, null, "is offset beyond the allowed tolerance limit."),
    NO_TRANSPORT(4, null, FailureReason.TRANSPORT_NOT_AVAILABLE),
    UNREACHABLE(5, null, FailureReason.HTTP_SEND_FAILED),
    SIGNING_CERTIFICATE_EXPIRED(6, LabCondition.SIGNING_CERTIFICATE_EXPIRED, FailureReason.SIGNING_CERTIFICATE_EXPIRED),
    CRL_UNREACHABLE(7, null, FailureReason.WAITING_FOR_REPLY),
    SHORT_POOL(8, null, "OUT OF COMPLIANCE"),
    KEY_MISMATCH(9, null, FailureReason.SIGNATURE_MISMATCH);

    private final int number;
    private final @Nullable LabCondition condition;
    private final List<String> symptoms;

    Scenario(int number, @Nullable LabCondition condition, String... symptoms) {
        this.number = number;
        this.condition = condition;
        this.symptoms = List.of(symptoms);
    }

    /** 1 to 9. */
    public int number() {
        return number;
    }

    public static Optional<Scenario> numbered(int number) {
        return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
    }

    /** The trouble on the portal's side, which somebody there must end; empty if the switch alone is to be mended. */
    public Optional<LabCondition> condition() {
        return Optional.ofNullable(condition);
    }

    /** Whether a switch that printed this shows the failure. */
    boolean isShownIn(String printed) {
        return symptoms.stream().anyMatch(printed::contains);
    }
}

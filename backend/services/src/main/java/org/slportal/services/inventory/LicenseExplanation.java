package org.slportal.services.inventory;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.compliance.Explanation;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;

/**
 * Why a licence's figures are what they are, in the names a person knows.
 *
 * @param lots what is owned or will be, those that end first at the top; at most {@link LicenseExplanationService#SHOWN}
 * @param lotCount how many lots there are
 * @param users those that use most; at most {@link LicenseExplanationService#SHOWN}
 * @param elsewhere surplus of this licence or of one above it in other Virtual Accounts the reader may see
 */
public record LicenseExplanation(
        LicenseId license,
        String name,
        Explanation arithmetic,
        int pending,
        List<OwnedLot> lots,
        int lotCount,
        List<LicenseUser> users,
        int userCount,
        List<Part> borrowed,
        List<Part> lent,
        List<Part> remedies,
        List<Surplus> elsewhere) {

    /** Licences of the same term. @param begun whether the figures count them */
    public record OwnedLot(
            LicenseTerm term,
            int quantity,
            int reserved,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            boolean begun) {}

    /** So many of another licence. */
    public record Part(LicenseId license, String name, int quantity) {}

    /** What another Virtual Account does not need. @param mayTransfer whether the reader may move it here */
    public record Surplus(
            VirtualAccountId pool,
            String virtualAccount,
            LicenseId license,
            String name,
            int quantity,
            boolean mayTransfer) {}

    public LicenseExplanation {
        lots = List.copyOf(lots);
        users = List.copyOf(users);
        borrowed = List.copyOf(borrowed);
        lent = List.copyOf(lent);
        remedies = List.copyOf(remedies);
        elsewhere = List.copyOf(elsewhere);
    }
}

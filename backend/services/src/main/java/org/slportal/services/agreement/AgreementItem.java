package org.slportal.services.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.AgreementId;

/**
 * A version of an agreement, as one Smart Account stands to it.
 *
 * @param current whether no newer version was published
 * @param acceptedBy null while nobody accepted it
 */
public record AgreementItem(
        AgreementId id,
        String code,
        int version,
        String nameEnglish,
        String nameKorean,
        boolean current,
        Instant publishedAt,
        @Nullable Instant dueAt,
        @Nullable String acceptedBy,
        @Nullable Instant acceptedAt) {

    /** @param language "en" or "ko" */
    public String name(String language) {
        return language.equals("ko") ? nameKorean : nameEnglish;
    }

    public boolean isPending() {
        return current && acceptedAt == null;
    }
}

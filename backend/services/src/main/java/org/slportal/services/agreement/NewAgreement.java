package org.slportal.services.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version to publish. @param code of the agreement it is a version of @param dueAt until when accounts should accept it; null: now */
public record NewAgreement(
        String code,
        String nameEnglish,
        String nameKorean,
        String textEnglish,
        String textKorean,
        @Nullable Instant dueAt) {}

package org.slportal.services.agreement;

/** A version with its text. */
public record AgreementDetail(AgreementItem item, String textEnglish, String textKorean) {

    /** @param language "en" or "ko" */
    public String text(String language) {
        return language.equals("ko") ? textKorean : textEnglish;
    }
}

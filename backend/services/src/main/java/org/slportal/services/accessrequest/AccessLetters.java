package org.slportal.services.accessrequest;

import org.slportal.services.mail.Mail;

/** What is written to people about a request for access, in the language they chose. */
final class AccessLetters {

    private AccessLetters() {}

    static Mail asked(String recipient, String locale, String user, String account, String message) {
        return locale.equals("ko")
                ? Mail.text(
                        recipient,
                        account + ": 액세스 요청",
                        user + "이(가) 스마트 어카운트 \"" + account + "\"에 대한 액세스를 요청했습니다.\n\n" + message
                                + "\n\n어카운트 관리 > 요청에서 승인하거나 거부하십시오.\n")
                : Mail.text(
                        recipient,
                        account + ": request for access",
                        user + " asks for access to the Smart Account \"" + account + "\".\n\n" + message
                                + "\n\nApprove or decline it under Manage account > Requests.\n");
    }

    static Mail approved(String recipient, String locale, String account) {
        return locale.equals("ko")
                ? Mail.text(recipient, account + ": 액세스 승인됨", "스마트 어카운트 \"" + account + "\"에 대한 액세스 요청이 승인되었습니다.\n")
                : Mail.text(
                        recipient,
                        account + ": access approved",
                        "Your request for access to the Smart Account \"" + account + "\" was approved.\n");
    }

    static Mail declined(String recipient, String locale, String domain, String reason) {
        return locale.equals("ko")
                ? Mail.text(recipient, domain + ": 액세스 거부됨", "\"" + domain + "\"에 대한 액세스 요청이 거부되었습니다: " + reason + "\n")
                : Mail.text(
                        recipient,
                        domain + ": access declined",
                        "Your request for access to \"" + domain + "\" was declined: " + reason + "\n");
    }
}

package org.slportal.pki;

import org.jspecify.annotations.Nullable;

/** What the store holds; anything may be missing before the first start is through. */
record CaContents(
        @Nullable Credential root,
        @Nullable Credential issuing,
        @Nullable Credential signing,
        @Nullable Credential tls) {

    static final CaContents EMPTY = new CaContents(null, null, null, null);

    CaContents withIssuing(Credential renewed) {
        return new CaContents(root, renewed, signing, tls);
    }

    CaContents withSigning(Credential renewed) {
        return new CaContents(root, issuing, renewed, tls);
    }

    CaContents withTls(Credential renewed) {
        return new CaContents(root, issuing, signing, renewed);
    }

    Credential requiredRoot() {
        return required(root);
    }

    Credential requiredIssuing() {
        return required(issuing);
    }

    Credential requiredSigning() {
        return required(signing);
    }

    Credential requiredTls() {
        return required(tls);
    }

    private static Credential required(@Nullable Credential entry) {
        if (entry == null) {
            throw new PkiException("The certificate store lacks an entry it had before");
        }
        return entry;
    }
}

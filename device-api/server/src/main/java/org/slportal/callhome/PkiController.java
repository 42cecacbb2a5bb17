package org.slportal.callhome;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slportal.pki.CertificateAuthority;
import org.slportal.services.PortalProperties;
import org.slportal.services.certificate.RevocationLists;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** CA certificates and revocation lists, also over plain HTTP: they are public and signed. */
@RestController
@RequestMapping("/pki")
class PkiController {

    private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");
    private static final MediaType DER = MediaType.parseMediaType("application/pkix-cert");
    private static final MediaType CRL = MediaType.parseMediaType("application/pkix-crl");
    private static final Duration CERTIFICATE_CACHE = Duration.ofHours(1);
    private static final Duration CRL_CACHE = Duration.ofMinutes(1);

    private final CertificateAuthority authority;
    private final RevocationLists lists;
    private final boolean lab;

    PkiController(CertificateAuthority authority, RevocationLists lists, PortalProperties properties) {
        this.authority = authority;
        this.lists = lists;
        this.lab = properties.lab();
    }

    @GetMapping("/root.pem")
    ResponseEntity<byte[]> rootPem() {
        return body(PEM, CERTIFICATE_CACHE, authority.rootPem().getBytes(StandardCharsets.US_ASCII));
    }

    @GetMapping("/root.cer")
    ResponseEntity<byte[]> rootDer() {
        return body(DER, CERTIFICATE_CACHE, authority.rootDer());
    }

    @GetMapping("/issuing.pem")
    ResponseEntity<byte[]> issuingPem() {
        return body(PEM, CERTIFICATE_CACHE, authority.issuingPem().getBytes(StandardCharsets.US_ASCII));
    }

    @GetMapping("/issuing.cer")
    ResponseEntity<byte[]> issuingDer() {
        return body(DER, CERTIFICATE_CACHE, authority.issuingDer());
    }

    @GetMapping("/issuing.crl")
    ResponseEntity<byte[]> issuingCrl() {
        return list(lists.issuing());
    }

    @GetMapping("/root.crl")
    ResponseEntity<byte[]> rootCrl() {
        return list(lists.root());
    }

    /** Caches count in the world's time, in which a lab clock may pass a list's life within seconds. */
    private ResponseEntity<byte[]> list(byte[] list) {
        return lab
                ? ResponseEntity.ok()
                        .contentType(CRL)
                        .cacheControl(CacheControl.noStore())
                        .body(list)
                : body(CRL, CRL_CACHE, list);
    }

    private static ResponseEntity<byte[]> body(MediaType type, Duration cache, byte[] body) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(cache).cachePublic())
                .body(body);
    }
}

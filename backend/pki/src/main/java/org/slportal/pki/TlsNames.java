package org.slportal.pki;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;
import org.jspecify.annotations.Nullable;

/** The names a TLS certificate answers to: DNS names in lower case and literal addresses, each once, in the order given. */
record TlsNames(List<String> dnsNames, List<String> ipAddresses) {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final Pattern DNS = Pattern.compile(
            "(?:\\*\\.)?+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    static TlsNames of(Collection<String> dnsNames, Collection<String> ipAddresses) {
        List<String> dns = dnsNames.stream().map(TlsNames::dnsName).distinct().toList();
        List<String> ips =
                ipAddresses.stream().map(TlsNames::address).distinct().toList();
        if (dns.isEmpty() && ips.isEmpty()) {
            throw new PkiException("A TLS certificate needs at least one DNS name or IP address");
        }
        return new TlsNames(dns, ips);
    }

    String primary() {
        String name = dnsNames.isEmpty() ? ipAddresses.getFirst() : dnsNames.getFirst();
        return name.length() <= 64 ? name : "TLS"; // X.520 bound; clients look at the alternative names only
    }

    GeneralNames toExtension() {
        List<GeneralName> names = new ArrayList<>();
        dnsNames.forEach(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
        ipAddresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    /** Whether the certificate answers to these names and to no others. */
    boolean areThoseOf(X509Certificate certificate) {
        Set<String> wanted = new TreeSet<>();
        dnsNames.forEach(name -> wanted.add(DNS_NAME + name));
        ipAddresses.forEach(address -> wanted.add(IP_ADDRESS + address));
        Set<String> found = new TreeSet<>();
        try {
            @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                found.add(String.valueOf(name.get(0)) + name.get(1));
            }
        } catch (CertificateParsingException e) {
            return false;
        }
        return wanted.equals(found);
    }

    private static String dnsName(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (name.length() > 253 || !DNS.matcher(name).matches()) {
            throw new PkiException("Not a DNS name for a TLS certificate: " + text);
        }
        return name;
    }

    /** The form in which the JDK prints the addresses of a certificate. */
    private static String address(String text) {
        String literal = text.strip();
        if (!IPAddress.isValid(literal)) {
            throw new PkiException("Not an IP address for a TLS certificate: " + text);
        }
        try {
            return InetAddress.getByName(literal).getHostAddress(); // a literal: nothing is looked up
        } catch (UnknownHostException e) {
            throw new PkiException("Not an IP address for a TLS certificate: " + text, e);
        }
    }
}

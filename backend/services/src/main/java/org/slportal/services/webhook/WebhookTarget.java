package org.slportal.services.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Component;

/**
 * Where a webhook may lead. A person of one account must not make the portal speak to what only the portal can reach; so its name is
 * resolved anew before each message, every address it has is judged, and the connection goes to the address that was judged.
 */
@Component
class WebhookTarget {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int BYTE = 0xff;

    private final WebhookProperties properties;

    WebhookTarget(WebhookProperties properties) {
        this.properties = properties;
    }

    /** A judged address. @param path with query */
    record Resolved(InetAddress address, String host, int port, boolean tls, String path) {}

    /** @throws PortalException REJECTED for an address nothing may be sent to */
    Resolved resolve(String url) {
        URI uri = parse(url);
        String host = bare(uri.getHost());
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw PortalException.rejected("url", ErrorReason.WEBHOOK_HOST_UNKNOWN, host)
                    .causedBy(e);
        }
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        for (InetAddress address : addresses) {
            if (!tls && !address.isLoopbackAddress()) {
                throw PortalException.rejected("url", ErrorReason.WEBHOOK_URL);
            }
            if (!isAllowed(address)) {
                throw PortalException.rejected("url", ErrorReason.WEBHOOK_TARGET, host);
            }
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Resolved(
                addresses[0],
                host,
                uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP,
                tls,
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    static String host(String url) {
        return bare(parse(url).getHost());
    }

    private static URI parse(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean known = scheme.equals("https") || scheme.equals("http");
            if (known && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return new URI(uri.toASCIIString());
            }
        } catch (URISyntaxException e) {
            throw PortalException.rejected("url", ErrorReason.WEBHOOK_URL).causedBy(e);
        }
        throw PortalException.rejected("url", ErrorReason.WEBHOOK_URL);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private boolean isAllowed(InetAddress address) {
        // Never: nobody's addresses, groups, and the neighbours on the wire, cloud metadata among them.
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || address.isLinkLocalAddress()) {
            return false;
        }
        if (address.isLoopbackAddress()) {
            return true;
        }
        boolean isPrivate =
                address instanceof Inet4Address four ? isPrivate(four.getAddress()) : isPrivate((Inet6Address) address);
        return !isPrivate || properties.allowPrivate() && !isMetadata(address);
    }

    /** Also what is reserved, and what belongs to carriers. */
    private static boolean isPrivate(byte[] four) {
        int a = four[0] & BYTE;
        int b = four[1] & BYTE;
        int c = four[2] & BYTE;
        return a == 0
                || a == 10
                || a == 100 && b >= 64 && b < 128
                || a == 172 && b >= 16 && b < 32
                || a == 192 && b == 168
                || a == 192 && b == 0 && c == 0
                || a == 198 && (b == 18 || b == 19)
                || a >= 240;
    }

    /** Unique local and site local ones, and all but global unicast: the roads to IPv4 among them. */
    private static boolean isPrivate(Inet6Address six) {
        byte[] bytes = six.getAddress();
        int first = bytes[0] & BYTE;
        boolean global = (first & 0xe0) == 0x20;
        boolean sixToFour = first == 0x20 && (bytes[1] & BYTE) == 0x02;
        boolean teredo = first == 0x20 && (bytes[1] & BYTE) == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return !global || sixToFour || teredo;
    }

    /** The one metadata address that is not link-local. */
    private static boolean isMetadata(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16
                && (bytes[0] & BYTE) == 0xfd
                && bytes[1] == 0
                && (bytes[2] & BYTE) == 0x0e
                && (bytes[3] & BYTE) == 0xc2;
    }
}

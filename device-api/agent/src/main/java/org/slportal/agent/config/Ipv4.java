package org.slportal.agent.config;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Dotted IPv4 addresses and masks, without asking anybody. */
public final class Ipv4 {

    private static final Pattern OCTET = Pattern.compile("\\d{1,3}");

    private Ipv4() {}

    /** The 32 bits of a dotted address; empty for anything else. */
    public static OptionalInt parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return OptionalInt.empty();
        }
        int bits = 0;
        for (String part : parts) {
            if (!OCTET.matcher(part).matches() || Integer.parseInt(part) > 255) {
                return OptionalInt.empty();
            }
            bits = bits << 8 | Integer.parseInt(part);
        }
        return OptionalInt.of(bits);
    }

    public static boolean isAddress(String text) {
        return parse(text).isPresent();
    }

    /** Whether a text is a mask: ones, then zeros. */
    public static boolean isMask(String text) {
        OptionalInt mask = parse(text);
        return mask.isPresent() && (~mask.getAsInt() & (~mask.getAsInt() + 1)) == 0;
    }

    /** Whether an address lies in a network; false if any of the three is none. */
    public static boolean isIn(String address, String network, String mask) {
        OptionalInt bits = parse(address);
        OptionalInt base = parse(network);
        OptionalInt ones = parse(mask);
        return bits.isPresent()
                && base.isPresent()
                && ones.isPresent()
                && (bits.getAsInt() & ones.getAsInt()) == (base.getAsInt() & ones.getAsInt());
    }

    /** How many ones a mask has. */
    public static int length(String mask) {
        return Integer.bitCount(parse(mask).orElse(0));
    }
}

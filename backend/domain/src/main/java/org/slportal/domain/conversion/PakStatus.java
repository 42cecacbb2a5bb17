package org.slportal.domain.conversion;

/** Status of a PAK as the License Registration Portal shows and exports it. */
public enum PakStatus {
    UNFULFILLED("UNFULFILLED"),
    PARTIALLY_FULFILLED("PARTIALLY FULFILLED"),
    FULFILLED("FULFILLED"),
    PARTIALLY_CONVERTED("PARTIALLY CONVERTED"),
    CONVERTED("CONVERTED");

    private final String displayName;

    PakStatus(String displayName) {
        this.displayName = displayName;
    }

    /** The word on screen and in the Status column of CSV exports; also how it is stored. */
    public String displayName() {
        return displayName;
    }

    public static PakStatus ofDisplayName(String name) {
        return valueOf(name.replace(' ', '_'));
    }

    /** @param ordered &gt; 0; the three are sums over the PAK's lines */
    public static PakStatus of(int ordered, int fulfilled, int converted) {
        if (converted == ordered) {
            return CONVERTED;
        }
        if (converted > 0) {
            return PARTIALLY_CONVERTED;
        }
        if (fulfilled == ordered) {
            return FULFILLED;
        }
        return fulfilled > 0 ? PARTIALLY_FULFILLED : UNFULFILLED;
    }
}

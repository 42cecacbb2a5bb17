package org.slportal.protocol;

/**
 * One chassis of a stack or of a high-availability pair.
 *
 * @param role Active, Standby or Member, as the switch prints it
 */
public record HaMember(String role, Sudi sudi) {

    public HaMember {
        role = Fields.text("role", role, 16);
        sudi = Fields.required("sudi", sudi);
    }
}

package org.slportal.services.client;

/** A client just made. The secret is told once and stored only as a hash. */
public record CreatedClient(String key, String secret) {

    @Override
    public String toString() {
        return "CreatedClient[" + key + "]";
    }
}

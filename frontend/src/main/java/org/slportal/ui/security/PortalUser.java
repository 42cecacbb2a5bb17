package org.slportal.ui.security;

import java.io.Serializable;
import java.security.Principal;
import org.slportal.domain.id.UserId;

/** The person signed in to a session. Rights are not kept here: they are read anew at every act. */
public record PortalUser(long id, String userName) implements Principal, Serializable {

    public UserId userId() {
        return new UserId(id);
    }

    @Override
    public String getName() {
        return userName;
    }
}

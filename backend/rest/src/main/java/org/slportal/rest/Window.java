package org.slportal.rest;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.PageQuery;

/** Which part of a list a client asks for, in the body or in the query string; −1 asks for all, at most 1000 at once. */
record Window(int offset, int limit) {

    static Window of(Body body, HttpServletRequest request, int standard) {
        int limit = number(body, request, "limit", standard);
        int offset = number(body, request, "offset", 0);
        if (offset < 0 || limit < -1 || limit == 0) {
            throw PortalException.of(
                    PortalException.Kind.MALFORMED,
                    ErrorReason.REQUEST_MALFORMED,
                    "limit is -1 or at least 1, offset is 0 or more");
        }
        return new Window(offset, limit == -1 ? PageQuery.MAX_LIMIT : Math.min(limit, PageQuery.MAX_LIMIT));
    }

    private static int number(Body body, HttpServletRequest request, String name, int standard) {
        Integer inBody = body.number(name);
        if (inBody != null) {
            return inBody;
        }
        @Nullable String inQuery = request.getParameter(name);
        if (inQuery == null || inQuery.isBlank()) {
            return standard;
        }
        try {
            return Integer.parseInt(inQuery.strip());
        } catch (NumberFormatException e) {
            throw PortalException.of(
                            PortalException.Kind.MALFORMED,
                            ErrorReason.REQUEST_MALFORMED,
                            name + " is not a whole number")
                    .causedBy(e);
        }
    }
}

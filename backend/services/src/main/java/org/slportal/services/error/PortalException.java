package org.slportal.services.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal fit for the caller's eyes. Anything else that is thrown is logged with an id, and only the id is shown. */
public final class PortalException extends RuntimeException {

    /** What the caller can do about it. */
    public enum Kind {
        NOT_FOUND,
        CONFLICT,
        STALE,
        REJECTED,
        UNAUTHORIZED,
        RATE_LIMITED,
        MALFORMED
    }

    private final Kind kind;
    private final ErrorReason reason;
    private final List<Object> arguments;
    private final @Nullable String field;

    private PortalException(
            Kind kind, ErrorReason reason, @Nullable String field, List<Object> arguments, @Nullable Throwable cause) {
        super(reason.text(arguments), cause);
        this.kind = kind;
        this.reason = reason;
        this.field = field;
        this.arguments = List.copyOf(arguments);
    }

    public static PortalException of(Kind kind, ErrorReason reason, Object... arguments) {
        return new PortalException(kind, reason, null, List.of(arguments), null);
    }

    /** A rule was broken by one field of the form or request. */
    public static PortalException rejected(String field, ErrorReason reason, Object... arguments) {
        return new PortalException(Kind.REJECTED, reason, field, List.of(arguments), null);
    }

    public static PortalException conflict(String field, ErrorReason reason, Object... arguments) {
        return new PortalException(Kind.CONFLICT, reason, field, List.of(arguments), null);
    }

    /** Also for what exists but belongs to someone else. */
    public static PortalException notFound() {
        return of(Kind.NOT_FOUND, ErrorReason.NOT_FOUND);
    }

    public static PortalException notAllowed() {
        return of(Kind.UNAUTHORIZED, ErrorReason.NOT_ALLOWED);
    }

    public static PortalException stale() {
        return of(Kind.STALE, ErrorReason.STALE);
    }

    public PortalException causedBy(Throwable cause) {
        return new PortalException(kind, reason, field, arguments, cause);
    }

    public Kind kind() {
        return kind;
    }

    public ErrorReason reason() {
        return reason;
    }

    /** Key of the translated text. */
    public String messageKey() {
        return "error." + reason.name();
    }

    public Object[] arguments() {
        return arguments.toArray();
    }

    /** Name of the field that is at fault, null if it is not one field. */
    public @Nullable String field() {
        return field;
    }
}

package org.slportal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.services.access.Actor;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.token.CreatedToken;
import org.slportal.services.token.NewToken;
import org.slportal.services.token.TokenService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registration tokens: list, create, revoke. */
@RestController
@RequestMapping({ApiPaths.BASE + "/v1/accounts/{sa}", ApiPaths.DOUBLED + "/v1/accounts/{sa}"})
class TokenController {

    private static final String ALLOWED = "Allowed";
    private static final String NOT_ALLOWED = "Not Allowed";
    private static final int MAX_TOKENS = 1000;

    private final Scope scope;
    private final TokenService tokens;

    TokenController(Scope scope, TokenService tokens) {
        this.scope = scope;
        this.tokens = tokens;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Token(
            String token,
            String expirationDate,
            String description,
            String exportControlled,
            String createdBy,
            int uses,
            @Nullable Integer numberofUses,
            String status) {}

    record TokenInfo(String token, String expirationDate, String description, String exportControlled) {}

    record TokenList(String status, String statusMessage, List<Token> tokens) {}

    record Created(String status, String statusMessage, TokenInfo tokenInfo) {}

    record Revoked(String token, String status, String statusMessage) {}

    record RevokedList(String status, String statusMessage, List<Revoked> tokens) {}

    /** Only tokens that can still be used: clients take the first of the list. */
    @GetMapping("/virtual-accounts/{va}/tokens")
    TokenList list(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor, @PathVariable String sa, @PathVariable String va) {
        var pool = scope.pool(actor, scope.account(actor, sa), va);
        List<Token> usable = tokens.showUsable(actor, pool.id(), MAX_TOKENS).stream()
                .map(token -> new Token(
                        token.text(),
                        Dates.text(token.expiresAt()),
                        token.description(),
                        token.exportAllowed() ? ALLOWED : NOT_ALLOWED,
                        token.createdBy(),
                        token.uses(),
                        token.maxUses(),
                        "ACTIVE"))
                .toList();
        return new TokenList("SUCCESS", "", usable);
    }

    @PostMapping("/virtual-accounts/{va}/tokens")
    Created create(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestBody(required = false) @Nullable String text) {
        Body body = Body.of(text);
        var pool = scope.pool(actor, scope.account(actor, sa), va);
        Integer days = body.number("expiresAfterDays");
        boolean export = exportControlled(body.text("exportControlled"));
        CreatedToken created = tokens.create(
                actor,
                new NewToken(
                        pool.id(),
                        body.text("description"),
                        days == null ? TokenService.RECOMMENDED_DAYS : days,
                        body.number("numberofUses"),
                        export));
        return new Created(
                "SUCCESS",
                "Token created",
                new TokenInfo(
                        created.text(),
                        Dates.text(created.expiresAt()),
                        body.text("description"),
                        export ? ALLOWED : NOT_ALLOWED));
    }

    @PostMapping("/virtual-accounts/{va}/tokens/revoke")
    RevokedList revoke(
            @RequestAttribute(BearerTokenFilter.ACTOR) Actor actor,
            @PathVariable String sa,
            @PathVariable String va,
            @RequestBody(required = false) @Nullable String text) {
        var pool = scope.pool(actor, scope.account(actor, sa), va);
        List<Revoked> results = Body.of(text).texts("tokens").stream()
                .map(token -> revokeOne(actor, pool.id(), token))
                .toList();
        return new RevokedList("COMPLETE", "", results);
    }

    private Revoked revokeOne(Actor actor, org.slportal.domain.id.VirtualAccountId pool, String token) {
        try {
            tokens.revoke(actor, tokens.find(actor, pool, token).orElseThrow(PortalException::notFound));
            return new Revoked(token, "SUCCESS", "Token revoked");
        } catch (PortalException e) {
            return new Revoked(token, "ERROR", String.valueOf(e.getMessage()));
        }
    }

    private static boolean exportControlled(String value) {
        return switch (value) {
            case ALLOWED -> true;
            case NOT_ALLOWED, "" -> false;
            default ->
                throw PortalException.of(
                        PortalException.Kind.MALFORMED,
                        ErrorReason.REQUEST_MALFORMED,
                        "exportControlled is \"Allowed\" or \"Not Allowed\"");
        };
    }
}

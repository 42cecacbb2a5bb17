package org.slportal.services.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.REGISTRATION_TOKEN;
import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.RegistrationTokenId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.token.TokenState;
import org.slportal.domain.token.TokenText;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class TokenServiceTest {

    private static final PageQuery<TokenSort> PAGE = PageQuery.first(50, TokenSort.CREATED_AT);

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    TokenService tokens;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private static NewToken asked(VirtualAccountId pool, int days) {
        return new NewToken(pool, "lab", days, null, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 366, Integer.MAX_VALUE})
    void an_expiry_outside_1_to_365_days_is_refused(int days) {
        var account = accounts.account();

        assertRefused(
                ErrorReason.TOKEN_EXPIRY_RANGE,
                () -> tokens.create(account.administrator(), asked(account.pool(), days)));
        assertThat(tokens.count(account.administrator(), account.pool()).rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 365})
    void a_token_works_until_the_last_millisecond_of_its_last_day(int days) {
        var account = accounts.account();
        var created = tokens.create(account.administrator(), asked(account.pool(), days));
        assertThat(created.expiresAt())
                .isEqualTo(clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(days)));

        clock.set(created.expiresAt().minusMillis(1));
        assertThat(tokens.list(account.administrator(), account.pool(), PAGE)
                        .getFirst()
                        .state())
                .isEqualTo(TokenState.ACTIVE);
        assertThat(tokens.showUsable(account.administrator(), account.pool(), 10))
                .hasSize(1);

        clock.set(created.expiresAt());
        assertThat(tokens.list(account.administrator(), account.pool(), PAGE)
                        .getFirst()
                        .state())
                .isEqualTo(TokenState.EXPIRED);
        assertThat(tokens.showUsable(account.administrator(), account.pool(), 10))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, TokenService.MAX_USES + 1})
    void a_number_of_uses_outside_1_to_a_million_is_refused(int uses) {
        var account = accounts.account();

        assertRefused(
                ErrorReason.TOKEN_USES_RANGE,
                () -> tokens.create(account.administrator(), new NewToken(account.pool(), "lab", 30, uses, false)));
    }

    @Test
    void a_token_for_one_use_is_used_up_by_one_device() {
        var account = accounts.account();
        var created = tokens.create(account.administrator(), new NewToken(account.pool(), "lab", 30, 1, false));

        devices.register(TestDevice.unseen(), created.text(), false);

        var item = tokens.list(account.administrator(), account.pool(), PAGE).getFirst();
        assertThat(item.uses()).isEqualTo(1);
        assertThat(item.maxUses()).isEqualTo(1);
        assertThat(item.state()).isEqualTo(TokenState.USED_UP);
        assertThat(tokens.showUsable(account.administrator(), account.pool(), 10))
                .isEmpty();
    }

    @Test
    void export_controlled_functionality_needs_the_accounts_permission() {
        var account = accounts.account();
        sql.update(SMART_ACCOUNT)
                .set(SMART_ACCOUNT.EXPORT_PERMITTED, false)
                .where(SMART_ACCOUNT.SMART_ACCOUNT_ID.eq(account.id()))
                .execute();

        assertRefused(
                ErrorReason.TOKEN_EXPORT_NOT_PERMITTED,
                () -> tokens.create(account.administrator(), new NewToken(account.pool(), "lab", 30, null, true)));
        tokens.create(account.administrator(), asked(account.pool(), 30));
    }

    @Test
    void the_text_shown_again_is_the_text_that_was_made() {
        var account = accounts.account();
        var created = tokens.create(account.administrator(), asked(account.pool(), 30));

        assertThat(tokens.reveal(account.administrator(), created.id())).isEqualTo(created.text());
        assertThat(tokens.showUsable(account.administrator(), account.pool(), 10)
                        .getFirst()
                        .text())
                .isEqualTo(created.text());
        assertThat(tokens.find(account.administrator(), account.pool(), created.text()))
                .contains(created.id());
    }

    @Test
    void neither_text_nor_secret_stands_in_the_table_or_in_an_event() {
        var account = accounts.account();
        var created = tokens.create(account.administrator(), asked(account.pool(), 30));
        tokens.reveal(account.administrator(), created.id());
        byte[] secret = TokenText.parse(created.text()).orElseThrow().secret();

        var row = sql.selectFrom(REGISTRATION_TOKEN)
                .where(REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID.eq(created.id()))
                .fetchSingle();
        for (Object value : row.intoArray()) {
            byte[] stored = value instanceof byte[] bytes
                    ? bytes
                    : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            assertThat(indexOf(stored, secret)).isEqualTo(-1);
            assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                    .doesNotContain(created.text())
                    .doesNotContain(created.text().substring(40, 80));
        }
        var events = sql.selectFrom(EVENT)
                .where(EVENT.SMART_ACCOUNT_ID.eq(account.id()))
                .fetch();
        assertThat(events.getValues(EVENT.CODE)).contains("TOKEN_CREATED", "TOKEN_SHOWN");
        assertThat(events.getValues(EVENT.PARAMETERS))
                .noneMatch(text -> text.contains(created.text().substring(40, 80)));
        assertThat(created.toString()).doesNotContain(created.text().substring(40, 80));
    }

    @Test
    void a_sealed_text_opens_only_in_its_own_row() {
        var account = accounts.account();
        var one = tokens.create(account.administrator(), asked(account.pool(), 30));
        var other = tokens.create(account.administrator(), asked(account.pool(), 30));
        sql.update(REGISTRATION_TOKEN)
                .set(
                        REGISTRATION_TOKEN.SEALED_TOKEN,
                        sql.select(REGISTRATION_TOKEN.SEALED_TOKEN)
                                .from(REGISTRATION_TOKEN)
                                .where(REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID.eq(one.id()))
                                .fetchSingle()
                                .value1())
                .where(REGISTRATION_TOKEN.REGISTRATION_TOKEN_ID.eq(other.id()))
                .execute();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> tokens.reveal(account.administrator(), other.id())))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_token_is_revoked_once() {
        var account = accounts.account();
        var created = tokens.create(account.administrator(), asked(account.pool(), 30));

        tokens.revoke(account.administrator(), created.id());

        assertRefused(ErrorReason.TOKEN_ALREADY_REVOKED, () -> tokens.revoke(account.administrator(), created.id()));
        assertThat(tokens.list(account.administrator(), account.pool(), PAGE)
                        .getFirst()
                        .state())
                .isEqualTo(TokenState.REVOKED);
        assertThat(sql.fetchCount(EVENT, EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq("TOKEN_REVOKED"))))
                .isEqualTo(1);
    }

    @Test
    void a_foreign_token_reads_like_one_that_never_was() {
        var account = accounts.account();
        var foreign = accounts.account();
        var created = tokens.create(account.administrator(), asked(account.pool(), 30));
        var unknown = new RegistrationTokenId(Long.MAX_VALUE);
        var nowhere = new VirtualAccountId(Long.MAX_VALUE);

        for (RegistrationTokenId id : new RegistrationTokenId[] {created.id(), unknown}) {
            assertUnknown(() -> tokens.reveal(foreign.administrator(), id));
            assertUnknown(() -> tokens.revoke(foreign.administrator(), id));
        }
        for (VirtualAccountId id : new VirtualAccountId[] {account.pool(), nowhere}) {
            assertUnknown(() -> tokens.create(foreign.administrator(), asked(id, 30)));
            assertUnknown(() -> tokens.list(foreign.administrator(), id, PAGE));
            assertUnknown(() -> tokens.count(foreign.administrator(), id));
            assertUnknown(() -> tokens.showUsable(foreign.administrator(), id, 10));
            assertUnknown(() -> tokens.find(foreign.administrator(), id, created.text()));
        }
        assertThat(tokens.find(foreign.administrator(), foreign.pool(), created.text()))
                .isEmpty();
    }

    @Test
    void a_viewer_sees_tokens_but_neither_makes_shows_nor_revokes_them() {
        var account = accounts.account();
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var created = tokens.create(account.administrator(), asked(account.pool(), 30));

        assertThat(tokens.list(viewer, account.pool(), PAGE).getFirst().abbreviated())
                .isNotEqualTo(created.text());
        assertNotAllowed(() -> tokens.create(viewer, asked(account.pool(), 30)));
        assertNotAllowed(() -> tokens.reveal(viewer, created.id()));
        assertNotAllowed(() -> tokens.showUsable(viewer, account.pool(), 10));
        assertNotAllowed(() -> tokens.revoke(viewer, created.id()));
    }

    @Test
    void a_virtual_account_user_knows_the_tokens_of_their_own_only() {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        var user = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, own);
        var elsewhere = tokens.create(account.administrator(), asked(account.pool(), 30));

        var created = tokens.create(user, asked(own, 30));

        assertThat(tokens.reveal(user, created.id())).isEqualTo(created.text());
        assertUnknown(() -> tokens.list(user, account.pool(), PAGE));
        assertUnknown(() -> tokens.create(user, asked(account.pool(), 30)));
        assertUnknown(() -> tokens.reveal(user, elsewhere.id()));
        assertUnknown(() -> tokens.revoke(user, elsewhere.id()));
    }

    private static int indexOf(byte[] text, byte[] part) {
        return new String(text, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }
}

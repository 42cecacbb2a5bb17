package org.slportal.services.callhome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CERTIFICATE;
import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.device.SoftwareId;
import org.slportal.domain.failure.FailureReason;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.token.TokenText;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.DeviceKeys;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.token.NewToken;
import org.slportal.services.token.TokenService;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class RegistrationTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    TokenService tokens;

    @Autowired
    RegistrationService registrations;

    @Autowired
    InventoryService inventory;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private static void assertRefused(Reply reply, Reply.Refusal refusal, String reason) {
        assertThat(reply).isEqualTo(new Reply.Refused(refusal, reason));
    }

    private VirtualAccountId poolOf(TestDevice device) {
        return sql.select(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PIID.eq(device.piid()))
                .fetchSingle()
                .value1();
    }

    private int instances(TestDevice device) {
        return sql.fetchCount(
                PRODUCT_INSTANCE,
                PRODUCT_INSTANCE.UDI_SERIAL_NUMBER.eq(device.udi().serialNumber()));
    }

    @Test
    void a_device_with_a_good_token_is_registered_in_the_tokens_virtual_account() {
        var account = accounts.account();
        var pool = accounts.pool(account, "Branch");

        var device = devices.registered(account, pool);

        assertThat(poolOf(device)).isEqualTo(pool);
        var certificate = sql.selectFrom(CERTIFICATE)
                .where(CERTIFICATE.SERIAL.eq(device.serial()))
                .fetchSingle();
        assertThat(certificate.getStatus()).isEqualTo("ISSUED");
        assertThat(Duration.between(certificate.getNotBefore(), certificate.getNotAfter()))
                .isEqualTo(Duration.ofDays(365));
        assertThat(certificate.getNotBefore()).isEqualTo(clock.instant().minus(Duration.ofMinutes(5)));
        assertThat(sql.fetchCount(EVENT, EVENT.PIID.eq(device.piid()).and(EVENT.CODE.eq("DEVICE_REGISTERED"))))
                .isEqualTo(1);
    }

    @Test
    void a_text_that_is_no_token_and_one_nobody_issued_are_not_valid() {
        var device = TestDevice.unseen();
        String nobodys = new TokenText(java.util.UUID.randomUUID(), clock.instant(), new byte[32]).encode();

        for (String text : List.of("abc", nobodys)) {
            assertRefused(
                    devices.register(device, text, false),
                    Reply.Refusal.INVALID_TOKEN,
                    FailureReason.tokenNotValid(TokenText.abbreviate(text)));
        }
        assertThat(instances(device)).isZero();
    }

    @Test
    void a_token_registers_until_the_very_instant_it_expires() {
        var account = accounts.account();
        var created = tokens.create(account.administrator(), new NewToken(account.pool(), "lab", 1, null, false));

        clock.set(created.expiresAt().minusMillis(1));
        assertThat(devices.register(TestDevice.unseen(), created.text(), false)).isInstanceOf(Reply.Answered.class);
        clock.set(created.expiresAt());
        assertRefused(
                devices.register(TestDevice.unseen(), created.text(), false),
                Reply.Refusal.INVALID_TOKEN,
                FailureReason.tokenExpired(TokenText.abbreviate(created.text())));
    }

    @Test
    void a_revoked_and_a_used_up_token_are_not_valid_and_the_refusal_is_told_in_the_event_log() {
        var account = accounts.account();
        var revoked = tokens.create(account.administrator(), new NewToken(account.pool(), "lab", 30, null, false));
        tokens.revoke(account.administrator(), revoked.id());
        String usedUp = devices.token(account, account.pool(), 1);
        devices.register(TestDevice.unseen(), usedUp, false);

        for (String text : List.of(revoked.text(), usedUp)) {
            assertRefused(
                    devices.register(TestDevice.unseen(), text, false),
                    Reply.Refusal.INVALID_TOKEN,
                    FailureReason.tokenNotValid(TokenText.abbreviate(text)));
        }
        var told = sql.select(EVENT.PARAMETERS)
                .from(EVENT)
                .where(EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq("DEVICE_REGISTRATION_REFUSED")))
                .fetch(EVENT.PARAMETERS);
        assertThat(told).hasSize(2).noneMatch(text -> text.contains(usedUp.substring(40, 80)));
    }

    @Test
    void the_checks_come_in_order_token_then_duplicate_then_request_then_signature() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        String token = devices.token(account, account.pool(), null);
        var wrongKey = TestDevices.signedWith(device.reset().key());

        // Everything is wrong: the token is told.
        assertThat(devices.register(
                        devices.exchange(device), device, TestDevices.asked("no token", "no csr", false), wrongKey))
                .extracting(reply -> ((Reply.Refused) reply).refusal())
                .isEqualTo(Reply.Refusal.INVALID_TOKEN);
        // The token is good: the duplicate is told.
        assertRefused(
                devices.register(devices.exchange(device), device, TestDevices.asked(token, "no csr", false), wrongKey),
                Reply.Refusal.ALREADY_REGISTERED,
                FailureReason.PRODUCT_ALREADY_REGISTERED);
        // Forced: the request is told.
        assertThat(devices.register(
                        devices.exchange(device), device, TestDevices.asked(token, "no csr", true), wrongKey))
                .extracting(reply -> ((Reply.Refused) reply).refusal())
                .isEqualTo(Reply.Refusal.INVALID_CSR);
        // The request is good: the signature is told.
        assertRefused(
                devices.register(
                        devices.exchange(device),
                        device,
                        TestDevices.asked(token, DeviceKeys.csr(device.key()), true),
                        wrongKey),
                Reply.Refusal.SIGNATURE,
                FailureReason.SIGNATURE_MISMATCH);
    }

    @Test
    void a_request_signed_with_another_key_than_its_own_is_refused() {
        var account = accounts.account();
        var device = TestDevice.unseen();
        String forged = DeviceKeys.csr(device.key(), device.reset().key());

        var reply = devices.register(
                devices.exchange(device),
                device,
                TestDevices.asked(devices.token(account, account.pool(), null), forged, false),
                TestDevices.signedWith(device.key()));

        assertThat(((Reply.Refused) reply).refusal()).isEqualTo(Reply.Refusal.INVALID_CSR);
        assertThat(instances(device)).isZero();
    }

    @Test
    void a_known_device_without_force_is_told_so_and_otherwise_when_it_uses_licences() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        String token = devices.token(account, account.pool(), null);

        assertRefused(
                devices.register(device.reset(), token, false),
                Reply.Refusal.ALREADY_REGISTERED,
                FailureReason.PRODUCT_ALREADY_REGISTERED);
        devices.authorize(device, Map.of(LICENSE, 1));
        assertRefused(
                devices.register(device.reset(), token, false),
                Reply.Refusal.ALREADY_REGISTERED,
                FailureReason.EXISTING_CONSUMPTION);
    }

    @Test
    void force_does_not_take_a_device_from_another_account() {
        var owner = accounts.account();
        var taker = accounts.account();
        var device = devices.registered(owner, owner.pool());
        devices.authorize(device, Map.of(LICENSE, 1));

        var reply = devices.register(device.reset(), devices.token(taker, taker.pool(), null), true);

        assertRefused(
                reply,
                Reply.Refusal.ALREADY_REGISTERED,
                FailureReason.alreadyRegistered(TestDevices.SOFTWARE, device.udi()));
        assertThat(poolOf(device)).isEqualTo(owner.pool());
        assertThat(devices.authorize(device, Map.of(LICENSE, 1)).reply()).isInstanceOf(Reply.Answered.class);
        assertThat(inventory.figures(owner.administrator(), owner.pool()).inUse())
                .isEqualTo(1);
    }

    @Test
    void force_moves_the_device_within_its_account_and_its_licences_come_back() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 1);
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 1));
        var again = device.reset();

        var reply = devices.register(again, devices.token(account, branch, null), true);

        assertThat(reply).isInstanceOf(Reply.Answered.class);
        assertThat(again.piid()).isEqualTo(device.piid());
        assertThat(poolOf(again)).isEqualTo(branch);
        assertThat(inventory.figures(account.administrator(), account.pool()).inUse())
                .isZero();
        assertThat(sql.fetchCount(CONSUMPTION, CONSUMPTION.VIRTUAL_ACCOUNT_ID.eq(branch)))
                .isZero();
        // The key of before is worth nothing any more.
        var old = devices.authorize(device, Map.of(LICENSE, 1)).reply();
        assertThat(((Reply.Refused) old).refusal()).isEqualTo(Reply.Refusal.SIGNATURE);
        assertThat(sql.select(CERTIFICATE.STATUS)
                        .from(CERTIFICATE)
                        .where(CERTIFICATE.SERIAL.eq(device.serial()))
                        .fetchSingle()
                        .value1())
                .isEqualTo("REVOKED");
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void the_same_message_again_gets_the_same_answer_and_makes_nothing_new() {
        var account = accounts.account();
        var device = TestDevice.unseen();
        String token = devices.token(account, account.pool(), 1);
        var message = devices.exchange(device);

        var first = devices.register(message, device, token, false);
        var second = devices.register(message, device, token, false);

        assertThat(first).isInstanceOf(Reply.Answered.class).isEqualTo(second);
        assertThat(instances(device)).isEqualTo(1);
        assertThat(sql.fetchCount(CERTIFICATE, CERTIFICATE.PIID.eq(device.piid())))
                .isEqualTo(1);
    }

    @Test
    void a_nonce_used_for_another_message_is_refused() {
        var account = accounts.account();
        var device = TestDevice.unseen();
        String token = devices.token(account, account.pool(), null);
        devices.register(devices.exchange(device, "4711"), device, token, false);

        var reply = devices.register(devices.exchange(device, "4711"), device, token, true);

        assertThat(((Reply.Refused) reply).refusal()).isEqualTo(Reply.Refusal.NONCE_REUSED);
    }

    @Test
    void two_products_on_one_chassis_are_two_product_instances() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        var other = device.reset();
        var product = new SoftwareId("regid.2026-01.com.example." + "x".repeat(120) + ",v1_1");

        var reply = devices.register(
                devices.exchange(other),
                other,
                new RegisterDevice(
                        devices.token(account, account.pool(), null),
                        product,
                        DeviceKeys.csr(other.key()),
                        null,
                        false,
                        List.of()),
                TestDevices.signedWith(other.key()));

        assertThat(reply).isInstanceOf(Reply.Answered.class);
        assertThat(instances(device)).isEqualTo(2);
    }

    @Test
    void the_intent_is_stored_even_when_the_registration_is_undone_and_the_certificate_is_not() {
        var account = accounts.account();
        var device = TestDevice.unseen();
        var granted = new java.util.ArrayList<RegistrationGrant>();

        var thrown = org.assertj.core.api.Assertions.catchThrowable(() -> registrations.register(
                devices.exchange(device),
                TestDevices.asked(devices.token(account, account.pool(), null), DeviceKeys.csr(device.key()), false),
                TestDevices.signedWith(device.key()),
                grant -> {
                    granted.add(grant);
                    throw new IllegalStateException("the answer could not be made");
                }));

        assertThat(thrown).hasMessage("the answer could not be made");
        var certificate = sql.selectFrom(CERTIFICATE)
                .where(CERTIFICATE.SERIAL.eq(granted.getFirst().certificate().serialHex()))
                .fetchSingle();
        assertThat(certificate.getStatus()).isEqualTo("INTENDED");
        assertThat(certificate.getDer()).isNull();
        assertThat(certificate.getPiid()).isEqualTo(granted.getFirst().piid());
        assertThat(instances(device)).isZero();
    }
}

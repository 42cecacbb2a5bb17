package org.slportal.services.lab.scenario;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.PortalProperties;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.lab.attached.AttachedSwitchItem;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.lab.condition.LabCondition;
import org.slportal.services.lab.condition.LabConditions;
import org.slportal.services.token.NewToken;
import org.slportal.services.token.TokenService;
import org.springframework.stereotype.Component;

/** What causes each failure, and what undoes the causes again. Everything is done as people would: typed on the switch, clicked in the portal. */
@Component
class Causes {

    /** Longer than the tolerance, and within the life of every certificate. */
    private static final Duration CLOCK_OFF = Duration.ofHours(2);

    /** Shorter than the 16 to 20 minutes after which a switch tries again by itself. */
    private static final Duration SERVER_BUSY = Duration.ofMinutes(15);

    private static final Duration SIGNING_EXPIRED = Duration.ofDays(30);

    /** Documentation addresses (RFC 5737): nobody's, and routed nowhere. */
    private static final String NOWHERE = "192.0.2.1";

    private static final String NOWHERE_ROUTE = "192.0.2.0 255.255.255.0 Null0";
    private static final String SHORT_POOL = "Scenario 8";
    private static final String PROFILE = "profile \"CiscoTAC-1\"";
    private static final int TOKEN_USES = 10;
    /** Not the factory's address, which a profile with another has a "no" for. */
    private static final Pattern URL = Pattern.compile("(?<!no )destination address http (https://\\S+)");

    private static final Pattern ZONE = Pattern.compile("clock timezone \\S+ ([+-]?\\d+) (\\d+)");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final DateTimeFormatter TYPED =
            DateTimeFormatter.ofPattern("HH:mm:ss d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final PortalProperties properties;
    private final AccountService accounts;
    private final TokenService tokens;
    private final ProductInstanceService devices;
    private final AttachedSwitchService switches;
    private final LabConditions conditions;

    Causes(
            InstantSource clock,
            PortalProperties properties,
            AccountService accounts,
            TokenService tokens,
            ProductInstanceService devices,
            AttachedSwitchService switches,
            LabConditions conditions) {
        this.clock = clock;
        this.properties = properties;
        this.accounts = accounts;
        this.tokens = tokens;
        this.devices = devices;
        this.switches = switches;
        this.conditions = conditions;
    }

    /** Whose exercise it is, on which switch, with which Virtual Account's licences. */
    record Exercise(
            Actor actor, SmartAccountId account, VirtualAccountId pool, AttachedSwitchItem device, Scenario scenario) {}

    /** Undoes whatever any scenario may have left, and ends the registration, so that each begins with the same switch. */
    void clear(Exercise exercise, Stage stage) throws ScenarioTrouble {
        undo(exercise, stage);
        stage.deregister();
        AttachedSwitchItem now = switches.require(
                exercise.actor(), exercise.account(), exercise.device().id());
        AttachedSwitchItem.Registration left = now.registration();
        if (left != null) {
            devices.remove(exercise.actor(), left.device());
        }
    }

    /** Undoes the causes; what the learner did stays. */
    void undo(Exercise exercise, Stage stage) throws ScenarioTrouble {
        for (LabCondition condition : LabCondition.values()) {
            conditions.end(exercise.account(), exercise.device().udi(), condition);
        }
        stage.say("lab firewall pass");
        String host = callHomeHost(stage);
        stage.say("configure terminal");
        if (IPV4.matcher(host).matches()) {
            stage.say("no ip route " + host + " 255.255.255.255 Null0");
        } else if (stage.say("do show running-config | include ^ip host " + host)
                .contains("ip host " + host + " " + NOWHERE)) {
            stage.say("no ip host " + host);
        }
        stage.say("no ip route " + NOWHERE_ROUTE);
        stage.say("service call-home");
        stage.say("call-home");
        stage.say(PROFILE);
        stage.say("active");
        stage.say("reporting smart-licensing-data");
        // A time server sets the clock right to the millisecond.
        stage.say("ntp server 127.0.0.1");
        stage.say("no ntp server 127.0.0.1");
        stage.say("end");
    }

    /** Causes the failure and lets the switch run into it. What the switch prints from there on is recorded. */
    void cause(Exercise exercise, Stage stage) throws ScenarioTrouble {
        switch (exercise.scenario()) {
            case ALREADY_REGISTERED -> alreadyRegistered(exercise, stage);
            case SERVER_BUSY -> {
                begin(exercise, LabCondition.SERVER_BUSY, SERVER_BUSY);
                registerInVain(exercise, stage);
            }
            case WRONG_CLOCK -> wrongClock(exercise, stage);
            case NO_TRANSPORT -> {
                stage.configure("call-home", PROFILE, "no active");
                registerInVain(exercise, stage);
            }
            case UNREACHABLE -> unreachable(exercise, stage);
            case SIGNING_CERTIFICATE_EXPIRED -> signingCertificateExpired(exercise, stage);
            case CRL_UNREACHABLE -> listUnreachable(exercise, stage);
            case SHORT_POOL -> shortPool(exercise, stage);
            case KEY_MISMATCH -> keyMismatch(exercise, stage);
        }
        // The part that says what failed: all of it would push the log messages off the screen.
        stage.say("show license status | begin Registration:");
    }

    private void alreadyRegistered(Exercise exercise, Stage stage) throws ScenarioTrouble {
        stage.requireLicensesInUse();
        String token = token(exercise, exercise.pool());
        registered(stage, token);
        stage.reloadWithoutSaving();
        stage.transcript().begin();
        stage.say("");
        stage.register(token);
    }

    private void wrongClock(Exercise exercise, Stage stage) throws ScenarioTrouble {
        String zone = stage.say("show running-config | include ^clock timezone");
        Matcher typed = ZONE.matcher(zone);
        Duration offset = typed.find()
                ? Duration.ofHours(Integer.parseInt(typed.group(1))).plusMinutes(Integer.parseInt(typed.group(2)))
                : Duration.ZERO;
        Instant wrong = clock.instant().plus(CLOCK_OFF).plus(offset);
        if (stage.say("clock set " + TYPED.format(wrong)).contains("% ")) {
            throw new ScenarioTrouble(ErrorReason.SCENARIO_COMMAND_REFUSED, "clock set");
        }
        registerInVain(exercise, stage);
    }

    private void unreachable(Exercise exercise, Stage stage) throws ScenarioTrouble {
        registered(exercise, stage);
        String host = callHomeHost(stage);
        if (IPV4.matcher(host).matches()) {
            stage.configure("ip route " + host + " 255.255.255.255 Null0");
        } else {
            stage.configure("ip route " + NOWHERE_ROUTE, "ip host " + host + " " + NOWHERE);
        }
        renewInVain(stage);
    }

    private void signingCertificateExpired(Exercise exercise, Stage stage) throws ScenarioTrouble {
        registered(exercise, stage);
        begin(exercise, LabCondition.SIGNING_CERTIFICATE_EXPIRED, SIGNING_EXPIRED);
        // The first answer shows the switch that the server's certificate has run out; from then on it cannot name it.
        stage.renewAuthorization();
        renewInVain(stage);
    }

    private void listUnreachable(Exercise exercise, Stage stage) throws ScenarioTrouble {
        URI lists = URI.create(properties.revocationBaseUrl());
        stage.configure("crypto pki trustpoint SLA-TrustPoint", "revocation-check crl");
        stage.say("lab firewall drop " + (lists.getPort() < 0 ? 80 : lists.getPort()));
        stage.say("clear crypto pki crls");
        registerInVain(exercise, stage);
    }

    private void shortPool(Exercise exercise, Stage stage) throws ScenarioTrouble {
        VirtualAccountId empty = accounts.virtualAccounts(exercise.actor(), exercise.account()).stream()
                .filter(pool -> pool.name().equals(SHORT_POOL))
                .map(VirtualAccountItem::id)
                .findFirst()
                .orElseGet(() -> accounts.create(
                        exercise.actor(), exercise.account(), new VirtualAccountData(SHORT_POOL, "Owns no licences")));
        stage.requireLicensesInUse();
        String token = token(exercise, empty);
        stage.transcript().begin();
        stage.say("");
        registered(stage, token);
        stage.say("show license summary");
    }

    private void keyMismatch(Exercise exercise, Stage stage) throws ScenarioTrouble {
        registered(exercise, stage);
        stage.zeroizeKey();
        renewInVain(stage);
    }

    private void registered(Exercise exercise, Stage stage) throws ScenarioTrouble {
        stage.requireLicensesInUse();
        registered(stage, token(exercise, exercise.pool()));
    }

    private static void registered(Stage stage, String token) throws ScenarioTrouble {
        if (!stage.register(token)) {
            throw new ScenarioTrouble(
                    ErrorReason.SCENARIO_NOT_REGISTERED,
                    new LicenseStatus("\n" + stage.say("show license status"))
                            .failureReason()
                            .orElse("?"));
        }
        stage.awaitAuthorization();
    }

    private void registerInVain(Exercise exercise, Stage stage) throws ScenarioTrouble {
        String token = token(exercise, exercise.pool());
        stage.transcript().begin();
        stage.say("");
        stage.register(token);
    }

    private static void renewInVain(Stage stage) throws ScenarioTrouble {
        stage.transcript().begin();
        stage.say("");
        stage.renewAuthorization();
    }

    private void begin(Exercise exercise, LabCondition condition, Duration lasting) {
        conditions.begin(exercise.account(), exercise.device().udi(), condition, lasting);
    }

    private String token(Exercise exercise, VirtualAccountId pool) {
        return tokens.create(
                        exercise.actor(),
                        new NewToken(
                                pool,
                                "Scenario " + exercise.scenario().number(),
                                TokenService.MIN_DAYS,
                                TOKEN_USES,
                                false))
                .text();
    }

    /** Where the switch calls home. */
    private static String callHomeHost(Stage stage) throws ScenarioTrouble {
        Matcher url = URL.matcher(stage.say("show running-config | include destination address http https"));
        String host = url.find() ? URI.create(url.group(1)).getHost() : null;
        if (host == null) {
            throw new ScenarioTrouble(ErrorReason.SCENARIO_NO_ADDRESS, "destination address http");
        }
        return host;
    }
}

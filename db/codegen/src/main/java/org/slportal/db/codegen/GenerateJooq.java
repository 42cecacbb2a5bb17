package org.slportal.db.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.slportal.db.embedded.EmbeddedMariaDb;

/** Arguments: directory of the migrations, directory to generate into, package name. */
public final class GenerateJooq {

    /** Changes whenever this generator would produce other code from the same scripts. */
    private static final String GENERATOR_REVISION = "5";

    private GenerateJooq() {}

    public static void main(String[] args) throws Exception {
        Path migrations = Path.of(args[0]);
        Path target = Path.of(args[1]);
        String packageName = args[2];
        Path stamp = target.resolve(".scripts-hash");
        String hash = hashOf(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(hash)) {
            return;
        }
        Path scratch = target.resolveSibling("codegen-db");
        try (EmbeddedMariaDb db = EmbeddedMariaDb.startThrowaway(scratch)) {
            Flyway flyway = Flyway.configure()
                    .dataSource(
                            db.connection().jdbcUrl(),
                            db.connection().user(),
                            db.connection().password())
                    .locations("filesystem:" + migrations)
                    .cleanDisabled(false)
                    .load();
            flyway.clean();
            flyway.migrate();
            GenerationTool.generate(configuration(db.connection(), target, packageName));
        }
        Files.writeString(stamp, hash);
    }

    private static Configuration configuration(EmbeddedMariaDb.ConnectionInfo db, Path target, String packageName) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withDriver("org.mariadb.jdbc.Driver")
                        .withUrl(db.jdbcUrl())
                        .withUser(db.user())
                        .withPassword(db.password()))
                .withGenerator(new Generator()
                        .withName("org.jooq.codegen.JavaGenerator")
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.mariadb.MariaDBDatabase")
                                .withInputSchema(EmbeddedMariaDb.SCHEMA)
                                .withOutputSchemaToDefault(true)
                                .withExcludes("flyway_schema_history|scheduled_tasks")
                                .withForcedTypes(forcedTypes()))
                        .withGenerate(new Generate()
                                .withRecords(true)
                                .withPojos(false)
                                .withDaos(false)
                                .withFluentSetters(true)
                                .withJavaTimeTypes(true)
                                .withGeneratedAnnotation(true)
                                .withComments(false))
                        .withTarget(new Target().withPackageName(packageName).withDirectory(target.toString())));
    }

    private static List<ForcedType> forcedTypes() {
        List<ForcedType> types = new ArrayList<>();
        // Ids are types in SQL too. The last path part of the column name decides.
        id(types, "SmartAccountId", "(last_)?smart_account_id");
        id(types, "VirtualAccountId", "(.*_)?virtual_account_id");
        id(types, "UserId", "(.*_)?app_user_id");
        id(types, "ApiClientId", "api_client_id");
        id(types, "RoleGrantId", "role_grant_id");
        id(types, "LicenseId", "(parent_|child_)?license_id");
        id(types, "SkuId", "sku_id");
        id(types, "PlatformId", "platform_id");
        id(types, "PakId", "pak_id");
        id(types, "PakLineId", "pak_line_id");
        id(types, "LegacyDeviceId", "(stack_)?legacy_device_id");
        id(types, "LegacyLicenseId", "legacy_license_id");
        id(types, "LicenseTransactionId", "license_transaction_id");
        id(types, "ConversionId", "conversion_id");
        id(types, "ConversionJobId", "conversion_job_id");
        id(types, "DlcDeviceId", "dlc_device_id");
        id(types, "AssistedRequestId", "assisted_request_id");
        id(types, "DeviceLicenseNameId", "device_license_name_id");
        id(types, "RegistrationTokenId", "registration_token_id");
        id(types, "ProductInstanceId", "product_instance_id");
        id(types, "CertificateId", "certificate_id");
        id(types, "AttachedSwitchId", "(open_)?attached_switch_id");
        id(types, "AlertId", "alert_id");
        id(types, "EventId", "event_id");
        id(types, "ScenarioRunId", "scenario_run_id");
        id(types, "UserIdentityId", "user_identity_id");
        id(types, "PasskeyId", "passkey_id");
        id(types, "ReportId", "report_definition_id");
        id(types, "SignInSessionId", "sign_in_session_id");
        id(types, "LicenseTransferId", "license_transfer_id");
        id(types, "TagId", "tag_id");
        id(types, "ReservationId", "reservation_id");
        id(types, "WebhookId", "webhook_id");
        id(types, "WebhookDeliveryId", "webhook_delivery_id");
        id(types, "DeviceReplacementId", "device_replacement_id");
        id(types, "AccessRequestId", "access_request_id");
        id(types, "AgreementId", "agreement_id");
        id(types, "LicenseLotId", "license_lot_id");
        id(types, "OutgoingMailId", "outgoing_mail_id");
        enumeration(types, "org.slportal.domain.access.Role", "role_grant\\.role");
        enumeration(types, "org.slportal.domain.conversion.ConversionKind", "conversion(_job)?\\.kind");
        enumeration(types, "org.slportal.domain.license.LicenseTerm", "license_term");
        enumeration(types, "org.slportal.domain.license.TransactionSource", "license_transaction\\.source");
        enumeration(types, "org.slportal.domain.license.AuthorizationStatus", "authorization_status");
        enumeration(types, "org.slportal.domain.device.Silence", "product_instance\\.silence");
        // DATETIME(6) holds UTC; the session's time zone is +00:00.
        types.add(new ForcedType()
                .withUserType("java.time.Instant")
                .withConverter("org.jooq.Converter.ofNullable(java.time.LocalDateTime.class, java.time.Instant.class,"
                        + " t -> t.toInstant(java.time.ZoneOffset.UTC),"
                        + " i -> java.time.LocalDateTime.ofInstant(i, java.time.ZoneOffset.UTC))")
                .withIncludeTypes("(?i:datetime.*)")
                .withIncludeExpression(".*"));
        types.add(new ForcedType()
                .withName("BOOLEAN")
                .withIncludeTypes("(?i:tinyint\\(1\\)|boolean)")
                .withIncludeExpression(".*"));
        return types;
    }

    private static void id(List<ForcedType> types, String type, String column) {
        String name = "org.slportal.domain.id." + type;
        types.add(new ForcedType()
                .withUserType(name)
                .withConverter("org.jooq.Converter.ofNullable(Long.class, " + name + ".class, " + name + "::new, "
                        + name + "::value)")
                .withIncludeTypes("(?i:bigint.*)")
                .withIncludeExpression("(.*\\.)?" + column));
    }

    private static void enumeration(List<ForcedType> types, String type, String column) {
        types.add(new ForcedType()
                .withUserType(type)
                .withConverter("org.jooq.Converter.ofNullable(String.class, " + type + ".class, " + type + "::valueOf, "
                        + type + "::name)")
                .withIncludeExpression("(.*\\.)?" + column));
    }

    private static String hashOf(Path migrations) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(GENERATOR_REVISION.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(migrations)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(migrations.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

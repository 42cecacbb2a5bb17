package org.slportal.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slportal.pki.CertificateAuthority;
import org.slportal.services.PortalProperties;
import org.slportal.services.agreement.AgreementService;
import org.slportal.services.catalogue.CatalogueService;
import org.slportal.services.demo.DemoData;
import org.slportal.services.setup.SetupService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is done once the portal can serve: catalogue, demo data, public files, and a word on the console. */
@Component
class Startup {

    private final PortalProperties properties;
    private final CatalogueService catalogue;
    private final AgreementService agreements;
    private final DemoData demoData;
    private final SetupService setup;
    private final CertificateAuthority authority;
    private final boolean demo;
    private final PrintStream console;

    Startup(
            PortalProperties properties,
            CatalogueService catalogue,
            AgreementService agreements,
            DemoData demoData,
            SetupService setup,
            CertificateAuthority authority,
            @Value("${portal.demo:false}") boolean demo) {
        this.properties = properties;
        this.catalogue = catalogue;
        this.agreements = agreements;
        this.demoData = demoData;
        this.setup = setup;
        this.authority = authority;
        this.demo = demo;
        this.console = System.out;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) throws IOException {
        catalogue.loadShipped();
        agreements.loadShipped();
        Path publicDir = Files.createDirectories(properties.dataDir().resolve("public"));
        Path anchor = publicDir.resolve("root.pem");
        write(anchor, authority.rootPem(), "rw-r--r--");
        if (demo) {
            Optional<DemoData.Made> made = demoData.make();
            if (made.isPresent()) {
                writeDemoFile(made.get(), anchor);
            } else {
                keepDemoFileTrue();
            }
        }
        tell();
        // The portal script waits for this file before it starts the simulated switches.
        write(publicDir.resolve("ready"), Long.toString(ProcessHandle.current().pid()), "rw-r--r--");
    }

    /** The demo may have been started with another port this time; its switches find it by this file. */
    private void keepDemoFileTrue() throws IOException {
        Path file = demoFile();
        if (Files.exists(file)) {
            write(file, Files.readString(file).replaceFirst("(?m)^url=.*$", "url=" + demoUrl()), "rw-------");
        }
    }

    private Path demoFile() {
        return properties.dataDir().resolve("demo.properties");
    }

    private String demoUrl() {
        return "https://localhost:" + properties.httpsPort();
    }

    private void writeDemoFile(DemoData.Made made, Path anchor) throws IOException {
        write(
                demoFile(),
                String.join(
                        "\n",
                        "# Made with the demo account; read by: portal check, agent serve --attach",
                        "url=" + demoUrl(),
                        "account=" + DemoData.DOMAIN,
                        "virtual-account=" + DemoData.LAN,
                        "client-id=" + made.client().key(),
                        "client-secret=" + made.client().secret(),
                        "registration-token=" + made.token().text(),
                        "trust-anchor=" + anchor.toAbsolutePath(),
                        ""),
                "rw-------");
    }

    private static void write(Path file, String text, String permissions) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void tell() {
        console.println();
        console.println("Smart Licensing Portal is ready.");
        console.println("  Browser   http://localhost:" + properties.httpPort());
        console.println(
                "  HTTPS     https://localhost:" + properties.httpsPort() + "   (browser, REST API, call-home)");
        console.println("  Trust     " + properties.dataDir().resolve("public").resolve("root.pem"));
        if (demo) {
            console.println("  Sign in   " + DemoData.ADMINISTRATOR + " / " + DemoData.PASSWORD
                    + "   (administrator; others: mlee, auditor, approver, wanadmin, labuser, labviewer)");
        } else if (setup.needed()) {
            console.println("  Set-up    open the browser and enter this code once: " + setup.newCode());
        }
        console.println();
    }
}

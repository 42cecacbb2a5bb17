package org.slportal.agent.command;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.gateway.TransportGateway;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.ServerCertificate;
import org.slportal.agent.transport.SharedClient;
import org.slportal.protocol.EnvelopeCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The Transport Gateway. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description =
                "Runs a Transport Gateway: takes call-home messages at /Transportgateway/services/DeviceRequestHandler and passes them on to the portal, until stopped.")
public final class GatewayCommand implements Callable<Integer> {

    @Mixin
    private PortalOptions portal = new PortalOptions();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Default: ${DEFAULT-VALUE}")
    private String bind = "";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8444", description = "Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "PEM chain it shows, its own certificate first.")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "PEM key of that certificate, PKCS#8.")
    private @Nullable Path key;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Names and addresses for a certificate made at the start, besides localhost, 127.0.0.1 and the address it listens on.")
    private List<String> names = List.of();

    @Option(
            names = "--ca-out",
            paramLabel = "FILE",
            description = "Where the certificate of the throwaway authority is written, besides being printed.")
    private @Nullable Path authorityOut;

    @Option(names = "--plain-http", description = "No TLS towards the clients. Simulated switches refuse that.")
    private boolean plain;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "64",
            description = "Messages under way at the same time. Default: ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long the portal may take. Default: ${DEFAULT-VALUE}")
    private int timeout;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (concurrency < 1 || concurrency > 10_000 || timeout < 1 || timeout > 600 || port < 0 || port > 65_535) {
            throw new UsageException("--concurrency is 1 to 10000, --timeout 1 to 600 seconds, --port 0 to 65535");
        }
        ServerCertificate shown = plain ? null : shown();
        SharedClient client =
                new SharedClient(portal.anchors(), Duration.ofSeconds(timeout), EnvelopeCodec.MAX_MESSAGE_BYTES);
        CountDownLatch closed = new CountDownLatch(1);
        TransportGateway gateway;
        try {
            gateway = TransportGateway.start(new TransportGateway.Setup(
                    new InetSocketAddress(bind, port),
                    shown == null ? null : shown.tls(),
                    URI.create(portal.callHomeUrl()),
                    client,
                    concurrency,
                    line -> System.out.println(Instant.now() + " " + line)));
        } catch (BindException e) {
            throw new UsageException("Port " + port + " on " + bind + " cannot be used: " + e.getMessage(), e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            gateway.close();
            closed.countDown();
        }));
        announce(gateway, shown);
        closed.await();
        return 0;
    }

    private void announce(TransportGateway gateway, @Nullable ServerCertificate shown) throws IOException {
        if (shown != null && certificate == null) {
            System.out.println("Throwaway authority; paste it into a trustpoint (crypto pki authenticate):");
            System.out.print(shown.authority());
            if (authorityOut != null) {
                Files.writeString(authorityOut, shown.authority());
            }
        }
        System.out.println("Transport Gateway ready: " + (plain ? "http://" : "https://") + bind + ":" + gateway.port()
                + TransportGateway.PATH + " -> " + portal.callHomeUrl());
    }

    private ServerCertificate shown() throws IOException {
        Path chainFile = certificate;
        Path keyFile = key;
        if ((chainFile == null) != (keyFile == null)) {
            throw new UsageException("--certificate and --key go together");
        }
        if (chainFile == null || keyFile == null) {
            List<String> all = new ArrayList<>(List.of("localhost", "127.0.0.1"));
            all.addAll(names);
            if (bind.matches("[0-9.]+") && !bind.equals("0.0.0.0")) {
                all.add(bind);
            }
            return ServerCertificate.madeFor(all.stream().distinct().toList(), Instant.now());
        }
        if (!Files.isReadable(chainFile) || !Files.isReadable(keyFile)) {
            throw new UsageException("The certificate " + chainFile + " or its key " + keyFile + " cannot be read");
        }
        try {
            return ServerCertificate.given(Files.readAllBytes(chainFile), Files.readString(keyFile));
        } catch (CertificateRefusedException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}

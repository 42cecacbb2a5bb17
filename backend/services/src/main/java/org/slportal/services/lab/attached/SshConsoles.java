package org.slportal.services.lab.attached;

import java.io.IOException;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.future.CancelOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Dials in to switches over SSH, by password, and only where the announced host key is shown. All its sessions end with it. */
@Component
class SshConsoles implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SshConsoles.class);

    /** On one node: each takes a thread when keys wait, and memory for what is under way. */
    static final int MAX_OPEN = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final AttributeKey<HostKey> HOST_KEY = new AttributeKey<>();

    private final Semaphore places = new Semaphore(MAX_OPEN);
    /** Platform threads: a write that waits for the switch would pin a virtual one. */
    private final ExecutorService writers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("console-keys-", 0).factory());

    private @Nullable SshClient client;

    /** What a session expects its switch to show, and what came of it. */
    private static final class HostKey {

        private final String announced;
        private volatile boolean shown;
        private volatile boolean other;

        HostKey(String announced) {
            this.announced = announced;
        }

        boolean accept(@Nullable PublicKey key) {
            shown = announced.equals(fingerprint(key));
            other = !shown;
            return shown;
        }

        private static @Nullable String fingerprint(@Nullable PublicKey key) {
            try {
                return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
            } catch (Exception unreadable) {
                log.debug("A host key that cannot be read", unreadable);
                return null;
            }
        }
    }

    /** @throws PortalException RATE_LIMITED if there are too many already, CONFLICT if the switch does not let the portal in */
    SwitchConsole open(ConsoleTarget target, SwitchConsole.Listener listener) {
        if (!places.tryAcquire()) {
            throw PortalException.of(PortalException.Kind.RATE_LIMITED, ErrorReason.CONSOLE_TOO_MANY, MAX_OPEN);
        }
        ClientSession session = null;
        boolean opened = false;
        try {
            HostKey hostKey = new HostKey(target.hostKey());
            session = connect(target, hostKey);
            authenticate(target, session, hostKey);
            SwitchConsole console = SshConsole.open(session, PATIENCE, listener, writers, places::release);
            opened = true;
            return console;
        } catch (IOException e) {
            throw refusal(ErrorReason.CONSOLE_REFUSED, target).causedBy(e);
        } finally {
            if (!opened) {
                if (session != null) {
                    session.close(true);
                }
                places.release();
            }
        }
    }

    private ClientSession connect(ConsoleTarget target, HostKey hostKey) {
        try {
            ConnectFuture connecting = client().connect(
                            target.user(),
                            target.host(),
                            target.port(),
                            AttributeRepository.ofKeyValuePair(HOST_KEY, hostKey));
            // Taken back on a time-out: nobody would close a session that is there afterwards.
            return connecting.verify(PATIENCE, CancelOption.CANCEL_ON_TIMEOUT).getSession();
        } catch (IOException e) {
            throw refusal(ErrorReason.CONSOLE_UNREACHABLE, target).causedBy(e);
        }
    }

    private static void authenticate(ConsoleTarget target, ClientSession session, HostKey hostKey) throws IOException {
        session.addPasswordIdentity(target.secret());
        AuthFuture auth = session.auth();
        if (auth.await(PATIENCE) && auth.isSuccess()) {
            return;
        }
        // A port where nobody speaks SSH shows no key at all.
        ErrorReason reason = hostKey.other
                ? ErrorReason.CONSOLE_HOST_KEY
                : hostKey.shown ? ErrorReason.CONSOLE_REFUSED : ErrorReason.CONSOLE_UNREACHABLE;
        Throwable why = auth.getException();
        PortalException refusal = refusal(reason, target);
        throw why == null ? refusal : refusal.causedBy(why);
    }

    private static PortalException refusal(ErrorReason reason, ConsoleTarget target) {
        return PortalException.of(
                PortalException.Kind.CONFLICT, reason, target.name(), target.host() + ":" + target.port());
    }

    /** Made when it is first needed: outside a lab nobody dials. */
    private synchronized SshClient client() {
        SshClient running = client;
        if (running == null) {
            running = SshClient.setUpDefaultClient();
            // Nothing of the account the portal runs under: no configuration, no keys, no known hosts.
            running.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            running.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            running.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
            running.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
            running.setServerKeyVerifier(SshConsoles::isAnnounced);
            CoreModuleProperties.IDLE_TIMEOUT.set(running, IDLE);
            running.start();
            client = running;
        }
        return running;
    }

    private static boolean isAnnounced(ClientSession session, SocketAddress address, PublicKey key) {
        AttributeRepository context = session.getConnectionContext();
        HostKey expected = context == null ? null : context.getAttribute(HOST_KEY);
        return expected != null && expected.accept(key);
    }

    /** How many consoles are open here. */
    int open() {
        return MAX_OPEN - places.availablePermits();
    }

    @Override
    public synchronized void destroy() {
        if (client != null) {
            client.stop();
        }
        writers.shutdownNow();
    }
}

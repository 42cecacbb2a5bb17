package org.slportal.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadyKeysTest {

    private final DeviceKey one = DeviceKey.generate();
    private final AtomicInteger made = new AtomicInteger();
    private final Semaphore finished = new Semaphore(0);

    private DeviceKey make() {
        made.incrementAndGet();
        finished.release();
        return one;
    }

    @Test
    void one_key_is_made_before_anybody_asks_and_the_next_when_it_is_taken() throws InterruptedException {
        try (ReadyKeys keys = new ReadyKeys(this::make)) {
            assertThat(finished.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(made).hasValue(1);

            assertThat(keys.get()).isSameAs(one);

            assertThat(finished.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(made).hasValue(2);
        }
    }

    @Test
    void no_key_is_given_twice() {
        Set<String> given = new HashSet<>();
        try (ReadyKeys keys = new ReadyKeys()) {
            for (int i = 0; i < 3; i++) {
                given.add(keys.get().toPem());
            }
        }
        assertThat(given).hasSize(3);
    }

    @Test
    void a_key_that_could_not_be_made_is_said_to_whoever_asked_for_it_and_to_nobody_else() {
        try (ReadyKeys keys = new ReadyKeys(() -> {
            if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("out of numbers");
            }
            return one;
        })) {
            assertThatThrownBy(keys::get).hasMessage("No key could be made").hasRootCauseMessage("out of numbers");
            assertThat(keys.get()).isSameAs(one);
        }
    }
}

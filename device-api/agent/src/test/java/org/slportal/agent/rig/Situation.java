package org.slportal.agent.rig;

import java.time.Duration;
import java.util.Locale;
import org.slportal.agent.engine.TransportFault;
import org.slportal.domain.failure.FailureReason;

/** The states a switch's licensing can be in, each reached as it is reached in the field. */
public enum Situation {
    NOTHING_IN_USE {
        @Override
        public Bench bench() {
            return new Bench("hostname acc-krk-01");
        }
    },
    EVALUATION {
        @Override
        public Bench bench() {
            Bench bench = Bench.advantage();
            bench.pass(Duration.ofDays(18).plusHours(1).plusMinutes(58).plusSeconds(1));
            return bench;
        }
    },
    EVALUATION_EXPIRED {
        @Override
        public Bench bench() {
            Bench bench = Bench.advantage();
            bench.pass(Duration.ofDays(91));
            return bench;
        }
    },
    REGISTERING {
        @Override
        public Bench bench() {
            Bench bench = Bench.advantage();
            bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
            bench.register();
            return bench;
        }
    },
    REGISTRATION_FAILED {
        @Override
        public Bench bench() {
            Bench bench = Bench.advantage();
            bench.register();
            bench.device.reload();
            bench.register();
            return bench;
        }
    },
    AUTHORIZED {
        @Override
        public Bench bench() {
            Bench bench = new Bench("hostname acc-krk-01", "license boot level network-advantage addon dna-advantage");
            bench.register();
            return bench;
        }
    },
    OUT_OF_COMPLIANCE {
        @Override
        public Bench bench() {
            Bench bench = Bench.advantage();
            bench.portal.pool.put("C9300 Network Advantage", 0);
            bench.register();
            bench.pass(Duration.ofDays(1));
            return bench;
        }
    },
    COMMUNICATION_FAILED {
        @Override
        public Bench bench() {
            Bench bench = Bench.advantage();
            bench.register();
            bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
            bench.pass(Duration.ofDays(30));
            return bench;
        }
    },
    AUTHORIZATION_EXPIRED {
        @Override
        public Bench bench() {
            Bench bench = Bench.advantage();
            bench.register();
            bench.portal.fault = new TransportFault(FailureReason.HTTP_SEND_FAILED);
            // 90 days in a drawer rather than of attempts every half minute
            bench.restart(Duration.ofDays(91));
            return bench;
        }
    },
    STACK {
        @Override
        public Bench bench() {
            Bench bench = new Bench(
                    Bench.hardware("C9300-24P:FCW2145L0AB", "C9300-48P:FCW2145L0AC", "C9300-24P:FCW2145L0AD"),
                    1,
                    "hostname acc-krk-01",
                    "license boot level network-advantage addon dna-advantage");
            bench.register();
            return bench;
        }
    },
    CONVERTED {
        @Override
        public Bench bench() {
            Bench bench = new Bench(
                    Bench.hardware("WS-C3850-24P-S:FOC1842X0AA"),
                    1,
                    "hostname acc-krk-01",
                    "license boot level ipbase");
            bench.register();
            bench.cli("license smart conversion start");
            return bench;
        }
    };

    /** A switch in this state, at the console. */
    public abstract Bench bench();

    /** As files are named. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    }
}

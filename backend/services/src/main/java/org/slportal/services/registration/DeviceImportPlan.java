package org.slportal.services.registration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.ErrorReason;

/** Compares the lines of a file with what is registered, and puts the members of stacks under their active switches. */
final class DeviceImportPlan {

    private static final int CHUNK = 1_000;

    private final Actor actor;
    private final SmartAccountId account;
    private final ChassisRepository chassis;
    private final Map<Udi, DeviceFile.Line> lines;
    private final Map<String, List<DeviceFile.Line>> inFile = new HashMap<>();
    private final Map<String, List<Chassis>> registered = new HashMap<>();
    private final Map<Udi, Integer> stackSizes = new HashMap<>();

    DeviceImportPlan(Actor actor, SmartAccountId account, ChassisRepository chassis, Map<Udi, DeviceFile.Line> lines) {
        this.actor = actor;
        this.account = account;
        this.chassis = chassis;
        this.lines = lines;
    }

    /** Active switches first; problems are told by the lines' rows. */
    List<PlannedDevice> plan() {
        Set<String> serials = new HashSet<>();
        for (DeviceFile.Line line : lines.values()) {
            inFile.computeIfAbsent(line.udi().serialNumber(), key -> new ArrayList<>())
                    .add(line);
            serials.add(line.udi().serialNumber());
            if (!line.stack().isEmpty()) {
                serials.add(line.stack());
            }
        }
        read(serials);
        List<PlannedDevice> heads = new ArrayList<>();
        List<PlannedDevice> members = new ArrayList<>();
        for (DeviceFile.Line line : lines.values()) {
            if (isRegistered(line)) {
                continue;
            }
            if (line.stack().isEmpty()) {
                heads.add(new PlannedDevice(line.udi(), line.platform(), line.pool(), line.rights(), null, null));
            } else {
                member(line, members);
            }
        }
        heads.addAll(members);
        return heads;
    }

    private void read(Collection<String> serials) {
        List<String> all = List.copyOf(serials);
        List<LegacyDeviceId> heads = new ArrayList<>();
        Map<LegacyDeviceId, Udi> names = new HashMap<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            for (Chassis one : chassis.withSerialNumbers(all.subList(from, Math.min(all.size(), from + CHUNK)))) {
                registered
                        .computeIfAbsent(one.udi().serialNumber(), key -> new ArrayList<>())
                        .add(one);
                if (one.isHead() && one.account().equals(account)) {
                    heads.add(one.id());
                    names.put(one.id(), one.udi());
                }
            }
        }
        for (int from = 0; from < heads.size(); from += CHUNK) {
            chassis.sizes(heads.subList(from, Math.min(heads.size(), from + CHUNK)))
                    .forEach((head, size) -> {
                        Udi name = names.get(head);
                        if (name != null) {
                            stackSizes.put(name, size);
                        }
                    });
        }
    }

    private boolean isRegistered(DeviceFile.Line line) {
        for (Chassis one : registered.getOrDefault(line.udi().serialNumber(), List.of())) {
            if (one.udi().equals(line.udi())) {
                line.row()
                        .problem(
                                DeviceFile.SERIAL_NUMBER,
                                ChassisRepository.whyKnown(account, one),
                                one.udi().asCli());
                return true;
            }
        }
        return false;
    }

    private void member(DeviceFile.Line line, List<PlannedDevice> members) {
        List<DeviceFile.Line> named = inFile.getOrDefault(line.stack(), List.of());
        List<Chassis> known = registered.getOrDefault(line.stack(), List.of()).stream()
                .filter(one ->
                        one.account().equals(account) && actor.may(Permission.MANAGE_LICENSES, account, one.pool()))
                .toList();
        if (named.isEmpty() && known.isEmpty()) {
            line.row().problem(DeviceFile.STACK, ErrorReason.DEVICE_STACK_UNKNOWN, line.stack());
        } else if (!known.isEmpty()) {
            Chassis head = known.getFirst();
            place(
                    line,
                    head.isHead(),
                    head.udi(),
                    head.platform().equals(line.platform().id()),
                    head.pool(),
                    head.id(),
                    members);
        } else {
            DeviceFile.Line head = named.getFirst();
            place(
                    line,
                    head.stack().isEmpty(),
                    head.udi(),
                    head.platform().id().equals(line.platform().id()),
                    head.pool(),
                    null,
                    members);
        }
    }

    private void place(
            DeviceFile.Line line,
            boolean active,
            Udi head,
            boolean samePlatform,
            @Nullable VirtualAccountId pool,
            @Nullable LegacyDeviceId knownHead,
            List<PlannedDevice> members) {
        if (!active) {
            line.row().problem(DeviceFile.STACK, ErrorReason.DEVICE_STACK_MEMBER, line.stack());
        } else if (!samePlatform || !line.platform().rightToUse()) {
            line.row().problem(DeviceFile.STACK, ErrorReason.DEVICE_STACK_FAMILY);
        } else if (!line.poolName().isEmpty() && !Objects.equals(line.pool(), pool)) {
            line.row().problem(DeviceFile.POOL, ErrorReason.DEVICE_POOL_OF_STACK);
        } else if (stackSizes.merge(head, stackSizes.containsKey(head) ? 1 : 2, Integer::sum)
                > DeviceRegistrationService.MAX_STACK) {
            line.row().problem(DeviceFile.STACK, ErrorReason.DEVICE_STACK_FULL, DeviceRegistrationService.MAX_STACK);
        } else {
            members.add(new PlannedDevice(line.udi(), line.platform(), pool, line.rights(), head, knownHead));
        }
    }
}

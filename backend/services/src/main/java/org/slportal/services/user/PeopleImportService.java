package org.slportal.services.user;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.ROLE_GRANT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.user.PeopleImport.FirstPassword;
import org.slportal.services.user.PlannedPerson.Act;
import org.springframework.stereotype.Service;

/**
 * Many people at once: first a plan that tells for each line what would happen, then all of it or nothing. People of the installation
 * are found by user name; by e-mail address only where they belong to the account already, since an address proves nothing about
 * somebody another account added.
 */
@Service
public class PeopleImportService {

    /** Each new one costs a slow hash. */
    public static final int MAX_PEOPLE = 200;

    /** Names of the columns, as a file's first line must give them. */
    public static final List<String> REQUIRED_COLUMNS = PeopleSheet.COLUMNS.required();

    public static final List<String> OPTIONAL_COLUMNS = PeopleSheet.COLUMNS
            .all()
            .subList(REQUIRED_COLUMNS.size(), PeopleSheet.COLUMNS.all().size());

    private static final int ATTEMPTS = 3;

    private final DSLContext sql;
    private final Transactions transactions;
    private final UserService users;
    private final RoleGrants grants;
    private final Passwords passwords;
    private final EventRecorder events;

    PeopleImportService(
            DSLContext sql,
            Transactions transactions,
            UserService users,
            RoleGrants grants,
            Passwords passwords,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.users = users;
        this.grants = grants;
        this.passwords = passwords;
        this.events = events;
    }

    private record Person(UserId id, String userName, String displayName, String email) {}

    private record Held(UserId user, @Nullable VirtualAccountId scope) {}

    private record Secret(String password, String hash) {}

    /** What {@link #addFile} would do now. @param file UTF-8 */
    public PeopleImport checkFile(Actor actor, SmartAccountId account, byte[] file) {
        return transactions.read(() -> plan(actor, account, PeopleSheet.file(file)));
    }

    public PeopleImport addFile(Actor actor, SmartAccountId account, byte[] file) {
        return run(actor, account, () -> PeopleSheet.file(file));
    }

    /** What {@link #addList} would do now. @param text user names or e-mail addresses, one per line */
    public PeopleImport checkList(
            Actor actor, SmartAccountId account, String text, Role role, List<GrantScope> scopes) {
        return transactions.read(() -> plan(actor, account, PeopleSheet.list(text, role, scopes)));
    }

    public PeopleImport addList(Actor actor, SmartAccountId account, String text, Role role, List<GrantScope> scopes) {
        return run(actor, account, () -> PeopleSheet.list(text, role, scopes));
    }

    private PeopleImport run(Actor actor, SmartAccountId account, Supplier<PeopleSheet> sheet) {
        // 1. Hashes are slow on purpose: made before the transaction.
        PeopleImport expected = transactions.read(() -> plan(actor, account, sheet.get()));
        if (!expected.isClean()) {
            return expected;
        }
        Map<String, Secret> secrets = new HashMap<>();
        expected.people().stream()
                .filter(person -> person.act() == Act.CREATE)
                .forEach(person -> secrets.computeIfAbsent(key(person.userName()), name -> {
                    String password = OneTimePassword.create();
                    return new Secret(password, passwords.hash(password));
                }));
        for (int attempt = 1; ; attempt++) {
            try {
                // 2. The plan anew, so that what was shown and changed meanwhile is seen.
                return transactions.write(() -> {
                    PeopleImport plan = plan(actor, account, sheet.get());
                    return plan.isClean() ? carryOut(actor, account, plan, secrets) : plan;
                });
            } catch (PortalException e) {
                // Somebody else added one of them since the plan: the next one finds them there.
                if (attempt == ATTEMPTS || e.reason() != ErrorReason.USER_NAME_TAKEN) {
                    throw e;
                }
            }
        }
    }

    private PeopleImport carryOut(Actor actor, SmartAccountId account, PeopleImport plan, Map<String, Secret> secrets) {
        Map<String, UserId> made = new HashMap<>();
        List<FirstPassword> told = new ArrayList<>();
        for (PlannedPerson person : plan.people()) {
            if (person.act() == Act.NOTHING) {
                continue;
            }
            UserId id = person.id();
            if (id == null) {
                id = made.get(key(person.userName()));
            }
            if (id == null) {
                Secret secret = secrets.get(key(person.userName()));
                if (secret == null) {
                    throw PortalException.stale();
                }
                id = users.insert(person.userName(), person.displayName(), person.email(), secret.hash(), "en");
                users.mustChange(id);
                made.put(key(person.userName()), id);
                told.add(new FirstPassword(person.userName(), person.displayName(), secret.password()));
                events.record(
                        actor,
                        NewEvent.done(
                                EventCode.USER_CREATED,
                                account,
                                person.scope().virtualAccount(),
                                "user",
                                person.userName()));
            }
            grants.replace(actor, account, id, person.userName(), person.role(), List.of(person.scope()));
        }
        grants.requireAdministrator(account);
        return new PeopleImport(List.of(), plan.unknownColumns(), plan.people(), told, true);
    }

    private PeopleImport plan(Actor actor, SmartAccountId account, PeopleSheet sheet) {
        actor.requireAnywhere(Permission.MANAGE_USERS, account);
        List<PeopleEntry> entries = sheet.entries();
        List<String> named =
                entries.stream().map(PeopleEntry::person).distinct().toList();
        Map<String, Person> byName = byName(named);
        Map<String, List<Person>> byEmail = byEmail(actor, account, named);
        Map<VirtualAccountId, String> poolNames = new HashMap<>();
        Map<String, VirtualAccountId> pools = pools(actor, account, entries, poolNames);
        List<UserId> known =
                new ArrayList<>(byName.values().stream().map(Person::id).toList());
        byEmail.values().forEach(people -> people.forEach(person -> known.add(person.id())));
        Map<Held, GrantNow> held = held(account, known);
        Map<String, Long> seen = new HashMap<>();
        Map<String, Optional<PortalException>> rights = new HashMap<>();
        List<PlannedPerson> planned = new ArrayList<>();
        for (PeopleEntry entry : entries) {
            // 1. Where.
            GrantScope scope = scope(entry, pools);
            if (scope == null) {
                sheet.problem(
                        entry.line(),
                        PeopleSheet.VIRTUAL_ACCOUNT,
                        ErrorReason.DEVICE_POOL_UNKNOWN,
                        entry.virtualAccount());
                continue;
            }
            // 2. Whether the actor may give it; asked once per role and place.
            Optional<PortalException> refusal = rights.computeIfAbsent(
                    entry.role() + ":" + scope, key -> refusal(actor, account, entry.role(), scope));
            if (refusal.isPresent()) {
                PortalException why = refusal.get();
                sheet.problem(entry.line(), PeopleSheet.ROLE, why.reason(), why.arguments());
                continue;
            }
            // 3. Who.
            List<Person> people = find(entry.person(), byName, byEmail);
            if (people.size() > 1) {
                sheet.problem(entry.line(), PeopleSheet.USER, ErrorReason.PERSON_AMBIGUOUS);
                continue;
            }
            Person person = people.isEmpty() ? null : people.getFirst();
            String userName = person == null ? entry.person() : person.userName();
            Long before = seen.putIfAbsent(key(userName) + " " + scope.virtualAccount(), entry.line());
            if (before != null) {
                sheet.problem(entry.line(), PeopleSheet.USER, ErrorReason.PERSON_TWICE, before);
                continue;
            }
            if (person == null && !isUserName(userName)) {
                sheet.problem(entry.line(), PeopleSheet.USER, ErrorReason.USER_NAME_SHAPE);
                continue;
            }
            String scopeName = scope.virtualAccount() == null ? null : poolNames.get(scope.virtualAccount());
            planned.add(
                    person == null
                            ? fresh(entry, userName, scope, scopeName)
                            : known(entry, person, scope, scopeName, held));
        }
        List<org.slportal.services.csv.CsvProblem> problems = sheet.problems();
        return new PeopleImport(
                problems, sheet.unknownColumns(), problems.isEmpty() ? planned : List.of(), List.of(), false);
    }

    private record GrantNow(Role role, boolean children) {}

    private static PlannedPerson fresh(
            PeopleEntry entry, String userName, GrantScope scope, @Nullable String scopeName) {
        String email = entry.email().isEmpty() && userName.indexOf('@') > 0 ? userName : entry.email();
        return new PlannedPerson(
                entry.line(),
                null,
                userName,
                entry.displayName().isEmpty() ? userName : entry.displayName(),
                email,
                entry.role(),
                scope,
                scopeName,
                Act.CREATE);
    }

    private static PlannedPerson known(
            PeopleEntry entry, Person person, GrantScope scope, @Nullable String scopeName, Map<Held, GrantNow> held) {
        GrantNow now = held.get(new Held(person.id(), scope.virtualAccount()));
        Act act = now == null
                ? Act.GIVE
                : now.equals(new GrantNow(entry.role(), scope.includesChildren())) ? Act.NOTHING : Act.REPLACE;
        return new PlannedPerson(
                entry.line(),
                person.id(),
                person.userName(),
                person.displayName(),
                person.email(),
                entry.role(),
                scope,
                scopeName,
                act);
    }

    private static List<Person> find(String person, Map<String, Person> byName, Map<String, List<Person>> byEmail) {
        Person named = byName.get(key(person));
        return named == null ? byEmail.getOrDefault(key(person), List.of()) : List.of(named);
    }

    /** Null where there is no such Virtual Account the actor manages people in. */
    private static @Nullable GrantScope scope(PeopleEntry entry, Map<String, VirtualAccountId> pools) {
        if (entry.scope() != null) {
            return entry.scope();
        }
        if (entry.virtualAccount().isEmpty()) {
            return GrantScope.WHOLE_ACCOUNT;
        }
        VirtualAccountId pool = pools.get(key(entry.virtualAccount()));
        return pool == null ? null : new GrantScope(pool, entry.children());
    }

    private Optional<PortalException> refusal(Actor actor, SmartAccountId account, Role role, GrantScope scope) {
        try {
            grants.requireMayGive(actor, account, role, scope);
            return Optional.empty();
        } catch (PortalException refusal) {
            return Optional.of(refusal);
        }
    }

    private static boolean isUserName(String text) {
        try {
            UserService.cleanUserName(text);
            return true;
        } catch (PortalException refusal) {
            // Told by line, not thrown.
            return false;
        }
    }

    private Map<String, Person> byName(Collection<String> named) {
        Map<String, Person> people = new HashMap<>();
        sql.select(APP_USER.APP_USER_ID, APP_USER.USER_NAME, APP_USER.DISPLAY_NAME, APP_USER.EMAIL)
                .from(APP_USER)
                .where(APP_USER.USER_NAME.in(named))
                .forEach(row -> people.put(
                        key(row.value2()), new Person(row.value1(), row.value2(), row.value3(), row.value4())));
        return people;
    }

    private Map<String, List<Person>> byEmail(Actor actor, SmartAccountId account, Collection<String> named) {
        Map<String, List<Person>> people = new LinkedHashMap<>();
        sql.select(APP_USER.APP_USER_ID, APP_USER.USER_NAME, APP_USER.DISPLAY_NAME, APP_USER.EMAIL)
                .from(APP_USER)
                .where(APP_USER.EMAIL
                        .in(named.stream().filter(name -> name.indexOf('@') > 0).toList())
                        .and(DSL.exists(DSL.selectOne()
                                .from(ROLE_GRANT)
                                .where(ROLE_GRANT
                                        .APP_USER_ID
                                        .eq(APP_USER.APP_USER_ID)
                                        .and(UserService.visibleGrants(actor, account))))))
                .forEach(row -> people.computeIfAbsent(key(row.value4()), email -> new ArrayList<>())
                        .add(new Person(row.value1(), row.value2(), row.value3(), row.value4())));
        return people;
    }

    private Map<String, VirtualAccountId> pools(
            Actor actor, SmartAccountId account, List<PeopleEntry> entries, Map<VirtualAccountId, String> names) {
        Map<String, VirtualAccountId> pools = new HashMap<>();
        sql.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID, VIRTUAL_ACCOUNT.NAME)
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account))
                .and(VIRTUAL_ACCOUNT
                        .NAME
                        .in(entries.stream()
                                .map(PeopleEntry::virtualAccount)
                                .distinct()
                                .toList())
                        .or(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.in(entries.stream()
                                .flatMap(entry -> Optional.ofNullable(entry.scope()).stream())
                                .flatMap(scope -> Optional.ofNullable(scope.virtualAccount()).stream())
                                .distinct()
                                .toList())))
                .forEach(row -> {
                    names.put(row.value1(), row.value2());
                    if (actor.may(Permission.MANAGE_USERS, account, row.value1())) {
                        pools.put(key(row.value2()), row.value1());
                    }
                });
        return pools;
    }

    private Map<Held, GrantNow> held(SmartAccountId account, List<UserId> people) {
        Map<Held, GrantNow> held = new HashMap<>();
        sql.select(ROLE_GRANT.APP_USER_ID, ROLE_GRANT.VIRTUAL_ACCOUNT_ID, ROLE_GRANT.ROLE, ROLE_GRANT.INCLUDES_CHILDREN)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.SMART_ACCOUNT_ID.eq(account).and(ROLE_GRANT.APP_USER_ID.in(people)))
                .forEach(row ->
                        held.put(new Held(row.value1(), row.value2()), new GrantNow(row.value3(), row.value4())));
        return held;
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}

package org.slportal.services.user;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slportal.domain.access.Role;
import org.slportal.services.csv.CsvColumns;
import org.slportal.services.csv.CsvLimits;
import org.slportal.services.csv.CsvProblem;
import org.slportal.services.csv.CsvRow;
import org.slportal.services.csv.CsvTable;
import org.slportal.services.error.ErrorReason;

/** People to add, read from a file or from a list: the lines alone, without the database. */
final class PeopleSheet {

    static final String USER = "User";
    static final String NAME = "Name";
    static final String EMAIL = "Email";
    static final String ROLE = "Role";
    static final String VIRTUAL_ACCOUNT = "Virtual Account";
    static final String CHILDREN = "Include Children";
    static final CsvColumns COLUMNS = CsvColumns.required(USER, ROLE).optional(NAME, EMAIL, VIRTUAL_ACCOUNT, CHILDREN);

    private static final int MAX_TEXT = 120;
    private static final int MAX_EMAIL = 200;

    private final List<PeopleEntry> entries = new ArrayList<>();
    private final List<CsvProblem> problems = new ArrayList<>();
    private final List<String> unknownColumns = new ArrayList<>();

    private PeopleSheet() {}

    static PeopleSheet file(byte[] file) {
        PeopleSheet sheet = new PeopleSheet();
        CsvTable table = CsvTable.read(file, COLUMNS, new CsvLimits(1024 * 1024, PeopleImportService.MAX_PEOPLE));
        for (CsvRow row : table.rows()) {
            String person = row.required(USER, MAX_TEXT);
            String name = row.text(NAME, MAX_TEXT);
            String email = row.text(EMAIL, MAX_EMAIL);
            Role role = role(row);
            String pool = row.text(VIRTUAL_ACCOUNT, MAX_TEXT);
            boolean children = !row.raw(CHILDREN).isBlank() && row.flag(CHILDREN);
            if (row.isSound()) {
                sheet.entries.add(new PeopleEntry(row.line(), person, name, email, role, pool, children, null));
            }
        }
        sheet.problems.addAll(table.problems());
        sheet.unknownColumns.addAll(table.unknownColumns());
        return sheet;
    }

    /** @param text user names or e-mail addresses, one per line or with commas or semicolons between them */
    static PeopleSheet list(String text, Role role, List<GrantScope> scopes) {
        PeopleSheet sheet = new PeopleSheet();
        int line = 0;
        int people = 0;
        for (String row : text.split("\\R", -1)) {
            line++;
            for (String part : row.split("[,;]", -1)) {
                String person = part.strip();
                if (person.isEmpty()) {
                    continue;
                }
                if (++people > PeopleImportService.MAX_PEOPLE) {
                    sheet.problem(line, null, ErrorReason.PEOPLE_TOO_MANY, PeopleImportService.MAX_PEOPLE);
                    return sheet;
                }
                int at = line;
                scopes.forEach(scope -> sheet.entries.add(new PeopleEntry(at, person, "", "", role, "", false, scope)));
            }
        }
        return sheet;
    }

    /** By the name on screen or in the code, in any case. */
    private static Role role(CsvRow row) {
        String text = row.raw(ROLE).strip();
        String key = text.replaceAll("[\\s-]+", "_").toUpperCase(Locale.ROOT);
        for (Role role : Role.values()) {
            if (role.name().equals(key)) {
                return role;
            }
        }
        row.problem(
                ROLE,
                text.isEmpty() ? ErrorReason.REQUIRED : ErrorReason.CSV_CHOICE,
                Arrays.stream(Role.values()).map(Role::displayName).collect(Collectors.joining(", ")));
        return Role.SMART_ACCOUNT_VIEWER;
    }

    void problem(long line, @org.jspecify.annotations.Nullable String column, ErrorReason reason, Object... arguments) {
        problems.add(new CsvProblem(line, column, reason, List.of(arguments)));
    }

    List<PeopleEntry> entries() {
        return entries;
    }

    List<CsvProblem> problems() {
        return problems.stream()
                .sorted(java.util.Comparator.comparingLong(CsvProblem::line))
                .toList();
    }

    List<String> unknownColumns() {
        return unknownColumns;
    }
}

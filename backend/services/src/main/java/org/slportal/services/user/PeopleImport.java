package org.slportal.services.user;

import java.util.List;
import org.slportal.services.csv.CsvProblem;

/**
 * What a list of people would bring, or brought.
 *
 * @param unknownColumns of the file, not read
 * @param people in the order of their lines; empty if there is a problem
 * @param passwords of those who are new, told this once; empty before the act
 */
public record PeopleImport(
        List<CsvProblem> problems,
        List<String> unknownColumns,
        List<PlannedPerson> people,
        List<FirstPassword> passwords,
        boolean done) {

    /** The first password of a new person. */
    public record FirstPassword(String userName, String displayName, String password) {

        @Override
        public String toString() {
            return "FirstPassword[" + userName + "]";
        }
    }

    public boolean isClean() {
        return problems.isEmpty();
    }

    /** How many people are new to the installation. */
    public long newPeople() {
        return people.stream()
                .filter(person -> person.act() == PlannedPerson.Act.CREATE)
                .map(PlannedPerson::userName)
                .distinct()
                .count();
    }

    /** How many roles are given or replaced. */
    public long roles() {
        return people.stream()
                .filter(person -> person.act() != PlannedPerson.Act.NOTHING)
                .count();
    }
}

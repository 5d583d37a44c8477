package dev.weft.api.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table of expectations as text: a column for each person, and a row for each thing that they try. */
final class Table {

    /** @param subject the words before the colon */
    record Cell(List<String> subject, Person person, String expected) {
        @Override
        public String toString() {
            return String.join(" ", subject) + " by " + person.name().toLowerCase(java.util.Locale.ROOT) + ": "
                    + expected;
        }
    }

    private final List<Cell> cells = new ArrayList<>();

    /** @param text lines of {@code words : outcome outcome …}, the first one of persons */
    Table(String text) {
        List<String> lines = text.lines().toList();
        List<Person> persons = words(lines.getFirst().substring(lines.getFirst().indexOf(':') + 1)).stream()
                .map(Person::valueOf)
                .toList();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.lastIndexOf(" : ");
            List<String> outcomes = words(line.substring(colon + 3));
            if (outcomes.size() != persons.size()) {
                throw new IllegalArgumentException(
                        outcomes.size() + " outcomes, expected " + persons.size() + ": " + line);
            }
            for (int i = 0; i < persons.size(); i++) {
                cells.add(new Cell(words(line.substring(0, colon)), persons.get(i), outcomes.get(i)));
            }
        }
    }

    Stream<Cell> cells() {
        return cells.stream();
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}

package org.slportal.services.catalogue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;

/** The five files of a catalogue, as text. Columns are found by their names. */
final class CatalogueFiles {

    static final List<String> NAMES =
            List.of("platforms.csv", "licenses.csv", "hierarchy.csv", "skus.csv", "consumption_rules.csv");

    private final Map<String, String> texts;

    private CatalogueFiles(Map<String, String> texts) {
        this.texts = texts;
    }

    /** The catalogue that comes with the portal. */
    static CatalogueFiles shipped() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : NAMES) {
            try (InputStream in = CatalogueFiles.class.getResourceAsStream("/catalogue/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("The catalogue file " + name + " is missing from the portal");
                }
                texts.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("The catalogue file " + name + " cannot be read", e);
            }
        }
        return new CatalogueFiles(texts);
    }

    /** The same catalogue with another text for one of its files. */
    CatalogueFiles with(String file, String text) {
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.put(file, text);
        return new CatalogueFiles(changed);
    }

    byte[] hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach((name, text) -> digest.update((name + "\0" + text).getBytes(StandardCharsets.UTF_8)));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** A row of a file; a missing column or a bad value is told with file and line. */
    record Row(String file, NamedCsvRecord fields) {

        String text(String column) {
            return fields.findField(column)
                    .map(String::strip)
                    .orElseThrow(() -> bad("the column \"" + column + "\" is missing"));
        }

        String required(String column) {
            String value = text(column);
            if (value.isEmpty()) {
                throw bad("\"" + column + "\" is empty");
            }
            return value;
        }

        int number(String column) {
            String value = required(column);
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw bad("\"" + column + "\" is not a whole number: " + value).causedBy(e);
            }
        }

        boolean flag(String column) {
            return switch (required(column)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw bad("\"" + column + "\" is neither true nor false");
            };
        }

        PortalException bad(String problem) {
            return PortalException.of(
                    PortalException.Kind.REJECTED,
                    ErrorReason.CATALOGUE_LINE,
                    file,
                    fields.getStartingLineNumber(),
                    problem);
        }
    }

    String text(String file) {
        String text = texts.get(file);
        if (text == null) {
            throw new IllegalArgumentException("The catalogue has no file " + file);
        }
        return text;
    }

    List<Row> rows(String file) {
        String text = text(file);
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            return reader.stream().map(fields -> new Row(file, fields)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory does not fail", e);
        }
    }
}

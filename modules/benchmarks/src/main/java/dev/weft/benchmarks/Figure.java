package dev.weft.benchmarks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one library needed for one work; a line of JSON between processes. */
sealed interface Figure {
    Pattern LINE = Pattern.compile("\\{\"work\":\"(?<work>[^\"]*)\","
            + "(?:\"fastest\":(?<fastest>[\\d.e-]+),\"median\":(?<median>[\\d.e-]+)|\"bytes\":(?<bytes>\\d+))}");

    /** The figure to compare by, in milliseconds or megabytes. */
    double typical();

    /** The lowest that was seen, in milliseconds or megabytes. */
    double least();

    String text();

    String line(String work);

    /** Milliseconds. */
    record Time(double fastest, double median) implements Figure {
        @Override
        public double typical() {
            return median;
        }

        @Override
        public double least() {
            return fastest;
        }

        @Override
        public String text() {
            return significant(median) + " (" + significant(fastest) + ")";
        }

        @Override
        public String line(String work) {
            return "{\"work\":\"" + work + "\",\"fastest\":" + fastest + ",\"median\":" + median + "}";
        }
    }

    /** Bytes kept by one loaded document. */
    record Memory(long bytes) implements Figure {
        @Override
        public double typical() {
            return bytes / 1e6;
        }

        @Override
        public double least() {
            return typical();
        }

        @Override
        public String text() {
            return significant(typical()) + " MB";
        }

        @Override
        public String line(String work) {
            return "{\"work\":\"" + work + "\",\"bytes\":" + bytes + "}";
        }
    }

    /** A number with two to three digits that count. */
    static String significant(double value) {
        return value >= 100
                ? "%,.0f".formatted(value)
                : value >= 10
                        ? "%.1f".formatted(value)
                        : value >= 0.1 ? "%.2f".formatted(value) : "%.4f".formatted(value);
    }

    /** What a matched {@link #LINE} says. */
    static Figure of(Matcher line) {
        String bytes = line.group("bytes");
        return bytes == null
                ? new Time(Double.parseDouble(line.group("fastest")), Double.parseDouble(line.group("median")))
                : new Memory(Long.parseLong(bytes));
    }
}

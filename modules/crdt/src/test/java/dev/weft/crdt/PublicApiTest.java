package dev.weft.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What users of the library can call, line by line in {@code src/test/resources/api.txt}: nothing of it may go or change
 * unnoticed. {@code docs/decisions/0020-public-api.md} says what to do when it should.
 */
class PublicApiTest {
    private static final Path DESCRIPTION = Path.of("src/test/resources/api.txt");
    private static final Path CLASSES = Path.of("target/classes");
    private static final List<String> EXPORTED = List.of("dev/weft/crdt", "dev/weft/crdt/update");

    @Test
    void whatUsersCanCallIsWhatIsDescribed() throws Exception {
        List<String> now = describe();
        if (Boolean.getBoolean("weft.api.write")) {
            Files.write(DESCRIPTION, now);
        }

        List<String> described = Files.readAllLines(DESCRIPTION);

        List<String> gone = new ArrayList<>(described);
        gone.removeAll(now);
        List<String> added = new ArrayList<>(now);
        added.removeAll(described);
        assertThat(gone)
                .as("gone or changed: breaks users, see docs/decisions/0020-public-api.md")
                .isEmpty();
        assertThat(added).as("new: describe it by -Dweft.api.write=true").isEmpty();
    }

    private static List<String> describe() throws IOException, ClassNotFoundException {
        var lines = new TreeSet<String>();
        for (String folder : EXPORTED) {
            try (Stream<Path> files = Files.list(CLASSES.resolve(folder))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    String name = CLASSES.relativize(file).toString();
                    describe(
                            Class.forName(name.substring(0, name.length() - ".class".length())
                                    .replace('/', '.')
                                    .replace('\\', '.')),
                            lines);
                }
            }
        }
        return List.copyOf(lines);
    }

    private static void describe(Class<?> type, TreeSet<String> lines) {
        if (!isVisible(type)) {
            return;
        }
        String name = type.getName();
        lines.add(name + " is " + type.toGenericString() + parents(type));
        for (RecordComponent component : type.isRecord() ? type.getRecordComponents() : new RecordComponent[0]) {
            lines.add(name + " has component " + component.getName() + " " + component.getGenericType());
        }
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers(), type)) {
                lines.add(name + " has " + field.toGenericString());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            describe(name, constructor, type, lines);
        }
        for (Method method : type.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                describe(name, method, type, lines);
            }
        }
    }

    private static void describe(String name, Executable member, Class<?> type, TreeSet<String> lines) {
        if (isVisible(member.getModifiers(), type)) {
            lines.add(name + " has " + member.toGenericString());
        }
    }

    private static String parents(Class<?> type) {
        String interfaces =
                Arrays.stream(type.getGenericInterfaces()).map(Object::toString).collect(Collectors.joining(", "));
        return " extends " + type.getGenericSuperclass() + " implements " + interfaces;
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers())
                && !type.isAnonymousClass()
                && (outer == null || isVisible(outer));
    }

    /** Protected members count only where somebody can extend the class. */
    private static boolean isVisible(int modifiers, Class<?> type) {
        return Modifier.isPublic(modifiers)
                || Modifier.isProtected(modifiers) && !Modifier.isFinal(type.getModifiers()) && !type.isSealed();
    }
}

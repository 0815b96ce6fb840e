package io.sightline.api.admin;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README promises of each capability is there: the route in the description, the test among the tests. */
class CapabilitiesTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| (00[0-3] [^|]*) \\| ([^|]+) \\|([^|]*)\\|([^|]*)\\|$", Pattern.MULTILINE);
    private static final Pattern ROUTE = Pattern.compile("(GET|PUT|POST|PATCH|DELETE) (/[^?`]*)");
    private static final Pattern TEST = Pattern.compile("`(\\w+)`\\.(\\w+)");

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("README.md"))).results().toList();
    }

    @Test
    void areShownByRoutesAndTestsThatExist() throws IOException {
        List<MatchResult> rows = rows();
        assertThat(rows.size()).isGreaterThan(80);
        for (MatchResult row : rows) {
            var route = ROUTE.matcher(row.group(3));
            if (route.find()) {
                assertThat(OpenApiDocument.bundled()
                                .root()
                                .path("paths")
                                .path(route.group(2))
                                .has(route.group(1).toLowerCase(java.util.Locale.ROOT)))
                        .as(row.group())
                        .isTrue();
            } else {
                assertThat(row.group(3)).as(row.group()).isBlank();
            }
            var test = TEST.matcher(row.group(4));
            assertThat(
                            test.find()
                                    ? isTest(test.group(1), test.group(2))
                                    : row.group(4).isBlank())
                    .as(row.group())
                    .isTrue();
        }
    }

    /** Whether there is such a test beside this one, or among those that start a whole node. */
    private static boolean isTest(String name, String method) throws IOException {
        Path ofNode = Path.of("../deploy/node/src/test/java/io/sightline/node", name + ".java");
        if (Files.exists(ofNode)) {
            return Files.readString(ofNode).contains("@Test\n    void " + method + "()");
        }
        try {
            Method[] methods = Class.forName("io.sightline.api.admin." + name).getDeclaredMethods();
            return Arrays.stream(methods)
                    .anyMatch(each -> each.getName().equals(method) && each.isAnnotationPresent(Test.class));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}

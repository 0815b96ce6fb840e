package io.sightline.bench;

import java.util.List;
import java.util.function.Function;

/**
 * What a list is asked for, over and over.
 *
 * @param what the list, as the table names it
 * @param route its path below {@code /api/v1}, with names in braces as in the description
 * @param names what stands for the names in braces, in their order
 * @param query what stands behind the question mark, or nothing
 * @param own whether the list is of the one who asks, who has to be an administrator in a session
 */
record Question(
        String what, String route, Function<People, List<String>> names, Function<People, String> query, boolean own) {

    static Question of(String what, String route, String query) {
        return new Question(what, route, people -> List.of(), people -> query, false);
    }

    static Question of(String what, String route, Function<People, String> query) {
        return new Question(what, route, people -> List.of(), query, false);
    }

    /** The same, of one whom chance names. */
    Question about(Function<People, String> name) {
        return new Question(what, route, people -> List.of(name.apply(people)), query, own);
    }

    /** The same, of something that belongs to one. */
    Question about(Function<People, String> first, Function<People, String> second) {
        return new Question(what, route, people -> List.of(first.apply(people), second.apply(people)), query, own);
    }

    Question asOneself() {
        return new Question(what, route, names, query, true);
    }

    /** Where it is asked, below {@code /api/v1}. */
    String path(People people) {
        String path = route;
        for (String name : names.apply(people)) {
            path = path.replaceFirst("\\{[a-z]+}", name);
        }
        String asked = query.apply(people);
        return asked.isEmpty() ? path : path + "?" + asked;
    }
}

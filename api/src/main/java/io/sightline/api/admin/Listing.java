package io.sightline.api.admin;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Words;
import org.jspecify.annotations.Nullable;

/**
 * A list that the directory answers. What it may be asked follows from the fields of its kind of document: each that can be
 * sorted by is an order both ways, each that can be filtered by is a query parameter of its name (a number two, with {@code Min}
 * and {@code Max}; a time two, {@code createdFrom} and {@code createdTo} of a field {@code createdAt}), and {@code q} searches all
 * that can be searched. {@code facets} and {@code count} count what is found.
 *
 * @param unseen fields that are filtered by and not shown
 * @param several fields of codes that are shown as lists, also when they are empty
 * @param flags fields of codes that are shown as truth values
 * @param lacking fields of codes with what stands for having none, in rows and in filters
 */
record Listing(
        DocumentKind kind,
        ListSpec spec,
        Set<String> unseen,
        Set<String> several,
        Set<String> flags,
        Map<String, String> lacking) {

    static final Filter<String> SEARCH = new Filter<>("q", Listing::search);
    static final String FACETS = "facets";
    static final String COUNT = "count";

    Listing {
        unseen = Set.copyOf(unseen);
        several = Set.copyOf(several);
        flags = Set.copyOf(flags);
        lacking = Map.copyOf(lacking);
        for (Set<String> each : List.of(unseen, several, flags, lacking.keySet())) {
            for (String name : each) {
                if (kind.field(name)
                        .filter(field -> field.type() == Field.Type.CODE)
                        .isEmpty()) {
                    throw new IllegalArgumentException(kind.name() + "." + name + " holds no codes");
                }
            }
        }
    }

    /** @param sort the order unless another is asked for, such as {@code -createdAt} */
    static Listing of(DocumentKind kind, String sort) {
        List<String> sorts = new ArrayList<>(List.of(sort));
        List<Filter<?>> filters = new ArrayList<>();
        filters.add(SEARCH);
        filters.add(new Filter<>(DocumentKind.ID, text -> codes(DocumentKind.ID, text, false)));
        orders(sorts, DocumentKind.ID);
        for (Field field : kind.fields()) {
            if (field.is(Field.Use.SORT)) {
                orders(sorts, field.name());
            }
            if (field.is(Field.Use.FILTER)) {
                filters.addAll(filters(field));
            }
        }
        if (sorts.stream().distinct().count() < sorts.size()) {
            throw new IllegalArgumentException(kind.name() + " has one order twice");
        }
        return new Listing(kind, new ListSpec(sorts, filters, true), Set.of(), Set.of(), Set.of(), Map.of());
    }

    private static void orders(List<String> sorts, String field) {
        for (String order : List.of(field, "-" + field)) {
            if (!sorts.contains(order)) {
                sorts.add(order);
            }
        }
    }

    Listing hiding(String... fields) {
        return new Listing(kind, spec, Set.of(fields), several, flags, lacking);
    }

    /** The same without these fields, which are there for the directory to tell who may see a row. */
    Listing keeping(String... fields) {
        Set<String> hidden = new HashSet<>(unseen);
        hidden.addAll(Set.of(fields));
        Listing less = this;
        for (String field : fields) {
            less = less.without(field);
        }
        return new Listing(kind, less.spec, hidden, several, flags, lacking);
    }

    Listing several(String... fields) {
        return new Listing(kind, spec, unseen, Set.of(fields), flags, lacking);
    }

    Listing flags(String... fields) {
        return new Listing(kind, spec, unseen, several, Set.of(fields), lacking);
    }

    /** The same, where the filter of this name is another one, which the handler heeds. */
    Listing replacing(Filter<?> own) {
        List<Filter<?>> filters = new ArrayList<>(spec.filters());
        if (!filters.removeIf(each -> each.name().equals(own.name()))) {
            throw new IllegalArgumentException(kind.name() + " has no filter " + own.name());
        }
        filters.add(own);
        return new Listing(kind, new ListSpec(spec.sorts(), filters, spec.pages()), unseen, several, flags, lacking);
    }

    /** The same, where a code stands for having none of a field. */
    Listing lacking(String field, String code) {
        Filter<?> own = new Filter<>(
                field,
                text -> codes(
                        field,
                        Arrays.stream(text.split(",", -1))
                                .map(each -> each.equals(code) ? "" : each)
                                .collect(Collectors.joining(",")),
                        true));
        Listing filtered = replacing(own);
        Map<String, String> all = new HashMap<>(lacking);
        all.put(field, code);
        return new Listing(kind, filtered.spec, unseen, several, flags, all);
    }

    /** The same without the filter of this name. */
    Listing without(String filter) {
        List<Filter<?>> filters = new ArrayList<>(spec.filters());
        filters.removeIf(each -> each.name().equals(filter));
        return new Listing(kind, new ListSpec(spec.sorts(), filters, spec.pages()), unseen, several, flags, lacking);
    }

    private static List<Filter<?>> filters(Field field) {
        String name = field.name();
        return switch (field.type()) {
            case CODE -> List.of(new Filter<>(name, text -> codes(name, text, true)));
            case TEXT -> List.of(new Filter<>(name, text -> whole(name, text)));
            case NUMBER ->
                List.of(
                        new Filter<>(name + "Min", text -> between(name, number(text), null)),
                        new Filter<>(name + "Max", text -> between(name, null, number(text) + 1)));
            case TIME ->
                List.of(
                        new Filter<>(stem(name) + "From", text -> between(name, moment(text), null)),
                        new Filter<>(stem(name) + "To", text -> between(name, null, moment(text))));
        };
    }

    private static String stem(String name) {
        return name.endsWith("At") ? name.substring(0, name.length() - 2) : name;
    }

    private static io.sightline.engine.directory.Filter between(
            String field, @Nullable Long from, @Nullable Long until) {
        return new io.sightline.engine.directory.Filter.Between(field, from, until);
    }

    private static long number(String text) {
        if (!text.matches("-?[0-9]{1,15}")) {
            throw new IllegalArgumentException();
        }
        return Long.parseLong(text);
    }

    private static long moment(String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String search(String text) {
        if (text.length() > Words.CHARACTERS || Words.of(text).size() > Words.MOST) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    /** A text as a whole; none for those that have none. */
    private static io.sightline.engine.directory.Filter whole(String field, String text) {
        return text.isEmpty()
                ? new io.sightline.engine.directory.Filter.Empty(field)
                : new io.sightline.engine.directory.Filter.AnyOf(field, Set.of(text));
    }

    /** Any of several codes, with commas between them; one of no length stands for having none. */
    private static io.sightline.engine.directory.Filter codes(String field, String text, boolean mayLack) {
        Set<String> codes = new HashSet<>();
        for (String code : text.split("(?<!\\\\),", -1)) {
            codes.add(code.replace("\\,", ","));
        }
        boolean lacking = codes.remove("");
        if (lacking && !mayLack) {
            throw new IllegalArgumentException();
        }
        var any = new io.sightline.engine.directory.Filter.AnyOf(field, codes);
        if (!lacking) {
            return any;
        }
        var empty = new io.sightline.engine.directory.Filter.Empty(field);
        return codes.isEmpty() ? empty : new io.sightline.engine.directory.Filter.Either(List.of(empty, any));
    }

    /** The query parameters it understands beside those of its {@link ListSpec}. */
    Set<String> parameters() {
        return facets().isEmpty() ? Set.of(COUNT, "atLeast") : Set.of(COUNT, FACETS, "atLeast");
    }

    /** The fields whose codes may be counted. */
    List<String> facets() {
        return kind.fields().stream()
                .filter(field -> field.is(Field.Use.FACET))
                .map(Field::name)
                .toList();
    }

    /**
     * What a call asks of the directory.
     *
     * @param within what the list is limited to besides
     * @throws Rejection when facets or count have no such value
     */
    Query query(Call call, List<io.sightline.engine.directory.Filter> within) {
        ListQuery asked = call.list();
        return query(new ListSpec.Chosen(asked.sort(), asked.filters()), within, Positions.page(asked))
                .counting(asksFacets(call), asksCount(call));
    }

    /** What finds a part of all that is chosen. */
    Query query(ListSpec.Chosen chosen, List<io.sightline.engine.directory.Filter> within, Page page) {
        List<io.sightline.engine.directory.Filter> filters = new ArrayList<>(within);
        chosen.filters().values().forEach(value -> {
            if (value instanceof io.sightline.engine.directory.Filter filter) {
                filters.add(filter);
            }
        });
        boolean descending = chosen.sort().startsWith("-");
        String field = descending ? chosen.sort().substring(1) : chosen.sort();
        return new Query(
                kind,
                chosen.value(SEARCH).orElse(""),
                filters,
                List.of(new Query.Order(field, descending)),
                page,
                List.of(),
                false);
    }

    private static boolean asksCount(Call call) {
        String count = call.query(COUNT).orElse("false");
        if (!count.equals("true") && !count.equals("false")) {
            throw Problem.malformed("count is true or false").rejection();
        }
        return count.equals("true");
    }

    /** What a list says besides its rows when the call asks how many there are. */
    static ObjectNode total(Call call, long all) {
        ObjectNode counted = Json.object();
        return asksCount(call) ? counted.put("total", all) : counted;
    }

    private List<String> asksFacets(Call call) {
        List<String> wanted = call.query(FACETS)
                .map(text -> Arrays.stream(text.split(",", -1)).distinct().toList())
                .orElse(List.of());
        if (!facets().containsAll(wanted)) {
            throw Problem.malformed("facets are some of " + String.join(", ", facets()))
                    .rejection();
        }
        return wanted;
    }

    /** A row as it is answered. */
    ObjectNode row(Document document) {
        ObjectNode row = Json.object().put(DocumentKind.ID, document.id());
        for (Field field : kind.fields()) {
            String name = field.name();
            if (unseen.contains(name)) {
                continue;
            }
            switch (field.type()) {
                case TEXT -> document.text(name).ifPresent(text -> row.put(name, text));
                case NUMBER -> document.number(name).ifPresent(number -> row.put(name, number));
                case TIME ->
                    document.number(name)
                            .ifPresent(millis ->
                                    row.put(name, Instant.ofEpochMilli(millis).toString()));
                case CODE -> put(row, name, document.codes(name));
            }
        }
        return row;
    }

    /** The columns of the list as a table. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(DocumentKind.ID));
        kind.fields().stream()
                .map(Field::name)
                .filter(name -> !unseen.contains(name))
                .forEach(columns::add);
        return columns;
    }

    private void put(ObjectNode row, String name, List<String> codes) {
        if (several.contains(name)) {
            ArrayNode list = row.putArray(name);
            codes.forEach(list::add);
        } else if (!codes.isEmpty() && flags.contains(name)) {
            row.put(name, Boolean.parseBoolean(codes.get(0)));
        } else if (!codes.isEmpty()) {
            row.put(name, codes.get(0));
        } else if (lacking.containsKey(name)) {
            row.put(name, lacking.get(name));
        }
    }
}

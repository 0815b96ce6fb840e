package io.sightline.engine.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One row of a list. It may hold personal data, so it never prints what it holds.
 *
 * @param id unique within its kind
 * @param values by the name of the field; a field that is not here is empty
 */
public record Document(String kind, String id, Map<String, Value> values) {

    public Document {
        values = Map.copyOf(values);
    }

    public static Builder of(DocumentKind kind, String id) {
        return new Builder(kind, id);
    }

    /** The text of a field, or nothing. */
    public Optional<String> text(String field) {
        return values.get(field) instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    /** The codes of a field, sorted; none when it is empty. */
    public List<String> codes(String field) {
        return values.get(field) instanceof Value.Codes codes ? codes.codes() : List.of();
    }

    /** The number or the milliseconds of a field, or nothing. */
    public Optional<Long> number(String field) {
        return values.get(field) instanceof Value.Figure number ? Optional.of(number.number()) : Optional.empty();
    }

    /** The same document with this value, or without any when it is null. */
    public Document with(String field, @Nullable Value value) {
        Map<String, Value> changed = new LinkedHashMap<>(values);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new Document(kind, id, changed);
    }

    @Override
    public String toString() {
        return kind + "/" + id;
    }

    /** Fills the fields of one document; what is null or empty is left out. */
    public static final class Builder {

        private final DocumentKind kind;
        private final String id;
        private final Map<String, Value> values = new LinkedHashMap<>();

        private Builder(DocumentKind kind, String id) {
            this.kind = kind;
            this.id = id;
        }

        public Builder text(String field, @Nullable String text) {
            return text == null || text.isBlank() ? this : put(field, Field.Type.TEXT, new Value.Text(text));
        }

        public Builder code(String field, @Nullable String code) {
            return code == null || code.isEmpty() ? this : codes(field, List.of(code));
        }

        public Builder codes(String field, Collection<String> codes) {
            return codes.isEmpty() ? this : put(field, Field.Type.CODE, Value.Codes.of(codes));
        }

        public Builder flag(String field, boolean flag) {
            return code(field, Boolean.toString(flag));
        }

        public Builder number(String field, @Nullable Integer number) {
            return number == null ? this : put(field, Field.Type.NUMBER, new Value.Figure(number));
        }

        public Builder number(String field, long number) {
            return put(field, Field.Type.NUMBER, new Value.Figure(number));
        }

        public Builder time(String field, @Nullable Instant at) {
            return at == null ? this : put(field, Field.Type.TIME, new Value.Figure(at.toEpochMilli()));
        }

        private Builder put(String field, Field.Type type, Value value) {
            Field known = kind.field(field)
                    .orElseThrow(() -> new IllegalArgumentException(kind.name() + " has no field " + field));
            if (known.type() != type || known.borrowed() != null) {
                throw new IllegalArgumentException(kind.name() + "." + field + " takes no such value");
            }
            values.put(field, value);
            return this;
        }

        public Document build() {
            return new Document(kind.name(), id, values);
        }
    }
}

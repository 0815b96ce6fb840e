package io.sightline.persistence.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field.Use;
import io.sightline.engine.directory.Value;
import io.sightline.engine.directory.Words;
import io.sightline.engine.domain.EntityRef;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** Turns documents into Lucene's. */
final class LuceneDocuments {

    private static final FieldType GRAMS = grams();

    private final Map<String, DocumentKind> kinds;

    LuceneDocuments(List<DocumentKind> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toMap(DocumentKind::name, Function.identity()));
    }

    private static FieldType grams() {
        var type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    /** @param standing whether it is of the entity's state and not of a single event */
    org.apache.lucene.document.Document document(EntityRef entity, long revision, boolean standing, Document document)
            throws IOException {
        var kind = kinds.get(document.kind());
        if (kind == null) {
            throw new IllegalArgumentException("No documents are of kind " + document.kind());
        }
        var made = new org.apache.lucene.document.Document();
        made.add(term(Names.KIND, document.kind()));
        made.add(term(Names.ID, document.id()));
        made.add(new SortedDocValuesField(Names.ID, new BytesRef(document.id())));
        // Terms that no two documents share are what an index costs most: each is there once.
        var folded = Words.fold(document.id());
        if (!folded.equals(document.id())) {
            made.add(term(Names.WHOLE, folded));
        }
        if (standing) {
            made.add(term(Names.STANDS, entity.toString()));
        } else {
            made.add(term(Names.LASTS, entity.toString()));
            made.add(term(Names.KEY, Names.key(document.kind(), document.id())));
        }
        made.add(new NumericDocValuesField(Names.REVISION, revision));
        // Stored fields are unpacked block by block: for fifty rows that took longer than the search itself.
        made.add(new BinaryDocValuesField(Names.CONTENT, DocumentForm.write(document)));
        var words = new ArrayList<String>();
        for (var field : kind.fields()) {
            var value = document.values().get(field.name());
            if (value != null) {
                add(made, Names.field(kind, field.name()), field, value);
                find(made, words, field, value);
            }
        }
        words.stream()
                .flatMap(word -> starts(word).stream())
                .distinct()
                .forEach(start -> made.add(term(Names.STARTS, start)));
        if (!words.isEmpty()) {
            made.add(new Field(Names.GRAMS, new Grams(words), GRAMS));
        }
        return made;
    }

    private static void add(
            org.apache.lucene.document.Document made,
            String name,
            io.sightline.engine.directory.Field field,
            Value value) {
        if (field.is(Use.FILTER)) {
            made.add(term(Names.HAS, name));
        }
        if (value instanceof Value.Figure number) {
            made.add(new LongPoint(name, number.number()));
            made.add(new NumericDocValuesField(name, number.number()));
        } else if (value instanceof Value.Text text) {
            var key = Words.sortKey(text.text());
            // With terms beside its values Lucene sorts without looking at every document that is found.
            made.add(term(name, key));
            if (field.is(Use.SORT)) {
                made.add(new SortedDocValuesField(name, new BytesRef(key)));
            }
        } else if (value instanceof Value.Codes codes) {
            for (var code : codes.codes()) {
                if (field.is(Use.FILTER)) {
                    made.add(term(name, code));
                }
                if (field.is(Use.SORT) || field.is(Use.FACET)) {
                    made.add(new SortedSetDocValuesField(name, new BytesRef(code)));
                }
            }
        }
    }

    private static void find(
            org.apache.lucene.document.Document made,
            List<String> words,
            io.sightline.engine.directory.Field field,
            Value value) {
        List<String> texts = value instanceof Value.Text text
                ? List.of(text.text())
                : value instanceof Value.Codes codes ? codes.codes() : List.of();
        if (field.is(Use.SEARCH)) {
            texts.forEach(text -> words.addAll(Words.of(text)));
        }
        if (field.is(Use.SEARCH_WHOLE)) {
            texts.forEach(text -> made.add(term(Names.WHOLE, Words.fold(text))));
        }
    }

    private static List<String> starts(String word) {
        var one = word.substring(0, word.offsetByCodePoints(0, 1));
        return one.length() == word.length()
                ? List.of(one)
                : List.of(one, word.substring(0, word.offsetByCodePoints(0, 2)));
    }

    private static StringField term(String name, String text) {
        return new StringField(name, text, Field.Store.NO);
    }
}

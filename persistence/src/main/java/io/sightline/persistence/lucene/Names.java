package io.sightline.persistence.lucene;

import io.sightline.engine.directory.DocumentKind;

/** The names of Lucene's fields. Those of a kind have the kind in front, because Lucene has one type for one name. */
final class Names {

    /** The kind. */
    static final String KIND = "kind";
    /** The id, in doc values too. */
    static final String ID = "id";
    /** The entity whose state it is of; not there when it is of a single event. */
    static final String STANDS = "stands";
    /** The entity of whose events it is of a single one; not there when it is of the state. */
    static final String LASTS = "lasts";
    /** Kind and id together of what is of a single event: what tells it from all others. */
    static final String KEY = "key";
    /** The entity's revision at which it was written. */
    static final String REVISION = "revision";
    /** The fields to filter by that are not empty. */
    static final String HAS = "has";
    /** The folded texts and codes that a search finds when it is given whole; of ids only those that folding changes. */
    static final String WHOLE = "whole";
    /** Every three code points in a row of every word that can be searched. */
    static final String GRAMS = "grams";
    /** The first one and two code points of every word that can be searched. */
    static final String STARTS = "starts";
    /** The document as it was given. */
    static final String CONTENT = "content";

    private Names() {}

    static String field(DocumentKind kind, String field) {
        return of(kind.name(), field);
    }

    static String of(String kind, String field) {
        return field.equals(DocumentKind.ID) ? ID : kind + "." + field;
    }

    static String key(String kind, String id) {
        return kind + "/" + id;
    }
}

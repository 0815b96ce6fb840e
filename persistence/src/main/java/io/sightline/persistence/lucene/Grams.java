package io.sightline.persistence.lucene;

import java.util.List;

import io.sightline.engine.directory.Words;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Words taken apart so that any part of one is found without looking at every word there is: every three code points in a row
 * are a term, with its position, and a longer part is a phrase of such terms. Words lie so far apart that no phrase spans two.
 */
final class Grams extends TokenStream {

    /** Code points in a term. */
    static final int LENGTH = Words.ANYWHERE;

    /** Between two words: more than ever lies between two terms of a phrase. */
    private static final int APART = LENGTH + 1;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final List<String> words;
    private int word;
    private int start;
    private boolean fresh = true;

    /** @param words folded */
    Grams(List<String> words) {
        this.words = words.stream().filter(Words::isAnywhere).toList();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        while (word < words.size()) {
            var text = words.get(word);
            var end = end(text, start);
            if (end > 0) {
                term.append(text, start, end);
                step.setPositionIncrement(fresh ? APART : 1);
                fresh = false;
                start = text.offsetByCodePoints(start, 1);
                return true;
            }
            word++;
            start = 0;
            fresh = true;
        }
        return false;
    }

    @Override
    public void reset() {
        word = 0;
        start = 0;
        fresh = true;
    }

    /** Where the gram that begins here ends, or 0 when what is left is too short for one. */
    private static int end(String text, int start) {
        return text.codePointCount(start, text.length()) < LENGTH ? 0 : text.offsetByCodePoints(start, LENGTH);
    }

    /** Finds the documents with a word that has this part, of {@link #LENGTH} code points at least. */
    static Query part(String part) {
        var length = part.codePointCount(0, part.length());
        var phrase = new PhraseQuery.Builder();
        for (var at = 0; at < length - LENGTH; at += LENGTH) {
            phrase.add(gram(part, at), at);
        }
        phrase.add(gram(part, length - LENGTH), length - LENGTH);
        return phrase.build();
    }

    private static Term gram(String part, int at) {
        var start = part.offsetByCodePoints(0, at);
        return new Term(Names.GRAMS, part.substring(start, part.offsetByCodePoints(start, LENGTH)));
    }

    /** Finds the documents in which a word of a search is found. */
    static Query word(String word) {
        var found = Words.isAnywhere(word) ? part(word) : new TermQuery(new Term(Names.STARTS, word));
        return new BooleanQuery.Builder()
                .add(found, BooleanClause.Occur.SHOULD)
                .add(new TermQuery(new Term(Names.WHOLE, word)), BooleanClause.Occur.SHOULD)
                .add(new TermQuery(new Term(Names.ID, word)), BooleanClause.Occur.SHOULD)
                .build();
    }
}

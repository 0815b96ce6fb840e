package io.sightline.api.admin;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.runtime.Reply;

/**
 * What a change answers and a later read may name, so that the read contains the change wherever it is served:
 * {@code user:42@17} is revision 17 of user 42.
 */
record Token(EntityRef entity, long revision) {

    static final String HEADER = "Sightline-Token";

    private static final Pattern SHAPE = Pattern.compile("([a-z-]{1,32}):([A-Za-z0-9._:-]{1,128})@([0-9]{1,18})");

    static Token of(Reply.Done done) {
        return new Token(done.entity(), done.revision());
    }

    /** @throws Rejection when the text is no token */
    static Token parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (matcher.matches()) {
            for (Kind kind : Kind.values()) {
                if (word(kind).equals(matcher.group(1))) {
                    return new Token(new EntityRef(kind, matcher.group(2)), Long.parseLong(matcher.group(3)));
                }
            }
        }
        throw Problem.malformed("atLeast is not a token of this API").rejection();
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word(entity.kind()) + ":" + entity.id() + "@" + revision;
    }
}

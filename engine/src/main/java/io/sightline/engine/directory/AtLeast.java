package io.sightline.engine.directory;

import io.sightline.engine.domain.EntityRef;

/**
 * What an answer must know at least: one entity as of a revision. Whoever has just changed an entity asks so for a list that shows
 * the change. As text it is {@code kind|id@revision}; nothing in it is personal or secret.
 *
 * @param revision as the command's answer told it, at least 1
 */
public record AtLeast(EntityRef entity, long revision) {

    public AtLeast {
        if (revision < 1) {
            throw new IllegalArgumentException("A revision is at least 1");
        }
    }

    /** @throws IllegalArgumentException when it is not one */
    public static AtLeast parse(String text) {
        int bar = text.indexOf('|');
        int at = text.lastIndexOf('@');
        if (bar < 1
                || at < bar + 2
                || !text.substring(bar + 1, at).matches("[A-Za-z0-9._:-]{1,128}")
                || !text.substring(at + 1).matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("Expected what an answer gave, kind|id@revision");
        }
        return new AtLeast(EntityRef.parse(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return entity + "@" + revision;
    }
}

package io.sightline.engine.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sightline.engine.domain.EntityRef;

/**
 * Documents that can be asked for. One thread at a time writes, any number ask; what was written is found after the next
 * {@link #refresh}. What was committed outlives the process, and nothing else does. Every call may block on a disk, and fails
 * with {@link java.io.UncheckedIOException} when that does.
 */
public interface Index extends AutoCloseable {

    Result find(Query query);

    Optional<Document> get(String kind, String id);

    /** The highest revision at which any of an entity's documents was written; 0 when it has none. */
    long revision(EntityRef entity);

    /** Writes the changes in their order; the same change again changes nothing. */
    void write(List<Change> changes);

    /** Takes away every document of these entities. Only {@link #expunge} makes sure that no bytes of them remain. */
    void remove(Collection<EntityRef> entities);

    /** Makes what was written until now known to those who ask from now on. */
    void refresh();

    /**
     * Makes what was written until now outlive the process, together with these marks: either both do or neither.
     *
     * @param marks what the writer wants to find again; it takes the place of earlier marks
     */
    void commit(Map<String, String> marks);

    /** The marks of the last commit; none when there was none. */
    Map<String, String> marks();

    /** Rewrites the files so that they hold nothing of what was removed or replaced; commits with the marks as they are. */
    void expunge();

    /** Takes everything away, marks included. */
    void clear();

    /** How many documents there are. */
    long size();

    @Override
    void close();
}

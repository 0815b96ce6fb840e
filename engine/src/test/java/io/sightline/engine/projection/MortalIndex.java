package io.sightline.engine.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.InMemoryIndex;
import io.sightline.engine.directory.Index;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Result;
import io.sightline.engine.domain.EntityRef;

/** An index in memory that remembers, when its process has died, what it had committed. Thread-safe. */
final class MortalIndex implements Index {

    private final List<Consumer<Index>> durable = new ArrayList<>();
    private final List<Consumer<Index>> sinceCommit = new ArrayList<>();
    private final Index index = new InMemoryIndex();
    private int commits;
    private int writes;

    /** What the next process finds. */
    synchronized MortalIndex afterACrash() {
        MortalIndex next = new MortalIndex();
        durable.forEach(step -> step.accept(next));
        next.refresh();
        return next;
    }

    private synchronized void step(Consumer<Index> step) {
        step.accept(index);
        sinceCommit.add(step);
    }

    synchronized int commits() {
        return commits;
    }

    synchronized int writes() {
        return writes;
    }

    @Override
    public Result find(Query query) {
        return index.find(query);
    }

    @Override
    public Optional<Document> get(String kind, String id) {
        return index.get(kind, id);
    }

    @Override
    public long revision(EntityRef entity) {
        return index.revision(entity);
    }

    @Override
    public synchronized void write(List<Change> changes) {
        writes++;
        List<Change> copy = List.copyOf(changes);
        step(each -> each.write(copy));
    }

    @Override
    public void remove(Collection<EntityRef> entities) {
        step(each -> each.remove(entities));
    }

    @Override
    public void refresh() {
        index.refresh();
    }

    @Override
    public synchronized void commit(Map<String, String> marks) {
        index.commit(marks);
        durable.addAll(sinceCommit);
        sinceCommit.clear();
        Map<String, String> copy = Map.copyOf(marks);
        durable.add(each -> each.commit(copy));
        commits++;
    }

    @Override
    public Map<String, String> marks() {
        return index.marks();
    }

    @Override
    public void expunge() {
        commit(marks());
        index.expunge();
    }

    @Override
    public synchronized void clear() {
        step(Index::clear);
    }

    @Override
    public long size() {
        return index.size();
    }

    @Override
    public void close() {
        index.close();
    }
}

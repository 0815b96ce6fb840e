package io.sightline.persistence.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.sightline.engine.directory.Change;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Index;
import io.sightline.engine.directory.Page;
import io.sightline.engine.directory.Query;
import io.sightline.engine.directory.Result;
import io.sightline.engine.domain.EntityRef;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents in one folder of Lucene files that only the process's own account may enter. What is in them lies in the clear
 * (persistence/RATIONALE.md). Thread-safe.
 */
public final class LuceneIndex implements Index {

    private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

    /** Beside the marks, in the same commit: the form of the documents. */
    private static final String FORM = "document-form";

    private static final double BUFFER_MEGABYTES = 64;

    /**
     * Segments of up to so many megabytes stay in memory, so many in all, until the next commit: what a refresh makes visible is
     * merged into something larger long before it has to be durable, and would be a dozen files each time.
     */
    private static final double KEPT_SEGMENT_MEGABYTES = 5;

    private static final double KEPT_MEGABYTES = 32;

    /** How long a search may hold files that are to be erased. */
    private static final long RELEASE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Directory files;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final SegmentCounts counts = new SegmentCounts();
    private final LuceneDocuments documents;
    private Map<String, String> marks;

    private LuceneIndex(Directory files, IndexWriter writer, LuceneDocuments documents, Map<String, String> marks)
            throws IOException {
        this.files = files;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, null);
        this.documents = documents;
        this.marks = marks;
    }

    /**
     * Opens the index in this folder, or an empty one when there is none or when it cannot be read.
     *
     * @throws UncheckedIOException when the folder cannot be used or another process has it
     */
    public static LuceneIndex open(Path folder, List<DocumentKind> kinds) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            var files = new NRTCachingDirectory(FSDirectory.open(folder), KEPT_SEGMENT_MEGABYTES, KEPT_MEGABYTES);
            var writer = writer(files);
            var kept = DirectoryReader.indexExists(files)
                    ? SegmentInfos.readLatestCommit(files).getUserData()
                    : Map.<String, String>of();
            return new LuceneIndex(files, writer, new LuceneDocuments(kinds), readable(kept));
        } catch (IOException failed) {
            throw new UncheckedIOException("The directory's index in " + folder + " cannot be used", failed);
        }
    }

    /** The marks of an index whose documents have the form of today; without marks it is built anew. */
    private static Map<String, String> readable(Map<String, String> kept) {
        if (!DocumentForm.VERSION.equals(kept.get(FORM))) {
            return Map.of();
        }
        var marks = new HashMap<>(kept);
        marks.remove(FORM);
        return Map.copyOf(marks);
    }

    private static IndexWriter writer(Directory files) throws IOException {
        try {
            return new IndexWriter(files, settings());
        } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException unreadable) {
            LOG.warn("The directory's index cannot be read and begins anew: {}", unreadable.getMessage());
            for (var file : files.listAll()) {
                files.deleteFile(file);
            }
            return new IndexWriter(files, settings());
        }
    }

    private static IndexWriterConfig settings() {
        var merging = new TieredMergePolicy();
        // Expunging rewrites every segment with anything removed in it.
        merging.setForceMergeDeletesPctAllowed(0);
        return new IndexWriterConfig(null)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setCommitOnClose(false)
                .setMergePolicy(merging);
    }

    private interface Asking<T> {
        T ask(IndexSearcher searcher) throws IOException;
    }

    private <T> T asking(Asking<T> question) {
        try {
            var searcher = searchers.acquire();
            try {
                return question.ask(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Result find(Query query) {
        return asking(searcher -> find(searcher, query, counts));
    }

    private static Result find(IndexSearcher searcher, Query query, SegmentCounts counts) throws IOException {
        var matching = LuceneQueries.matching(query, null);
        var page = query.page();
        var wanted = page.offset() + page.limit() + 1;
        var hits = hits(searcher, query, matching, wanted);
        var from = Math.min(page.offset(), hits.length);
        var to = Math.min(page.offset() + page.limit(), hits.length);
        var items = read(searcher, Arrays.asList(hits).subList(from, to));
        if (page.direction() == Page.Direction.BEFORE) {
            Collections.reverse(items);
        }
        var total = query.count() ? (long) searcher.count(matching) : null;
        return Result.of(query, items, hits.length == wanted, total, facets(searcher, query, counts));
    }

    /** A field is counted without its own filter; those that are not filtered by are counted in one pass. */
    private static Map<String, List<Result.Facet>> facets(IndexSearcher searcher, Query query, SegmentCounts counts)
            throws IOException {
        Map<org.apache.lucene.search.Query, List<String>> together = new HashMap<>();
        for (var field : query.facets()) {
            together.computeIfAbsent(LuceneQueries.matching(query, field), any -> new ArrayList<>())
                    .add(field);
        }
        var all = LuceneQueries.all(query.kind());
        Map<String, List<Result.Facet>> facets = new HashMap<>();
        for (var each : together.entrySet()) {
            var fields = each.getValue();
            var counted = Facets.count(
                    searcher,
                    each.getKey(),
                    fields.stream()
                            .map(field -> Names.field(query.kind(), field))
                            .toList(),
                    each.getKey().equals(all) ? counts : null);
            fields.forEach(
                    field -> facets.put(field, counted.getOrDefault(Names.field(query.kind(), field), List.of())));
        }
        return facets;
    }

    private static ScoreDoc[] hits(
            IndexSearcher searcher, Query query, org.apache.lucene.search.Query matching, int wanted)
            throws IOException {
        var walk = OrderedWalk.of(searcher, query, wanted);
        var walked = walk == null ? null : walk.rows(matching);
        return walked == null ? LuceneQueries.collected(searcher, query, matching, wanted) : walked;
    }

    private static List<Document> read(IndexSearcher searcher, List<ScoreDoc> hits) throws IOException {
        var segments = searcher.getIndexReader().leaves();
        var read = new ArrayList<Document>(hits.size());
        for (var hit : hits) {
            var segment = segments.get(ReaderUtil.subIndex(hit.doc, segments));
            var content = DocValues.getBinary(segment.reader(), Names.CONTENT);
            if (!content.advanceExact(hit.doc - segment.docBase)) {
                throw new CorruptIndexException("A document has no content", segment.toString());
            }
            read.add(DocumentForm.read(content.binaryValue()));
        }
        return read;
    }

    @Override
    public Optional<Document> get(String kind, String id) {
        return asking(searcher -> {
            var hits = searcher.search(LuceneQueries.one(kind, id), 1).scoreDocs;
            return read(searcher, Arrays.asList(hits)).stream().findFirst();
        });
    }

    @Override
    public long revision(EntityRef entity) {
        return asking(searcher -> {
            var highest = 0L;
            for (var segment : searcher.getIndexReader().leaves()) {
                for (var of : List.of(Names.STANDS, Names.LASTS)) {
                    highest = Math.max(highest, revision(segment.reader(), new Term(of, entity.toString())));
                }
            }
            return highest;
        });
    }

    private static long revision(LeafReader segment, Term entity) throws IOException {
        var highest = 0L;
        var postings = segment.postings(entity);
        var revisions = segment.getNumericDocValues(Names.REVISION);
        var alive = segment.getLiveDocs();
        while (postings != null && revisions != null && postings.nextDoc() < Integer.MAX_VALUE) {
            if ((alive == null || alive.get(postings.docID())) && revisions.advanceExact(postings.docID())) {
                highest = Math.max(highest, revisions.longValue());
            }
        }
        return highest;
    }

    @Override
    public void write(List<Change> changes) {
        try {
            for (var change : changes) {
                var entity = new Term(Names.STANDS, change.entity().toString());
                var standing = made(change, true, change.standing());
                if (standing.isEmpty()) {
                    writer.deleteDocuments(entity);
                } else {
                    writer.updateDocuments(entity, standing);
                }
                for (var document : change.lasting()) {
                    writer.updateDocuments(
                            new Term(Names.KEY, Names.key(document.kind(), document.id())),
                            made(change, false, List.of(document)));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<org.apache.lucene.document.Document> made(Change change, boolean standing, List<Document> from)
            throws IOException {
        var made = new ArrayList<org.apache.lucene.document.Document>(from.size());
        for (var document : from) {
            made.add(documents.document(change.entity(), change.revision(), standing, document));
        }
        return made;
    }

    @Override
    public void remove(Collection<EntityRef> entities) {
        try {
            writer.deleteDocuments(entities.stream()
                    .flatMap(entity -> Stream.of(Names.STANDS, Names.LASTS).map(of -> new Term(of, entity.toString())))
                    .toArray(Term[]::new));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void refresh() {
        try {
            searchers.maybeRefreshBlocking();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public synchronized void commit(Map<String, String> with) {
        try {
            var kept = new HashMap<>(with);
            kept.put(FORM, DocumentForm.VERSION);
            writer.setLiveCommitData(kept.entrySet());
            writer.commit();
            marks = Map.copyOf(with);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public synchronized Map<String, String> marks() {
        return marks;
    }

    @Override
    public synchronized void expunge() {
        var until = System.nanoTime() + RELEASE_WITHIN_NANOS;
        try {
            // A merge that was under way takes what has been removed since along, and has to be done over.
            do {
                writer.forceMergeDeletes(true);
            } while (writer.hasDeletions() && isTimeLeft(until));
            do {
                commit(marks);
                refresh();
                writer.deleteUnusedFiles();
            } while (!onlyCommitted() && isTimeLeft(until));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether nobody reads files from before the last commit any more, so that they are gone. */
    private boolean onlyCommitted() throws IOException {
        var left = new ArrayList<>(List.of(files.listAll()));
        left.removeAll(SegmentInfos.readLatestCommit(files).files(true));
        left.remove(IndexWriter.WRITE_LOCK_NAME);
        return left.isEmpty();
    }

    private static boolean isTimeLeft(long until) throws IOException {
        if (System.nanoTime() > until) {
            throw new IOException("A search or a merge still holds files that are to be erased");
        }
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        return true;
    }

    @Override
    public void clear() {
        try {
            writer.deleteAll();
            commit(Map.of());
            refresh();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public long size() {
        return asking(searcher -> (long) searcher.getIndexReader().numDocs());
    }

    /** Leaves what was not committed behind. */
    @Override
    public void close() {
        try {
            searchers.close();
            writer.rollback();
            files.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

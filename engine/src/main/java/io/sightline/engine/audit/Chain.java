package io.sightline.engine.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/**
 * Ties records together: each hash is HMAC with SHA-256 over the hash before, the place and every field of the record. Without
 * the key, which is not in the store, nobody can change a record and make the chain fit again. Thread-safe; never prints its
 * key.
 */
public final class Chain {

    private static final String MAC = "HmacSHA256";
    private static final int FORM = 1;

    /** What no record begins with. */
    private static final int ANCHOR = 2;

    private final SecretKey key;

    /** @param key the same on every node and for ever */
    public Chain(SecretKey key) {
        this.key = key;
    }

    /**
     * The record in its place after another.
     *
     * @param previous null for the first of a stream
     */
    ChainedRecord next(String stream, @Nullable ChainedRecord previous, AuditRecord record) {
        long number = previous == null ? 0 : previous.number() + 1;
        String before = previous == null ? "" : previous.hash();
        return new ChainedRecord(stream, number, record, hash(before, stream, number, record));
    }

    /** Whether the record's hash is what it must be after the hash before it. */
    boolean fits(String hashBefore, ChainedRecord next) {
        String expected = hash(hashBefore, next.stream(), next.number(), next.record());
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), next.hash().getBytes(StandardCharsets.US_ASCII));
    }

    /** Where the chain begins once this record and all before it are gone. */
    Anchor anchor(ChainedRecord last) {
        long number = last.number() + 1;
        Instant at = last.record().at();
        return new Anchor(last.stream(), number, at, last.hash(), seal(last.stream(), number, at, last.hash()));
    }

    /** Whether the anchor is one of ours. */
    boolean vouchesFor(Anchor anchor) {
        String expected = seal(anchor.stream(), anchor.number(), anchor.at(), anchor.hash());
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), anchor.seal().getBytes(StandardCharsets.US_ASCII));
    }

    private String seal(String stream, long number, Instant at, String hash) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(ANCHOR);
            text(out, stream);
            out.writeLong(number);
            out.writeLong(at.toEpochMilli());
            text(out, hash);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mac(bytes.toByteArray());
    }

    private String hash(String before, String stream, long number, AuditRecord record) {
        return mac(bytes(before, stream, number, record));
    }

    private String mac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Each text with its length before it, so that no two records are the same bytes. */
    private static byte[] bytes(String before, String stream, long number, AuditRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            text(out, before);
            text(out, stream);
            out.writeLong(number);
            out.writeLong(record.at().toEpochMilli());
            text(out, record.actor().kind().name());
            text(out, record.actor().id());
            text(out, record.onBehalfOf());
            text(out, record.reason());
            text(out, record.operation());
            text(out, record.object());
            out.writeInt(record.status());
            text(out, record.requestId());
            text(out, record.address());
            text(out, record.userAgent());
            text(out, record.changes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public String toString() {
        return "***";
    }
}

package io.sightline.client.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/** A file system, prefix {@code recording:}, that remembers every write so that a file can be rebuilt as of any of them. */
public final class RecordingFiles extends FilePathWrapper {
    private static final List<Write> WRITES = new ArrayList<>();
    private static int created;

    /** Bytes at a place, or a new length of the file. */
    private record Write(long position, @Nullable ByteBuffer bytes) {}

    static void register() {
        FilePath.register(new RecordingFiles());
        WRITES.clear();
    }

    /** Number of writes before the file had its name. */
    static int writesToCreate() {
        return created;
    }

    static int writes() {
        return WRITES.size();
    }

    /** Length in bytes of one write, 0 for a truncation. */
    static int length(int write) {
        var bytes = WRITES.get(write).bytes();
        return bytes == null ? 0 : bytes.capacity();
    }

    /** The file after so many writes and the first bytes of the next. */
    static byte[] after(int writes, int bytesOfTheNext) {
        byte[] file = new byte[0];
        for (var write : WRITES.subList(0, writes)) {
            file = apply(file, write.position(), write.bytes());
        }
        if (bytesOfTheNext > 0) {
            var next = WRITES.get(writes);
            var bytes = next.bytes();
            if (bytes != null) {
                file = apply(file, next.position(), bytes.slice(0, bytesOfTheNext));
            }
        }
        return file;
    }

    private static byte[] apply(byte[] file, long position, @Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return Arrays.copyOf(file, Math.min(file.length, (int) position));
        }
        var longer = Arrays.copyOf(file, Math.max(file.length, (int) position + bytes.capacity()));
        bytes.get(0, longer, (int) position, bytes.capacity());
        return longer;
    }

    @Override
    public String getScheme() {
        return "recording";
    }

    @Override
    public void moveTo(FilePath newName, boolean atomicReplace) {
        super.moveTo(newName, atomicReplace);
        created = WRITES.size();
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static final class Channel extends FileBase {
        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            WRITES.add(new Write(position, copy(source)));
            return file.write(source, position);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            WRITES.add(new Write(file.position(), copy(source)));
            return file.write(source);
        }

        private static ByteBuffer copy(ByteBuffer source) {
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            return ByteBuffer.wrap(bytes);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            WRITES.add(new Write(size, null));
            file.truncate(size);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long newPosition) throws IOException {
            file.position(newPosition);
            return this;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}

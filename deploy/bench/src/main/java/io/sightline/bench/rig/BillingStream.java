package io.sightline.bench.rig;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Billing requests as one stream over a plain socket: the JDK's client reads no answer before it has sent the whole request, and here
 * each answer makes room for the next request. For one thread.
 */
public final class BillingStream implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Socket socket;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private boolean answered;
    private long chunkLeft;

    private BillingStream(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    }

    static BillingStream open(URI base, String key) {
        try {
            var socket = new Socket(base.getHost(), base.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var head = "POST /api/v1/billing/requests HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
                            .formatted(base.getRawAuthority(), key)
                    + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new BillingStream(socket);
        } catch (IOException e) {
            throw new BenchException("the node does not answer: %s".formatted(e.getMessage()), e);
        }
    }

    /** Sends lines, at least one, as one chunk. */
    public void send(List<byte[]> lines) throws IOException {
        var body = new ByteArrayOutputStream(BUFFER_BYTES);
        for (byte[] each : lines) {
            body.write(each);
            body.write('\n');
        }
        var chunk = new ByteArrayOutputStream(body.size() + 16);
        chunk.write(Integer.toHexString(body.size()).getBytes(StandardCharsets.US_ASCII));
        chunk.write(LINE_END);
        body.writeTo(chunk);
        chunk.write(LINE_END);
        socket.getOutputStream().write(chunk.toByteArray());
    }

    /** Says that there are no more lines. */
    public void end() throws IOException {
        socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Waits for the next line of the answer.
     *
     * @throws EOFException when there is none
     */
    public String receive() throws IOException {
        if (!answered) {
            var status = headLine();
            if (!status.startsWith("HTTP/1.1 200 ")) {
                throw new BenchException("a stream of billing requests was answered with %s".formatted(status));
            }
            while (!headLine().isEmpty()) {
                // No header changes what follows: the node streams its answers in chunks.
            }
            answered = true;
        }
        line.reset();
        for (int next = contentByte(); next != '\n'; next = contentByte()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Whether a line, or a part of one, has come already. */
    public boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    private int contentByte() throws IOException {
        if (chunkLeft == 0) {
            chunkLeft = Long.parseLong(headLine(), 16);
            if (chunkLeft == 0) {
                throw new EOFException("the answer has ended");
            }
        }
        int next = in.read();
        chunkLeft--;
        if (chunkLeft == 0) {
            // The end of a chunk is taken with it: left behind, it would look like the beginning of a line.
            headLine();
        }
        return next;
    }

    private String headLine() throws IOException {
        var text = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the node has closed the stream");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new BenchException("a socket could not be closed", e);
        }
    }
}

package io.sightline.api.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A WebSocket client that says exactly the bytes it is told to. Reading waits for at most 20 s. */
final class RawSocket implements AutoCloseable {

    static final int BINARY = 0x2;
    static final int TEXT = 0x1;
    static final int CONTINUATION = 0x0;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] MASK = {11, 22, 33, 44};

    /** @param payload unmasked */
    @SuppressWarnings("ArrayRecordComponent")
    record Received(int opcode, boolean last, byte[] payload) {
        int closeCode() {
            return opcode == CLOSE && payload.length >= 2
                    ? ByteBuffer.wrap(payload).getShort() & 0xFFFF
                    : -1;
        }
    }

    private final java.net.Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawSocket(java.net.Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    static RawSocket connect(int port) {
        return connect(port, 0);
    }

    /** @param receiveBuffer bytes the system may take for us, 0 for its own choice */
    static RawSocket connect(int port, int receiveBuffer) {
        try {
            java.net.Socket socket = new java.net.Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            return new RawSocket(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A WebSocket in JSON that is open. */
    static RawSocket upgraded(int port) {
        RawSocket raw = connect(port);
        String answer = raw.upgrade("Sec-WebSocket-Protocol: sightline.v1.json\r\n");
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IllegalStateException(answer);
        }
        return raw;
    }

    /** Sends an opening handshake with further header lines; the answer's head. */
    String upgrade(String headers) {
        text("GET /v1/sync HTTP/1.1\r\nHost: loopback\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n");
        return head();
    }

    RawSocket text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    RawSocket bytes(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one frame, masked as a client's must be. */
    RawSocket frame(int opcode, boolean last, byte[] payload) {
        return bytes(framed(opcode, last, payload));
    }

    static byte[] framed(int opcode, boolean last, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % 4]);
        }
        return frame.toByteArray();
    }

    RawSocket say(String json) {
        return frame(BINARY, true, json.getBytes(StandardCharsets.UTF_8));
    }

    /** The head of an HTTP answer. */
    String head() {
        try {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return head.toString();
                }
                head.append((char) next);
            }
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Received receive() {
        try {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            long length = second & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            byte[] payload = new byte[(int) length];
            in.readFully(payload);
            return new Received(first & 0xF, (first & 0x80) != 0, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message of this type; others are passed over. */
    JsonNode await(String type) {
        while (true) {
            Received received = receive();
            if (received.opcode() == CLOSE) {
                throw new IllegalStateException("closed with " + received.closeCode() + " before " + type);
            }
            JsonNode message = json(received);
            if (message.path("t").asText().equals(type)) {
                return message;
            }
        }
    }

    /** The code of the close frame, whatever comes before it; -1 when the connection ends without one. */
    int closeCode() {
        try {
            Received received = receive();
            while (received.opcode() != CLOSE) {
                received = receive();
            }
            return received.closeCode();
        } catch (UncheckedIOException ended) {
            return -1;
        }
    }

    /** Whether the connection has ended within the time, whatever comes before. */
    boolean ends() {
        try {
            while (in.read() >= 0) {}
            return true;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    static JsonNode json(Received received) {
        try {
            return JSON.readTree(received.payload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.sightline.cassandra;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One blocking connection of the CQL binary protocol, version 4: enough to log in and to run a statement, so that the
 * launcher needs no driver. Not thread-safe.
 */
final class NativeConnection implements Closeable {

    private static final int VERSION = 4;
    private static final int ERROR = 0x00;
    private static final int STARTUP = 0x01;
    private static final int READY = 0x02;
    private static final int AUTHENTICATE = 0x03;
    private static final int QUERY = 0x07;
    private static final int RESULT = 0x08;
    private static final int AUTH_RESPONSE = 0x0f;
    private static final int AUTH_SUCCESS = 0x10;
    private static final int CONSISTENCY_ONE = 1;
    private static final int BAD_CREDENTIALS = 0x0100;
    private static final int LARGEST_ANSWER_BYTES = 1 << 20;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private NativeConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    /**
     * Connects and logs in.
     *
     * @throws LoginRefused if the server does not know the role or the password
     * @throws IOException if nothing answers at the address, or not in time
     */
    static NativeConnection open(InetSocketAddress address, String username, String password, Duration timeout)
            throws IOException, LoginRefused {
        var socket = new Socket();
        try {
            socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            socket.connect(address, Math.toIntExact(timeout.toMillis()));
            var connection = new NativeConnection(socket);
            connection.logIn(username, password);
            return connection;
        } catch (IOException | LoginRefused | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Runs one statement and waits for its answer, which is not looked at further. */
    void run(String statement) throws IOException {
        var body = new ByteArrayOutputStream();
        var data = new DataOutputStream(body);
        var text = statement.getBytes(StandardCharsets.UTF_8);
        data.writeInt(text.length);
        data.write(text);
        data.writeShort(CONSISTENCY_ONE);
        data.writeByte(0);
        var answer = ask(QUERY, body);
        if (answer.opcode != RESULT) {
            throw answer.unexpected();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void logIn(String username, String password) throws IOException, LoginRefused {
        var options = new ByteArrayOutputStream();
        var data = new DataOutputStream(options);
        data.writeShort(1);
        // The protocol's strings are two bytes of length and then UTF-8, as writeUTF writes ASCII.
        data.writeUTF("CQL_VERSION");
        data.writeUTF("3.0.0");
        var greeting = ask(STARTUP, options);
        if (greeting.opcode == READY) {
            return;
        }
        if (greeting.opcode != AUTHENTICATE) {
            throw greeting.unexpected();
        }
        var token = ('\0' + username + '\0' + password).getBytes(StandardCharsets.UTF_8);
        var credentials = new ByteArrayOutputStream();
        data = new DataOutputStream(credentials);
        data.writeInt(token.length);
        data.write(token);
        var verdict = ask(AUTH_RESPONSE, credentials);
        if (verdict.opcode == ERROR && verdict.errorCode() == BAD_CREDENTIALS) {
            throw new LoginRefused(username);
        }
        if (verdict.opcode != AUTH_SUCCESS) {
            throw verdict.unexpected();
        }
    }

    private Answer ask(int opcode, ByteArrayOutputStream body) throws IOException {
        var frame = new ByteArrayOutputStream();
        var data = new DataOutputStream(frame);
        data.writeByte(VERSION);
        data.writeByte(0);
        data.writeShort(0);
        data.writeByte(opcode);
        data.writeInt(body.size());
        body.writeTo(data);
        out.write(frame.toByteArray());
        out.flush();

        in.readByte();
        in.readByte();
        in.readShort();
        var answered = in.readUnsignedByte();
        var length = in.readInt();
        if (length < 0 || length > LARGEST_ANSWER_BYTES) {
            throw new IOException("The server announced an answer of %d bytes".formatted(length));
        }
        return new Answer(answered, ByteBuffer.wrap(in.readNBytes(length)));
    }

    private record Answer(int opcode, ByteBuffer body) {

        int errorCode() {
            return body.getInt(0);
        }

        IOException unexpected() {
            if (opcode != ERROR) {
                return new IOException("The server answered with opcode %d".formatted(opcode));
            }
            var message = StandardCharsets.UTF_8.decode(body.slice(6, body.limit() - 6));
            return new IOException("The server answered with error 0x%04x: %s".formatted(errorCode(), message));
        }
    }

    /** The server answers, and does not accept this role with this password. */
    static final class LoginRefused extends Exception {
        LoginRefused(String username) {
            super("the login of role %s is refused".formatted(username));
        }
    }
}

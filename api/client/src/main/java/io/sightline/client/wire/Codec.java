package io.sightline.client.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;

/** Turns frames into messages and messages into frames, in one {@link Encoding}. Thread-safe. */
public final class Codec {
    private final Encoding encoding;
    private final JsonFactory factory;

    private Codec(Encoding encoding) {
        this.encoding = encoding;
        this.factory = encoding.factory();
    }

    public static Codec of(Encoding encoding) {
        return new Codec(encoding);
    }

    public Encoding encoding() {
        return encoding;
    }

    /**
     * Reads one frame. Unknown keys and unknown message types are tolerated, wrong types and passed limits are not.
     *
     * @throws MalformedMessage when the frame is not exactly one message
     */
    public ServerMessage decode(byte[] frame) throws MalformedMessage {
        if (frame.length > Limits.FRAME_BYTES) {
            throw new MalformedMessage("a frame of " + frame.length + " bytes is larger than " + Limits.FRAME_BYTES);
        }
        try (var parser = factory.createParser(frame)) {
            parser.nextToken();
            var message = new ServerMessageReader(parser, () -> type(factory.createParser(frame))).message();
            if (parser.nextToken() != null) {
                throw new MalformedMessage("a frame holds more than one message");
            }
            return message;
        } catch (MalformedMessage e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedMessage("a frame is not " + encoding, e);
        }
    }

    /**
     * Reads the answer of a poll, an array of messages, handing on each as soon as it is read. Memory is bounded by one message.
     *
     * @throws MalformedMessage when the answer is no array of messages; those handed on before stand
     * @throws IOException when reading fails
     */
    public void decodeAll(InputStream answer, Consumer<ServerMessage> each) throws IOException {
        try (var parser = factory.createParser(answer)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new MalformedMessage("the answer of a poll is no array");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                each.accept(element(parser));
            }
        } catch (JsonProcessingException e) {
            throw new MalformedMessage("the answer of a poll is not " + encoding, e);
        }
    }

    /** Writes one message. */
    public byte[] encode(ClientMessage message) {
        var bytes = new ByteArrayOutputStream(256);
        try (var generator = factory.createGenerator(bytes)) {
            new ClientMessageWriter(generator).write(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads one element of an array, which is buffered because its type need not come first. */
    private static ServerMessage element(JsonParser parser) throws IOException {
        long start = parser.currentLocation().getByteOffset();
        try (var buffer = new TokenBuffer(parser)) {
            int depth = 0;
            do {
                var token = parser.currentToken();
                if (token == null) {
                    throw new MalformedMessage("the answer of a poll ends within a message");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                buffer.copyCurrentEvent(parser);
                if (parser.currentLocation().getByteOffset() - start > Limits.FRAME_BYTES) {
                    throw new MalformedMessage("a message is larger than " + Limits.FRAME_BYTES + " bytes");
                }
            } while (depth > 0 && parser.nextToken() != null);
            try (var replay = buffer.asParser()) {
                replay.nextToken();
                return new ServerMessageReader(replay, () -> type(buffer.asParser())).message();
            }
        }
    }

    /** Looks for the type of a message that does not begin with it. */
    private static String type(JsonParser again) throws IOException {
        try (again) {
            again.nextToken();
            while (again.nextToken() == JsonToken.FIELD_NAME) {
                boolean type = again.currentName().equals("t");
                if (again.nextToken() == JsonToken.VALUE_STRING && type) {
                    return again.getText();
                }
                again.skipChildren();
            }
        }
        throw new MalformedMessage("a message has no t");
    }
}

package io.sightline.client.wire;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sightline.client.wire.ClientMessage.Ack;
import io.sightline.client.wire.ClientMessage.Auth;
import io.sightline.client.wire.ClientMessage.Bye;
import io.sightline.client.wire.ClientMessage.Dig;
import io.sightline.client.wire.ClientMessage.Hello;
import io.sightline.client.wire.ClientMessage.Nack;
import io.sightline.client.wire.ClientMessage.Ping;
import org.jspecify.annotations.Nullable;

/** Writes one message. */
final class ClientMessageWriter {
    private static final int VERSION = 1;

    private final JsonGenerator out;

    ClientMessageWriter(JsonGenerator out) {
        this.out = out;
    }

    void write(ClientMessage message) throws IOException {
        out.writeStartObject();
        if (message instanceof Hello hello) {
            hello(hello);
        } else if (message instanceof Ack ack) {
            ack(ack);
        } else if (message instanceof Nack nack) {
            nack(nack);
        } else if (message instanceof Dig dig) {
            dig(dig);
        } else if (message instanceof Auth auth) {
            out.writeStringField("t", "auth");
            out.writeStringField("token", auth.token());
        } else if (message instanceof Ping ping) {
            out.writeStringField("t", "ping");
            out.writeNumberField("at", ping.at());
        } else if (message instanceof Bye) {
            out.writeStringField("t", "bye");
        } else {
            throw new AssertionError(message);
        }
        out.writeEndObject();
    }

    private void hello(Hello hello) throws IOException {
        out.writeStringField("t", "hello");
        out.writeNumberField("v", VERSION);
        optional("token", hello.token());
        out.writeStringField("env", hello.env().word());
        out.writeStringField("inst", hello.inst());
        optional("app", hello.app());
        out.writeArrayFieldStart("caps");
        out.writeEndArray();
        if (hello.me() != null) {
            out.writeStringField("me", hello.me());
            out.writeNumberField("mrev", hello.mrev());
        }
        var cursors = hello.cur();
        if (cursors != null) {
            out.writeArrayFieldStart("cur");
            for (var cursor : cursors) {
                out.writeStartArray();
                out.writeString(cursor.s());
                out.writeString(cursor.e());
                out.writeNumber(cursor.rev());
                out.writeNumber(cursor.g());
                out.writeEndArray();
            }
            out.writeEndArray();
        }
        optional("root", hello.root());
        var resume = hello.resume();
        if (resume != null) {
            out.writeObjectFieldStart("res");
            out.writeStringField("sid", resume.sid());
            out.writeNumberField("n", resume.n());
            out.writeEndObject();
        }
        if (hello.waitSeconds() >= 0) {
            out.writeNumberField("wait", hello.waitSeconds());
        }
    }

    private void ack(Ack ack) throws IOException {
        out.writeStringField("t", "ack");
        out.writeNumberField("n", ack.n());
        if (!ack.bad().isEmpty()) {
            out.writeArrayFieldStart("bad");
            for (var bad : ack.bad()) {
                out.writeStartArray();
                out.writeString(bad.s());
                out.writeString(bad.k());
                out.writeEndArray();
            }
            out.writeEndArray();
        }
    }

    private void nack(Nack nack) throws IOException {
        out.writeStringField("t", "nack");
        out.writeNumberField("n", nack.n());
        optional("s", nack.s());
        out.writeStringField("why", nack.why().name().toLowerCase(Locale.ROOT));
        var have = nack.have();
        if (have != null) {
            out.writeArrayFieldStart("have");
            out.writeString(have.e());
            out.writeNumber(have.rev());
            out.writeEndArray();
        }
    }

    private void dig(Dig dig) throws IOException {
        out.writeStringField("t", "dig");
        out.writeStringField("s", dig.at().s());
        out.writeStringField("e", dig.at().e());
        out.writeNumberField("rev", dig.at().rev());
        out.writeNumberField("g", dig.at().g());
        out.writeFieldName("d");
        digest(dig.whole());
        out.writeArrayFieldStart("leaves");
        for (var leaf : dig.leaves()) {
            digest(leaf);
        }
        out.writeEndArray();
    }

    private void digest(Digest digest) throws IOException {
        out.writeStartArray();
        out.writeNumber(digest.count());
        out.writeString(digest.sum());
        out.writeEndArray();
    }

    private void optional(String key, @Nullable String text) throws IOException {
        if (text != null) {
            out.writeStringField(key, text);
        }
    }
}

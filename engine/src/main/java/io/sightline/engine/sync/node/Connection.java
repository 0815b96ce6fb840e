package io.sightline.engine.sync.node;

/** A client's connection as the edge drives it. Every call is made on the lane's thread. */
public sealed interface Connection permits Session {

    /** A message has come, whole. The bytes are not kept. */
    void received(byte[] message);

    /** The transport can take frames again. */
    void writable();

    /** The connection broke or was closed by the other side. Not called after {@link Transport#close}. */
    void closed();

    /** The session's name in the protocol. */
    String sid();
}

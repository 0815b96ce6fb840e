package io.sightline.engine.runtime;

/**
 * A message that may be meant for another node. {@link MessageCodec} knows its name and its form. Every other message never
 * leaves the process, and says so with Pekko's {@code NoSerializationVerificationNeeded}.
 */
interface RemoteMessage {}

package io.sightline.engine.runtime;

/** What an entity answers to {@link EntityMessage.Inspect}: its state, or where to fetch it when it is too large to be sent. */
sealed interface Inspected extends RemoteMessage permits Versioned, Transfer.Offer {}

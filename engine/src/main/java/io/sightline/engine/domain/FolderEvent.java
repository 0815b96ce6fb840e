package io.sightline.engine.domain;

import java.time.Instant;

/** What has happened to a private folder. */
public sealed interface FolderEvent extends Event
        permits FolderEvent.Created,
                FolderEvent.EditableSet,
                FolderEvent.Deleted,
                FolderEvent.AddressLeft,
                SourceEvent,
                MemberEvent {

    record Created(Epoch epoch, AddressId address, String key, boolean editable, Instant at) implements FolderEvent {}

    record EditableSet(boolean editable) implements FolderEvent {}

    record Deleted(Instant at) implements FolderEvent {}

    /** The address has confirmed that the key is free again. */
    record AddressLeft() implements FolderEvent {}
}

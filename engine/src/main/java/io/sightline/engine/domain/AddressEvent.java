package io.sightline.engine.domain;

import java.time.Instant;
import java.util.List;

/** What has happened to a node of the address tree. */
public sealed interface AddressEvent extends Event
        permits AddressEvent.Created,
                AddressEvent.NodeChanged,
                AddressEvent.ChildAdded,
                AddressEvent.ChildRemoved,
                AddressEvent.FolderAdded,
                AddressEvent.FolderRemoved,
                AddressEvent.Deleted,
                AddressEvent.ParentLeft,
                AddressEvent.Billed,
                SourceEvent,
                MemberEvent {

    record Created(Epoch epoch, AddressNode node, Instant at) implements AddressEvent {}

    record NodeChanged(AddressNode node) implements AddressEvent {}

    record ChildAdded(AddressId child) implements AddressEvent {}

    record ChildRemoved(AddressId child) implements AddressEvent {}

    record FolderAdded(String key, FolderId folder) implements AddressEvent {}

    record FolderRemoved(String key) implements AddressEvent {}

    record Deleted(Instant at) implements AddressEvent {}

    /** The parent has confirmed that the deleted node is no child of it any more. */
    record ParentLeft() implements AddressEvent {}

    /** A billing request has been dealt with; with all it brought about. */
    record Billed(Receipt receipt, List<AddressEvent> brought) implements AddressEvent {
        public Billed {
            brought = List.copyOf(brought);
        }
    }
}

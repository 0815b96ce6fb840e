package io.sightline.engine.domain;

/** What devices tell the owners of sources; every owner understands it. */
public sealed interface SourceCommand extends UserCommand, AddressCommand, FolderCommand, MonitoringObjectCommand {

    /** Shows a device in the source, or shows it anew. */
    record PutDevice(String key, long deviceRevision, DeviceFacts facts) implements SourceCommand {}

    /** Takes a device out of the source; whatever the device said at an earlier revision is void from then on. */
    record RemoveDevice(String key, long deviceRevision) implements SourceCommand {}
}

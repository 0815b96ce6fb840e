package io.sightline.engine.domain;

/** What happens to the devices of a source, whoever owns it. */
public sealed interface SourceEvent extends UserEvent, AddressEvent, FolderEvent, MonitoringObjectEvent {

    record DevicePut(String key, long deviceRevision, DeviceFacts facts) implements SourceEvent {}

    record DeviceRemoved(String key, long deviceRevision) implements SourceEvent {}
}

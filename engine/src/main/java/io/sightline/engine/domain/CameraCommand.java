package io.sightline.engine.domain;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a camera is asked to do. */
public sealed interface CameraCommand extends Command
        permits CameraCommand.Install,
                CameraCommand.Add,
                CameraCommand.ChangeCard,
                CameraCommand.Rename,
                CameraCommand.ChangeProfile,
                CameraCommand.SetUpStreams,
                CameraCommand.ReportStreams,
                CameraCommand.SetArchive,
                CameraCommand.Enable,
                CameraCommand.ReplaceDevice,
                CameraCommand.Attach,
                CameraCommand.Detach,
                CameraCommand.ListIn,
                CameraCommand.Unlist,
                CameraCommand.Watch,
                CameraCommand.SetMode,
                CameraCommand.Entrust,
                CameraCommand.Orphan,
                CameraCommand.Delete,
                BelongingCommand {

    /** Installs the camera, without streams yet. */
    record Install(String name, CameraProfile profile) implements CameraCommand {}

    /** Adds a camera of a user's own; the id says whose. */
    record Add(CameraCard card) implements CameraCommand {}

    /**
     * Describes a camera of a user's own anew. What else a user changes comes behind it in the same list of commands, for this one
     * is refused to whoever may not, also when it says nothing new.
     *
     * @param through the monitoring object that gives the user the right, when it is shared with the user for this; null when
     *     the right is the user's own. Whether the object gives it has been looked at beforehand
     */
    record ChangeCard(UserId by, @Nullable MonitoringObjectId through, CameraCard card) implements CameraCommand {}

    record Rename(String name) implements CameraCommand {}

    record ChangeProfile(CameraProfile profile) implements CameraCommand {}

    /** Sets up streams, at most one of each quality; those that stay keep their status, none at all empties the camera. */
    record SetUpStreams(Set<DeviceFacts.StreamType> streams) implements CameraCommand {
        public SetUpStreams {
            streams = Set.copyOf(streams);
        }
    }

    /** Takes what the media server says of streams; one that was not set up is left out. */
    record ReportStreams(Map<DeviceFacts.StreamType, DeviceFacts.StreamStatus> streams) implements CameraCommand {
        public ReportStreams {
            streams = Map.copyOf(streams);
        }
    }

    /** @param days how far back the archive reaches, or null to leave it open */
    record SetArchive(boolean enabled, @Nullable Integer days) implements CameraCommand {}

    /** Switches the camera on or off by an administrator's hand. */
    record Enable(boolean enabled) implements CameraCommand {}

    /** Swaps the hardware: id, name, places and grants stay, streams begin anew. */
    record ReplaceDevice(NetworkDeviceId device, @Nullable String serialNumber) implements CameraCommand {}

    /**
     * Hangs the camera at an address or in a private folder.
     *
     * @param label the place's name as people read it, or null to keep the one shown
     */
    record Attach(SourceId place, @Nullable String label) implements CameraCommand {}

    record Detach(SourceId place) implements CameraCommand {}

    /**
     * Shows the camera in the source of one user.
     *
     * @param number the user's revision at which it was granted; an older one than the last is void
     * @param archiveDays how much of the archive this user has, or null for all of it
     */
    record ListIn(SourceId source, long number, @Nullable Integer archiveDays) implements CameraCommand {}

    /** Ends showing it there; the user has removed it from the source itself. */
    record Unlist(SourceId source, long number) implements CameraCommand {}

    /**
     * Tells the camera whether there is anybody to record for behind a source in which it shows itself.
     *
     * @param number the revision of the source's owner at which this came to hold; an older one is void
     */
    record Watch(SourceId source, long number, boolean watched) implements CameraCommand {}

    /** Says when the camera itself records, whatever its customer's default; null takes that back. */
    record SetMode(@Nullable RecordingMode mode) implements CameraCommand {}

    /**
     * The camera's holder says how its cameras record and whether they run.
     *
     * @param number the customer's revision at which this came to hold; an older one is void, and so is another customer's
     * @param revived the customer's revision at which every camera was last to be switched on, 0 for never
     */
    record Entrust(UserId customer, long number, RecordingDefaults recording, boolean disabled, long revived)
            implements CameraCommand {}

    /** The holder was deleted for good: the camera stays where it is, nobody's and switched off. */
    record Orphan(UserId customer) implements CameraCommand {}

    /** Closes the camera for good; it leaves every source. */
    record Delete() implements CameraCommand {}
}

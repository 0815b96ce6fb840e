package io.sightline.engine.domain;

import org.jspecify.annotations.Nullable;

/** What a monitoring object is asked to do, and by which user: only the owner may do everything. */
public sealed interface MonitoringObjectCommand extends Command
        permits MonitoringObjectCommand.Create,
                MonitoringObjectCommand.Change,
                MonitoringObjectCommand.SetImage,
                MonitoringObjectCommand.Share,
                MonitoringObjectCommand.Unshare,
                MonitoringObjectCommand.Delete,
                MonitoringObjectCommand.Abandon,
                SourceCommand,
                MemberCommand {

    /** @param epoch drawn by the sender; sent again with the same one it is a repetition */
    record Create(Epoch epoch, ObjectCard card) implements MonitoringObjectCommand {}

    /** Gives it another name and description; its picture stays. */
    record Change(UserId by, Personal name, @Nullable Personal description) implements MonitoringObjectCommand {}

    /** @param image the SHA-256 of a picture that is kept already, or null to take the picture away */
    record SetImage(UserId by, @Nullable String image) implements MonitoringObjectCommand {}

    /** Shares it, and so all that is assigned to it, with another user, or changes what that one may do. */
    record Share(UserId by, UserId user, ObjectRights rights) implements MonitoringObjectCommand {}

    /** Takes it back; whoever has it may give it up as well. */
    record Unshare(UserId by, UserId user) implements MonitoringObjectCommand {}

    /** Deletes it for good; not while it is shared. What is assigned to it stays its owner's. */
    record Delete(UserId by) implements MonitoringObjectCommand {}

    /** Its owner is no more, so it goes, and every share with it. */
    record Abandon() implements MonitoringObjectCommand {}
}

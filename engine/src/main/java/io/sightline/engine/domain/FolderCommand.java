package io.sightline.engine.domain;

/** What a private folder is asked to do. */
public sealed interface FolderCommand extends Command
        permits FolderCommand.Create, FolderCommand.SetEditable, FolderCommand.Delete, SourceCommand, MemberCommand {

    /**
     * Creates the folder. Its address has been asked beforehand, by {@link AddressCommand.AddFolder}.
     *
     * @param epoch drawn by the sender; sent again with the same one it is a repetition
     * @param key names it within its address; 1 to 64 characters
     */
    record Create(Epoch epoch, AddressId address, String key, boolean editable) implements FolderCommand {}

    record SetEditable(boolean editable) implements FolderCommand {}

    /** Only a folder with neither devices nor members can go. */
    record Delete() implements FolderCommand {}
}

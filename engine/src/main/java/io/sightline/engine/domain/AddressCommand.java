package io.sightline.engine.domain;

/** What a node of the address tree is asked to do. */
public sealed interface AddressCommand extends Command
        permits AddressCommand.Create, AddressCommand.OfNode, AddressCommand.OfBilling, SourceCommand, MemberCommand {

    /** The node itself and what lies below it. */
    sealed interface OfNode extends AddressCommand {}

    /** Requests of the billing system that concern no user. */
    sealed interface OfBilling extends AddressCommand {}

    /**
     * Creates the node, or creates it again after it was deleted. The parent has been asked beforehand, by {@link AddChild}.
     *
     * @param epoch drawn by the sender; sent again with the same one it is a repetition
     */
    record Create(Epoch epoch, AddressNode node) implements AddressCommand {}

    record ChangeNode(AddressNode node) implements OfNode {}

    /** Takes a child in; a node that holds devices or folders has none. */
    record AddChild(AddressId child) implements OfNode {}

    record RemoveChild(AddressId child) implements OfNode {}

    /** Takes a private folder in; its key is unique here. */
    record AddFolder(String key, FolderId folder) implements OfNode {}

    record RemoveFolder(String key, FolderId folder) implements OfNode {}

    /** Only a node with neither children nor devices, folders and members can go. */
    record Delete() implements OfNode {}

    /** Carries out a billing request once. */
    record Bill(BillingRequest request, AddressCommand effect) implements OfBilling {}

    /** Keeps a billing request whose outcome was found elsewhere. */
    record Note(BillingRequest request, Outcome outcome, String detail) implements OfBilling {}
}

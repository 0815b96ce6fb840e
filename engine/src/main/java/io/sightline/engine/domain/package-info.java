/**
 * The rules of Sightline: who may see which cameras and intercoms, and what changes that. Ten minutes here should be enough to
 * understand the business.
 *
 * <h2>The cast</h2>
 *
 * <p>An operator sells video surveillance. Its billing system and its administrators decide; its subscribers watch.
 *
 * <ul>
 *   <li>{@link io.sightline.engine.domain.User}: somebody who watches. Created by billing, by an administrator for a time, or as
 *       a sub-user of a main user. It holds addresses, private folders and single cameras.
 *   <li>{@link io.sightline.engine.domain.Camera} and {@link io.sightline.engine.domain.Intercom}: the devices. A camera hangs at
 *       addresses and in folders and may be granted to users one by one; an intercom is shared flat by flat.
 *   <li>{@link io.sightline.engine.domain.Address}: a node of the operator's address tree. What hangs at a leaf, everybody who
 *       holds the address sees. {@link io.sightline.engine.domain.Folder}: a private folder in a leaf, seen only by those who
 *       hold the folder.
 *   <li>{@link io.sightline.engine.domain.Login}: a login name, so that two users can never hold one. {@link
 *       io.sightline.engine.domain.NetworkDevice}: a camera's hardware, by its MAC address. {@link
 *       io.sightline.engine.domain.Operation}: a synchronisation that an operator asked for, with what it found.
 *   <li>{@link io.sightline.engine.domain.TariffCatalogue}: the tariff plans on offer. {@link
 *       io.sightline.engine.domain.Subscription}: the plan of one user who has access only with one, and what the operator's
 *       billing says of it. {@link io.sightline.engine.domain.Analytics}: a main user's licences and the analytics cases made of
 *       them. {@link io.sightline.engine.domain.LicencePool}: the licences of the deployment.
 *   <li>{@link io.sightline.engine.domain.DeviceTariff}: a tariff that is paid for single cameras or trackers. {@link
 *       io.sightline.engine.domain.Ledger}: a user's balance, and what each device was paid for.
 *   <li>{@link io.sightline.engine.domain.Tracker} and {@link io.sightline.engine.domain.MonitoringObject}: what users own and
 *       share with each other. An object is a source too: trackers and cameras of one owner, put together. {@link
 *       io.sightline.engine.domain.TrackerModels}: the models there are.
 *   <li>{@link io.sightline.engine.domain.Customer}: a main user as somebody one does business with: its profile, the areas of
 *       the platform that are on for it and its sub-users, and how the cameras record whose holder it is.
 * </ul>
 *
 * <h2>How access works</h2>
 *
 * <p>A {@link io.sightline.engine.domain.Source} is a versioned map of devices. Each address and each folder is one, and each
 * user has one of its own. A user's {@link io.sightline.engine.domain.Manifest} names the sources the user holds, and how: with
 * archive, movable, locked ({@link io.sightline.engine.domain.ViewClass}). What the user sees is the union over the sources of
 * the manifest. So one camera more at an address of five thousand residents is one change of one source, and one user paused is
 * one change of one manifest.
 *
 * <p>A user has no access while any {@link io.sightline.engine.domain.SuspensionCause} holds, and each cause is lifted by the
 * side that set it. A sub-user has what its main user has <em>and</em> has chosen for it, never more: see {@link
 * io.sightline.engine.domain.Ceiling}. A camera a user holds as blocked is shown as locked, whatever else grants it.
 *
 * <h2>How to read the code</h2>
 *
 * <p>Each entity is three files: {@code XCommand}, what it is asked; {@code XEvent}, what has happened, kept for ever; and {@code
 * X}, the two functions between them. {@link io.sightline.engine.domain.Entity#decide} reads and may refuse; {@link
 * io.sightline.engine.domain.Entity#apply} changes and is total. Doing something twice does nothing the second time. Where much
 * follows from an event, a draft ({@code AccountDraft}, {@code CameraDraft}) takes it in and works the rest out; where many
 * commands are alike, their rules stand together ({@code AccessRules}, {@code FamilyRules}).
 *
 * <p>Entities never ask each other. What one owes another is a value that follows from its state ({@link
 * io.sightline.engine.domain.Obligation}) and is told until it is answered: a camera tells the places where it hangs what it
 * shows, a user tells its places that it has come, a main user tells its sub-users what it passes down. Words may come twice and
 * late, so each carries a number of the side that speaks, and the listener keeps the last one. Taking away is owed until
 * every client that could still see it has been fenced off.
 *
 * <p>A {@link io.sightline.engine.domain.BillingRequest} is carried by {@code Bill} together with the command it amounts to; the
 * {@link io.sightline.engine.domain.Receipt} and all it brought about are one event, so a request has exactly one effect for the
 * life of the entity ({@link io.sightline.engine.domain.Requests}). How much of everything there may be is said in {@link
 * io.sightline.engine.domain.Limits}.
 *
 * <p>Plain immutable values: no clock, no randomness, no I/O, no actor. Imports {@code java.*}, persistent collections, Jackson's
 * annotations and nothing else of ours; everything else of ours may import it.
 */
@NullMarked
package io.sightline.engine.domain;

import org.jspecify.annotations.NullMarked;

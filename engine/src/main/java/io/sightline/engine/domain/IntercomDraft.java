package io.sightline.engine.domain;

import org.pcollections.PMap;

/** An intercom between one event and the next; finds out which users are shown anything new. */
final class IntercomDraft {

    private final InstalledIntercom before;
    private final long revision;
    private IntercomSpec spec;
    private IntercomCommand.Operational operational;
    private boolean online;
    private boolean restrictLive;
    private boolean restrictArchive;
    private PMap<Integer, IntercomCommand.Lines> lines;
    private PMap<String, IntercomKey> keys;
    private PMap<UserId, InstalledIntercom.Linked> links;
    private PMap<UserId, Long> leaving;

    IntercomDraft(InstalledIntercom before, long revision) {
        this.before = before;
        this.revision = revision;
        spec = before.spec();
        operational = before.operational();
        online = before.online();
        restrictLive = before.restrictLive();
        restrictArchive = before.restrictArchive();
        lines = before.lines();
        keys = before.keys();
        links = before.links();
        leaving = before.leaving();
    }

    IntercomDraft happened(IntercomEvent event) {
        if (event instanceof IntercomEvent.SpecChanged changed) {
            spec = changed.spec();
        } else if (event instanceof IntercomEvent.OperationalSet set) {
            operational = set.operational();
        } else if (event instanceof IntercomEvent.OnlineSet set) {
            online = set.online();
        } else if (event instanceof IntercomEvent.Restricted restricted) {
            restrictLive = restricted.live();
            restrictArchive = restricted.archive();
        } else if (event instanceof IntercomEvent.LinesSet set) {
            lines = lines.plus(set.flat(), set.lines());
        } else if (event instanceof IntercomEvent.KeyPut put) {
            keys = keys.plus(put.key().number(), put.key());
        } else if (event instanceof IntercomEvent.KeysRemoved removed) {
            keys = keys.minusAll(removed.numbers());
        } else {
            linked(event);
        }
        return this;
    }

    private void linked(IntercomEvent event) {
        if (event instanceof IntercomEvent.Linked linked) {
            links = links.plus(linked.user(), new InstalledIntercom.Linked(linked.link(), revision));
            leaving = leaving.minus(linked.user());
        } else if (event instanceof IntercomEvent.Unlinked unlinked) {
            links = links.minus(unlinked.user());
            leaving = leaving.plus(unlinked.user(), revision);
        } else if (event instanceof IntercomEvent.LinkDropped dropped) {
            links = links.minus(dropped.user());
        } else if (event instanceof IntercomEvent.RemovalConfirmed confirmed) {
            leaving = leaving.minus(confirmed.user());
        } else {
            throw new AssertionError(event);
        }
    }

    InstalledIntercom seal() {
        InstalledIntercom next = with(links);
        boolean may = !spec.equals(before.spec())
                || !keys.equals(before.keys())
                || online != before.online()
                || restrictLive != before.restrictLive()
                || restrictArchive != before.restrictArchive();
        if (!may) {
            return next;
        }
        PMap<UserId, InstalledIntercom.Linked> shown = links;
        for (var each : links.entrySet()) {
            IntercomLink link = each.getValue().link();
            if (!next.facts(each.getKey(), link).equals(before.facts(each.getKey(), link))) {
                shown = shown.plus(each.getKey(), new InstalledIntercom.Linked(link, revision));
            }
        }
        return with(shown);
    }

    private InstalledIntercom with(PMap<UserId, InstalledIntercom.Linked> shown) {
        return new InstalledIntercom(
                before.id(),
                before.createdAt(),
                spec,
                operational,
                online,
                restrictLive,
                restrictArchive,
                lines,
                keys,
                shown,
                leaving);
    }
}

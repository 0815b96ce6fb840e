package io.sightline.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whether a user has shown that mail to the own address arrives, by following a link that was sent there. Only the latest link
 * counts, once, and only until it has run out.
 *
 * @param number of the latest link; what is numbered otherwise is void
 * @param goodUntil when the latest link runs out; null when there is none, or none any more
 * @param sent when links were made within the last day, oldest first
 */
public record MailProof(
        boolean verified, long number, @Nullable Instant goodUntil, List<Instant> sent) {

    private static final Duration DAY = Duration.ofDays(1);

    public MailProof {
        sent = List.copyOf(sent);
    }

    public static MailProof none() {
        return new MailProof(false, 0, null, List.of());
    }

    /** When the next link may be made; not after {@code now} when it may be at once. */
    public Instant nextAt(MailRules rules, Instant now) {
        List<Instant> recent = within(now);
        if (recent.isEmpty()) {
            return now;
        }
        Instant apart = recent.get(recent.size() - 1).plus(rules.apart());
        if (recent.size() < rules.aDay()) {
            return apart;
        }
        Instant room = recent.get(recent.size() - rules.aDay()).plus(DAY);
        return room.isAfter(apart) ? room : apart;
    }

    private List<Instant> within(Instant now) {
        return sent.stream().filter(at -> at.isAfter(now.minus(DAY))).toList();
    }

    boolean isGood(long link, Instant now) {
        return link == number && goodUntil != null && goodUntil.isAfter(now);
    }

    MailProof offered(Instant until, Instant at) {
        List<Instant> more = new ArrayList<>(within(at));
        more.add(at);
        return new MailProof(false, number + 1, until, more);
    }

    MailProof proved() {
        return new MailProof(true, number, null, sent);
    }

    /** Of another address nothing is known; what was sent to the earlier one proves nothing of it. */
    MailProof ofAnotherAddress() {
        return new MailProof(false, number + 1, null, sent);
    }
}

package io.sightline.simulator;

/** What must hold, whatever happens. The numbers are those by which the protocol's tests speak of them. */
enum Invariant {
    I1("when all is quiet every client holds exactly what its manifest and the sources say"),
    I2("a client's copy of a source at a revision is the source at that revision, after every frame"),
    I3("once the revocation of a grant is acknowledged no frame carries data under it"),
    I4("once the removal of a device is acknowledged no frame carries what it was before"),
    I5("an acknowledgement waits for one lease and a second at the most"),
    I6("revisions go forward, no entry is applied twice, and no frame is refused for its base"),
    I7("what was acknowledged is part of every frontier begun later"),
    I8("a node sends only what it holds under a lease that the owner still counts"),
    I10("no frame speaks of a source that the session's manifest does not name"),
    I11("equal roots mean an equal copy, and a digest finds every difference"),
    I13("coming back in the same epoch costs what has changed and no more"),
    I14("an epoch is never used again, and a revision has one content for ever"),
    I15("a device is in view when at least one granted source has it, and only then"),
    I17("a client that holds a source of this epoch under this grant is never sent the whole of it again"),
    I19("refusals end after three exchanges, and hellos keep their pace"),
    I20("every value is explained by the grant under which it is sent: source, selection and view class"),
    SOUND("the code throws nothing and every message leads to finitely many others");

    private final String rule;

    Invariant(String rule) {
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}

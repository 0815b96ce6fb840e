package io.sightline.engine.sync.feed;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sightline.engine.domain.EntityRef;
import io.sightline.engine.domain.SourceId;
import io.sightline.engine.domain.UserId;

/** A history that nodes watch. A user owns two: the manifest and the user's own source. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Feed.OfSource.class, name = "source"),
    @JsonSubTypes.Type(value = Feed.OfManifest.class, name = "manifest")
})
public sealed interface Feed {

    /** The entity that writes it. */
    EntityRef owner();

    record OfSource(SourceId source) implements Feed {
        @Override
        public EntityRef owner() {
            return source.owner();
        }
    }

    record OfManifest(UserId user) implements Feed {
        @Override
        public EntityRef owner() {
            return user.ref();
        }
    }
}

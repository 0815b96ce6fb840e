package io.sightline.engine.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.sightline.engine.domain.Command;
import io.sightline.engine.domain.Entity;
import io.sightline.engine.domain.Event;
import io.sightline.engine.domain.Selection;
import io.sightline.engine.domain.UserOrigin;

/**
 * How values of the domain look as JSON or CBOR wherever they go, to the store or to another node: by the names of {@link
 * Vocabulary}, without nulls, and such that a reader passes over what it does not know.
 */
public final class DomainForms {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = Vocabulary.NAME_PROPERTY)
    private interface Named {}

    private DomainForms() {}

    /** Teaches a mapper to be; what {@code builder} had before stays. */
    public static MapperBuilder<?, ?> addTo(MapperBuilder<?, ?> builder) {
        SimpleModule collections = new SimpleModule("sightline-domain") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.addDeserializers(new PersistentCollections());
            }
        };
        return builder.addModules(new Jdk8Module(), new JavaTimeModule(), new ParameterNamesModule(), collections)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .addMixIn(Command.class, Named.class)
                .addMixIn(Event.class, Named.class)
                .addMixIn(Entity.class, Named.class)
                .addMixIn(UserOrigin.class, Named.class)
                .addMixIn(Selection.class, Named.class)
                .registerSubtypes(Vocabulary.all());
    }
}

package io.sightline.engine.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** Reads the persistent maps, sets and lists of states; writing them needs nothing, because they are maps, sets and lists. */
final class PersistentCollections extends Deserializers.Base {

    @Override
    public @Nullable JsonDeserializer<?> findMapDeserializer(
            MapType type,
            DeserializationConfig config,
            BeanDescription description,
            @Nullable KeyDeserializer keys,
            @Nullable TypeDeserializer valueType,
            @Nullable JsonDeserializer<?> values) {
        if (!PMap.class.equals(type.getRawClass())) {
            return null;
        }
        JavaType plain =
                config.getTypeFactory().constructMapType(HashMap.class, type.getKeyType(), type.getContentType());
        return new StdDelegatingDeserializer<>(
                new Into<Map<Object, Object>, PMap<Object, Object>>(plain, type, HashTreePMap::from));
    }

    @Override
    public @Nullable JsonDeserializer<?> findCollectionDeserializer(
            CollectionType type,
            DeserializationConfig config,
            BeanDescription description,
            @Nullable TypeDeserializer elementType,
            @Nullable JsonDeserializer<?> elements) {
        JavaType plain = config.getTypeFactory().constructCollectionType(ArrayList.class, type.getContentType());
        if (PVector.class.equals(type.getRawClass())) {
            return new StdDelegatingDeserializer<>(
                    new Into<List<Object>, PVector<Object>>(plain, type, TreePVector::from));
        }
        if (!PSet.class.equals(type.getRawClass())) {
            return null;
        }
        return new StdDelegatingDeserializer<>(new Into<List<Object>, PSet<Object>>(plain, type, HashTreePSet::from));
    }

    private record Into<A, B>(JavaType from, JavaType to, Function<A, B> change) implements Converter<A, B> {

        @Override
        public B convert(A value) {
            return change.apply(value);
        }

        @Override
        public JavaType getInputType(TypeFactory types) {
            return from;
        }

        @Override
        public JavaType getOutputType(TypeFactory types) {
            return to;
        }
    }
}

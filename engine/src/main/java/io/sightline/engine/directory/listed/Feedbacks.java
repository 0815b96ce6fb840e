package io.sightline.engine.directory.listed;

import java.util.List;
import java.util.Optional;

import io.sightline.engine.directory.Derivation;
import io.sightline.engine.directory.Document;
import io.sightline.engine.directory.DocumentKind;
import io.sightline.engine.directory.Field;
import io.sightline.engine.domain.Feedback;
import io.sightline.engine.domain.Kind;

import static io.sightline.engine.directory.Field.Use.FACET;
import static io.sightline.engine.directory.Field.Use.FILTER;
import static io.sightline.engine.directory.Field.Use.SEARCH;
import static io.sightline.engine.directory.Field.Use.SORT;

/** What users had to say to the operator. */
public final class Feedbacks {

    public static final DocumentKind KIND = new DocumentKind(
            "feedback",
            2,
            new DocumentKind.Owner("user", Users.KIND.name()),
            List.of(
                    Field.text("name", SEARCH, SORT),
                    Field.text("email", SEARCH),
                    Field.text("phone", SEARCH),
                    Field.text("message", SEARCH),
                    Field.code("user", FILTER),
                    Field.code("administrator", FILTER),
                    Field.code("status", FILTER, FACET),
                    Field.time("createdAt", FILTER, SORT),
                    Field.code("addressIds", FILTER).borrowing("addressIds"),
                    Field.code("folderIds", FILTER).borrowing("folderIds"),
                    Field.code("cameraIds", FILTER).borrowing("cameraIds"),
                    Field.code("intercomIds", FILTER).borrowing("intercomIds")));

    public static final Derivation.OfState<Feedback> DERIVATION =
            new Derivation.OfState<>(KIND, Kind.FEEDBACK, Feedback.class, Feedbacks::document);

    private Feedbacks() {}

    private static Optional<Document> document(Feedback feedback) {
        if (feedback.form() == null
                || feedback.leftAt() == null
                || feedback.form().message().isRedacted()) {
            return Optional.empty();
        }
        Document.Builder document = Document.of(KIND, feedback.id().value())
                .text("name", feedback.form().name().text())
                .text("email", feedback.form().email().text())
                .text("phone", feedback.form().phone().text())
                .text("message", feedback.form().message().text())
                .code("user", feedback.id().owner().value())
                .code("status", feedback.isClosed() ? "closed" : "open")
                .time("createdAt", feedback.leftAt());
        if (feedback.administrator() != null) {
            document.code("administrator", feedback.administrator());
        }
        return Optional.of(document.build());
    }
}

package io.sightline.node;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import com.typesafe.config.Config;
import io.sightline.api.mail.FolderMailer;
import io.sightline.api.mail.MailSettings;
import io.sightline.api.mail.SmtpMailer;
import io.sightline.api.operator.HttpOperatorBilling;
import io.sightline.api.operator.OperatorSettings;
import io.sightline.engine.activation.Mailer;
import io.sightline.engine.billing.ListedCsaDirectory;
import io.sightline.engine.domain.Kind;
import io.sightline.engine.runtime.SyncNode;
import io.sightline.engine.service.OperatorBilling;
import io.sightline.engine.service.ServicePolls;
import io.sightline.engine.service.ServiceSettings;

/** What a node has to do with beyond its store and its clients, as the settings name it. */
final class Outside {

    private Outside() {}

    /** The operator's billing, asked by the subscriptions on this node when they are due; one that never answers if there is none. */
    static OperatorBilling operatorBilling(SyncNode node, Config config) {
        ServiceSettings service = ServiceSettings.from(config);
        Optional<OperatorSettings> operator = OperatorSettings.from(config);
        if (service.rules().polled() && operator.isEmpty()) {
            throw new StartException(
                    "services are to be polled and no operator's billing is known: set sightline.operator-billing.url or switch"
                            + " sightline.service.poll off");
        }
        if (operator.isEmpty()) {
            return OperatorBilling.none();
        }
        var billing = new HttpOperatorBilling(operator.get(), new SecureRandom());
        var polls = new ServicePolls(node.engine(), billing, service);
        node.errands().serve(Kind.SUBSCRIPTION, polls::due);
        return billing;
    }

    /** Through a server, or, where there is none, into a folder. */
    static Mailer mailer(Config config, NodeSettings settings, InstantSource clock) {
        MailSettings mail = MailSettings.from(config);
        return mail.server()
                .<Mailer>map(server -> new SmtpMailer(mail, server, clock))
                .orElseGet(() ->
                        new FolderMailer(mail.outbox().orElse(settings.home().resolve("outbox")), mail.from(), clock));
    }

    /** The file of address codes, read once; no codes when there is none. */
    static ListedCsaDirectory csaDirectory(Config config) {
        String file = config.getString("sightline.billing.csa-directory");
        if (file.isEmpty()) {
            return new ListedCsaDirectory(List.of());
        }
        try {
            return ListedCsaDirectory.read(Path.of(file));
        } catch (IOException failed) {
            throw new StartException(
                    "cannot read the directory of address codes from " + file
                            + ": mend sightline.billing.csa-directory",
                    failed);
        }
    }
}

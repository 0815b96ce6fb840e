package io.sightline.api.admin;

import io.sightline.engine.domain.LoginId;
import java.util.concurrent.CompletionStage;

/** What the admin plane needs to know of logins and passwords, both of which others keep the secrets of. */
public interface Credentials {

    /** The id a login name stands under; the same for everybody who asks. */
    LoginId login(String text);

    /** The argon2id hash of a password in PHC text; fails when too many wait for theirs. */
    CompletionStage<String> hash(String password);
}

package io.sightline.engine.domain;

import java.time.Duration;

/**
 * How often a user may be sent a link that proves the mail address, and how long it is good.
 *
 * @param apart between two mails at least
 * @param aDay mails within 24 hours at most
 * @param good how long a link can be followed
 */
public record MailRules(Duration apart, int aDay, Duration good) {}

package io.sightline.api.edge;

import io.sightline.api.own.OwnApi;
import io.sightline.api.pages.Pages;

/**
 * What the client plane has for people with a browser.
 *
 * @param pages of the web client
 * @param api answers users about themselves
 */
public record Site(Pages pages, OwnApi api) {}

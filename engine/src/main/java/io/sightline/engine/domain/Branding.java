package io.sightline.engine.domain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How a customer's users see the platform.
 *
 * @param name what stands in place of the operator's
 * @param loginText for the page where its users sign in
 * @param primary of buttons and links; colours are six hex digits behind a number sign
 */
public record Branding(
        Personal name,
        @Nullable Personal loginText,
        String primary,
        String background,
        String text,
        @Nullable Logo logo) {

    /** The most characters of a logo in Base64: 12 KiB of image. */
    public static final int LOGO = 16 * 1_024;

    private static final int LOGIN_TEXT = 1_000;
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    /** What is read of a text at least, and of what is larger (WCAG 2.2, 1.4.3 and 1.4.11). */
    private static final double READABLE = 4.5;

    private static final double VISIBLE = 3;

    /** Images that hold no script and refer to nothing. */
    public enum ImageType {
        PNG("\u0089PNG\r\n\u001a\n"),
        JPEG("\u00ff\u00d8\u00ff");

        /** Its first bytes, a character each. */
        private final String beginning;

        ImageType(String beginning) {
            this.beginning = beginning;
        }

        boolean begins(byte[] image) {
            return image.length > beginning.length()
                    && new String(image, 0, beginning.length(), StandardCharsets.ISO_8859_1).equals(beginning);
        }
    }

    /** @param data the image in Base64 */
    public record Logo(ImageType type, Personal data) {

        boolean isSound() {
            if (data.text().length() > LOGO) {
                return false;
            }
            try {
                return type.begins(Base64.getDecoder().decode(data.text()));
            } catch (IllegalArgumentException notBase64) {
                return false;
            }
        }
    }

    /** The part that is out of range, or nothing. */
    Optional<String> fault() {
        if (name.text().isBlank() || name.text().length() > Limits.NAME) {
            return Optional.of("name");
        }
        if (loginText != null && loginText.text().length() > LOGIN_TEXT) {
            return Optional.of("loginText");
        }
        if (!COLOUR.matcher(background).matches()) {
            return Optional.of("background");
        }
        if (!COLOUR.matcher(text).matches() || contrast(text, background) < READABLE) {
            return Optional.of("text");
        }
        if (!COLOUR.matcher(primary).matches() || contrast(primary, background) < VISIBLE) {
            return Optional.of("primary");
        }
        return logo == null || logo.isSound() ? Optional.empty() : Optional.of("logo");
    }

    /** How far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio). */
    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}

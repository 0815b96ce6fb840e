package io.sightline.engine.directory;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * How text is read in a search, the same in every index. Case and accents do not count. A word of a search of three characters
 * or more is found anywhere in a field, a shorter one only at the beginning of one of the field's words. Words are what white
 * space divides.
 */
public final class Words {

    /** Words in one search; more are refused. */
    public static final int MOST = 8;

    /** Characters in one search; more are refused. */
    public static final int CHARACTERS = 200;

    /** From how many code points on a word is found anywhere. */
    public static final int ANYWHERE = 3;

    /** Two texts that agree so far, folded, are in order by their ids. */
    public static final int SORTED_CHARACTERS = 100;

    private static final String SPACE = " \t\n\u000B\f\r";

    // Letters that Unicode does not take apart into a letter and a mark.
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('ø', "o"),
            Map.entry('ł', "l"),
            Map.entry('đ', "d"),
            Map.entry('ħ', "h"),
            Map.entry('ŧ', "t"),
            Map.entry('ı', "i"),
            Map.entry('ß', "ss"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('þ', "th"),
            Map.entry('ð', "d"));

    private Words() {}

    /** The text in small letters and without accents; what looks alike in several forms of Unicode becomes one. */
    public static String fold(String text) {
        if (isPlain(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        // Taken apart after it is made small, too: making small can put marks on.
        String apart = Normalizer.normalize(
                Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(apart.length());
        for (int at = 0; at < apart.length(); at++) {
            char letter = apart.charAt(at);
            if (Character.getType(letter) != Character.NON_SPACING_MARK) {
                String known = LETTERS.get(letter);
                folded.append(known == null ? String.valueOf(letter) : known);
            }
        }
        return folded.toString();
    }

    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The words of a text, folded. */
    public static List<String> of(String text) {
        StringTokenizer between = new StringTokenizer(fold(text), SPACE);
        List<String> words = new ArrayList<>();
        while (between.hasMoreTokens()) {
            words.add(between.nextToken());
        }
        return List.copyOf(words);
    }

    /** Whether a word of a search is long enough to be found anywhere. */
    public static boolean isAnywhere(String word) {
        return word.codePointCount(0, word.length()) >= ANYWHERE;
    }

    /** Whether a word of a search is found in a folded text of these words. */
    static boolean found(String word, List<String> words) {
        return isAnywhere(word)
                ? words.stream().anyMatch(each -> each.contains(word))
                : words.stream().anyMatch(each -> each.startsWith(word));
    }

    /** Whether a search finds some texts: each of its words is found in one of them. */
    public static boolean areFound(String search, List<String> texts) {
        List<List<String>> words = texts.stream().map(Words::of).toList();
        return of(search).stream().allMatch(word -> words.stream().anyMatch(each -> found(word, each)));
    }

    /** What a text is sorted by: folded, and no longer than {@link #SORTED_CHARACTERS}. */
    public static String sortKey(String text) {
        String folded = fold(text);
        if (folded.length() <= SORTED_CHARACTERS) {
            return folded;
        }
        int end = Character.isHighSurrogate(folded.charAt(SORTED_CHARACTERS - 1))
                ? SORTED_CHARACTERS - 1
                : SORTED_CHARACTERS;
        return folded.substring(0, end);
    }

    /** The order of sort keys and codes: by code points, as UTF-8 has it. */
    public static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

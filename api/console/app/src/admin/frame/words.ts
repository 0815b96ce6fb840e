import polyglotI18nProvider from "ra-i18n-polyglot";
import english from "ra-language-english";

/** The texts of the frame; those of pages stand where they are shown. */
export const words = polyglotI18nProvider(() => english, "en", [{ locale: "en", name: "English" }], { allowMissing: true });

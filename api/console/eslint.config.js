import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** Where a text is shown to people, in syntax: elements' contents, and what has one of these names. */
const SHOWN = "/^(label|title|aria-label|placeholder|alt|hint|help|helperText|action|confirm|confirmed|effect|because|none|search|says|detail|primaryText)$/";
const WORDS = "/^(?!Sightline$)[^]*[A-Za-z]{2,}/";
const PLACES = [`JSXAttribute[name.name=${SHOWN}]`, `JSXAttribute[name.name=${SHOWN}] > JSXExpressionContainer`, `Property[key.name=${SHOWN}]`];
const BARE = [
  `JSXText[value=${WORDS}]`,
  ...PLACES.flatMap((place) => [place, `${place} > ConditionalExpression`]).flatMap((place) => [
    ...["value", "expression", "consequent", "alternate"].map((part) => `${place} > Literal.${part}[value=${WORDS}]`),
    `${place} > TemplateLiteral > TemplateElement[value.raw=${WORDS}]`,
  ]),
];

export default tseslint.config(
  { ignores: ["**/dist/**", "**/generated/**", "**/*.js", "**/*.mjs"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_" }],
      eqeqeq: "error",
    },
  },
  {
    // Every text of the pages is in the catalogues.
    files: ["app/src/**"],
    rules: { "no-restricted-syntax": ["error", ...BARE.map((selector) => ({ selector, message: "Translate it: t(\"…\")." }))] },
  },
);

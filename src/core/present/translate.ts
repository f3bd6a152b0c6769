/**
 * How user-visible English becomes the reader's language, without knowing who translates.
 */

/** Translates a message and fills its placeholders `{0}`, `{1}`, …; has the shape of the editor's own `l10n.t`. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** Leaves the message in English and fills the placeholders. */
export const untranslated: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));

/**
 * The Studio gives every field of a form the direction of its own language, which puts the full stop of an English
 * text to its left in Arabic. Our texts say in their names which language they are in.
 */
export const studioCss = `[data-field$="_en"] :is(input, textarea) { direction: ltr; }
[data-field$="_ar"] :is(input, textarea) { direction: rtl; }
`;

/** A name inside a sentence of the other direction: without this, what follows it is drawn in the wrong order. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;

export type Values = Readonly<Record<string, string | number>>;

/** Puts values in the place of `{name}`; a name without a value stays as it is. */
export const fillIn = (pattern: string, values: Values): string =>
	pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

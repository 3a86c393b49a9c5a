/** A timestamp of a table of ours, as its driver hands it over: SQLite keeps milliseconds. */
export const readMoment = (value: unknown): string => new Date(value as Date | number | string).toISOString();

export const readMomentOrNull = (value: unknown): string | null =>
	value === null || value === undefined ? null : readMoment(value);

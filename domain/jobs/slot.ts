/**
 * What makes two requests for a job the same job: there is one row for each name and slot.
 */
export interface Slot {
	readonly name: string;
	/**
	 * Whether asking again means that something is to be done again. False for a point in time, which happens once;
	 * true for a thing that changes, such as one person's profile.
	 */
	readonly coalesces: boolean;
}

/** As long as the column. */
export const longestSlot = 128;

/** A run by hand: every one is a job of its own. */
export const manualSlot = (id: string): Slot => ({ name: `manual:${id}`, coalesces: false });

/** All requests about one thing come to one job, which runs again when asked for while it runs. */
export const keySlot = (key: string): Slot => ({ name: `key:${key}`, coalesces: true });

/** A slot by its name, such as a date somebody wants to make up: once, whoever asks. */
export const namedSlot = (name: string): Slot => ({ name, coalesces: name.startsWith('key:') });

import type { JsonObject } from '../jobs/job.ts';

/** What an administrator chooses for a job in a flow; what is left empty is the job's own choice. */
export interface HousekeepingOptions {
	/** YYYY-MM-DD: of aggregation the last date that counts, of archiving the first that stays. */
	readonly date?: string | null;
	readonly wait_minutes?: number | null;
}

const defaultWaitMinutes = 120;

/** The Studio hands over empty text for a field that was cleared. */
export const payloadOf = (key: string, { date }: HousekeepingOptions): JsonObject =>
	date ? { [key]: date } : {};

export const waitOf = ({ wait_minutes }: HousekeepingOptions): number => wait_minutes ?? defaultWaitMinutes;

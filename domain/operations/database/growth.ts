/** How large a table was on a day. */
export interface DaySize {
	/** YYYY-MM-DD, UTC. */
	readonly day: string;
	readonly table: string;
	readonly bytes: number;
	readonly rows: number;
}

const dayMs = 86_400_000;

/**
 * Bytes a day by which each table grows, from the first to the last day that is known; a table that shrank has a
 * negative one. Without two days nothing is known of a table.
 */
export function growthByTable(sizes: readonly DaySize[]): ReadonlyMap<string, number> {
	const ends = new Map<string, { first: DaySize; last: DaySize }>();
	for (const size of sizes) {
		const known = ends.get(size.table);
		ends.set(size.table, {
			first: known && known.first.day <= size.day ? known.first : size,
			last: known && known.last.day >= size.day ? known.last : size,
		});
	}
	return new Map(
		[...ends].flatMap(([table, { first, last }]) => {
			const days = (Date.parse(last.day) - Date.parse(first.day)) / dayMs;
			return days > 0 ? [[table, (last.bytes - first.bytes) / days] as const] : [];
		}),
	);
}

const farAway = 3_650;

/**
 * In how many days the space is used up when it goes on like this.
 *
 * @param free bytes; null when nobody knows
 * @returns null when nothing grows, nobody knows, or it is more than ten years away
 */
export function daysUntilFull(free: number | null, bytesPerDay: number): number | null {
	if (free === null || bytesPerDay <= 0) return null;
	const days = Math.floor(Math.max(0, free) / bytesPerDay);
	return days > farAway ? null : days;
}

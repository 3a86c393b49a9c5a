/** How many days, weeks and months keep a backup each: the newest that was taken in them (UTC, weeks from Monday). */
export interface KeptPeriods {
	readonly days: number;
	readonly weeks: number;
	readonly months: number;
}

/** A backup, as far as it matters for how long it stays. */
export interface KeepableBackup {
	readonly id: string;
	/** ms since 1970. */
	readonly takenAt: number;
	readonly isVerified: boolean;
}

/** As `parsePeriods` reads it. */
export const defaultPeriods = '7d,4w,6m';

const dayMs = 86_400_000;
/** 1 January 1970 was a Thursday. */
const daysBeforeFirstMonday = 4;

/**
 * The backups to delete: verified ones that no kept day, week or month needs, and others that are older than a verified
 * one. Periods without a backup are not counted, so an outage deletes nothing. The newest verified backup always stays,
 * and so does everything that is newer.
 */
export function expiredBackups<Backup extends KeepableBackup>(
	backups: readonly Backup[],
	periods: KeptPeriods,
): Backup[] {
	const newestFirst = backups.toSorted(
		(one, other) => other.takenAt - one.takenAt || (one.id < other.id ? -1 : 1),
	);
	const verified = newestFirst.filter(({ isVerified }) => isVerified);
	const [newest] = verified;
	if (!newest) return [];

	const kept = new Set<string>([
		newest.id,
		...newestOfEach(verified, dayOf, periods.days),
		...newestOfEach(verified, weekOf, periods.weeks),
		...newestOfEach(verified, monthOf, periods.months),
	]);
	return newestFirst.filter(({ id, takenAt, isVerified }) =>
		isVerified ? !kept.has(id) : takenAt < newest.takenAt,
	);
}

/** Of the newest so many periods that have a backup, the newest in each. */
function newestOfEach(
	newestFirst: readonly KeepableBackup[],
	periodOf: (takenAt: number) => string,
	count: number,
): string[] {
	const newest = new Map<string, string>();
	for (const { id, takenAt } of newestFirst) {
		const period = periodOf(takenAt);
		if (newest.has(period)) continue;
		if (newest.size === count) break;
		newest.set(period, id);
	}
	return [...newest.values()];
}

const dayOf = (takenAt: number): string => String(Math.floor(takenAt / dayMs));
const weekOf = (takenAt: number): string =>
	String(Math.floor((Math.floor(takenAt / dayMs) + daysBeforeFirstMonday - 1) / 7));
const monthOf = (takenAt: number): string => new Date(takenAt).toISOString().slice(0, 7);

const notation = /^(\d{1,3})d,(\d{1,3})w,(\d{1,3})m$/;

/**
 * Reads `7d,4w,6m`.
 *
 * @throws {Error} with the remedy
 */
export function parsePeriods(text: string): KeptPeriods {
	const [, days, weeks, months] = notation.exec(text.replaceAll(' ', '')) ?? [];
	if (days === undefined) throw new Error('use days, weeks and months to keep a backup of, such as 7d,4w,6m');
	if (Number(days) < 1) throw new Error('keep backups of one day at least, such as 1d,0w,0m');
	return { days: Number(days), weeks: Number(weeks), months: Number(months) };
}

import type { CivilDate } from '../time/civil-date.ts';
import type { Recomputation } from './recompute.ts';

/**
 * The dates as of which somebody gets rows, the earliest first: those that a night computes again, from the day on
 * which we first knew of the person. The last is always among them, so that nobody is without figures; and where no
 * streak was stored to carry on from, so is the date whose streaks the next nights carry on from.
 *
 * @param recomputation as of the last of the dates
 * @param knownSince the local date of the first event, or of the profile when that is earlier
 * @param hasCarried whether streaks are stored for `recomputation.carriedAsOf`
 */
export function datesToWrite(
	{ dates, carriedAsOf }: Recomputation,
	knownSince: CivilDate,
	hasCarried: boolean,
): CivilDate[] {
	const asOf = dates.at(-1);
	const known = dates.filter((date) => date >= knownSince || date === asOf);
	return !hasCarried && carriedAsOf >= knownSince ? [carriedAsOf, ...known] : known;
}

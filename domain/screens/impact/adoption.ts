import type { AppVersion } from '../../versions/app-version.ts';
import { parseAppVersion } from '../../versions/app-version.ts';
import { byFloor, countUsers, type ActiveVersion, type DailyVersion } from './active-users.ts';

/** How far ahead, days. */
export const horizon = 30;

/** Fewer days with people, or fewer people over all days, show no trend of a platform. */
const fewestDays = 7;
const fewestPersonDays = 50;

/**
 * How much is known before any data: that the odds fall by less than about a tenth a day (1 / 0.1²). Few people cannot
 * outweigh it, many do.
 */
const priorPrecision = 100;

/** A share of all active people over the next days. */
export interface Projection {
	/** Day 0 to day 30. */
	readonly shares: readonly number[];
	/** Whether there was enough to tell a trend from, on every platform that has a part in it. */
	readonly isKnown: boolean;
}

/** Projects the share of some versions together. */
export type ProjectShare = (isMeant: (version: ActiveVersion) => boolean) => Projection;

/**
 * Where shares of app versions go if people go on updating as they did. For each platform and each version, the odds of
 * still being on that version or an older one fall by a constant factor a day (a logistic curve): the logit of the share
 * is a straight line, fitted to the days by least squares, each day weighted by how exactly it is known, with a prior
 * that few people cannot outweigh. A share is never taken to rise, because apps are seldom downgraded; and the share up
 * to a newer version is never less than the share up to an older one. A version's own share is what lies between the two,
 * so shares of versions add up, and a higher floor never projects to less than a lower one.
 *
 * @param versions of a window: where the curves begin
 * @param daily of the last 28 days: how steep they are
 */
export function modelAdoption(
	versions: readonly ActiveVersion[],
	daily: readonly DailyVersion[],
): ProjectShare {
	const total = countUsers(versions);
	const curves = new Map<ActiveVersion, readonly number[]>();
	const known = new Map<ActiveVersion['platform'], boolean>();
	for (const platform of new Set(versions.map((version) => version.platform))) {
		const ofPlatform = versions.filter((version) => version.platform === platform);
		const days = daily.filter((day) => day.platform === platform);
		known.set(platform, isTrendKnown(days));
		for (const [version, curve] of curvesOf(ofPlatform, days)) {
			const part = countUsers(ofPlatform) / total;
			curves.set(
				version,
				curve.map((share) => share * part),
			);
		}
	}
	return (isMeant) => {
		const meant = versions.filter((version) => version.users > 0 && isMeant(version));
		const shares = Array.from({ length: horizon + 1 }, (_, day) =>
			Math.min(
				1,
				meant.reduce((sum, version) => sum + (curves.get(version)?.[day] ?? version.users / total), 0),
			),
		);
		return { shares, isKnown: meant.every(({ platform }) => known.get(platform)) };
	};
}

function isTrendKnown(days: readonly DailyVersion[]): boolean {
	const withPeople = new Set(days.filter(({ users }) => users > 0).map(({ days_ago }) => days_ago));
	return withPeople.size >= fewestDays && countUsers(days) >= fewestPersonDays;
}

/** What each version of one platform has of the platform's people, day by day. Versions that nobody can read have none. */
function* curvesOf(
	versions: readonly ActiveVersion[],
	days: readonly DailyVersion[],
): Generator<[ActiveVersion, readonly number[]]> {
	const total = countUsers(versions);
	if (total === 0) return;
	const counted = dailyCounts(days);
	let users = 0;
	let below: readonly number[] = Array.from({ length: horizon + 1 }, () => 0);
	for (const { of: version, parsed } of inOrder(versions)) {
		users += version.users;
		counted.passTo(parsed);
		const slope = Math.min(0, logitSlope(counted.points()));
		const upTo = below.map((older, day) => Math.max(older, decayed(users / total, slope * day)));
		yield [version, upTo.map((share, day) => share - (below[day] ?? 0))];
		below = upTo;
	}
}

interface Point {
	/** Days from now, never positive. */
	readonly day: number;
	readonly below: number;
	readonly all: number;
}

/** Counts, for each day, the people on versions up to one that only moves upwards. */
function dailyCounts(days: readonly DailyVersion[]) {
	const all = new Map<number, number>();
	const below = new Map<number, number>();
	for (const { days_ago, users } of days) all.set(days_ago, (all.get(days_ago) ?? 0) + users);
	const waiting = inOrder(days).toReversed();
	return {
		passTo(version: AppVersion): void {
			for (let next = waiting.at(-1); next && byFloor(next.parsed, version) <= 0; next = waiting.at(-1)) {
				const { days_ago, users } = next.of;
				below.set(days_ago, (below.get(days_ago) ?? 0) + users);
				waiting.pop();
			}
		},
		points: (): Point[] =>
			[...all]
				.filter(([, users]) => users > 0)
				.map(([daysAgo, users]) => ({ day: -daysAgo, below: below.get(daysAgo) ?? 0, all: users })),
	};
}

function inOrder<Version extends { readonly app_version: string }>(
	versions: readonly Version[],
): { readonly of: Version; readonly parsed: AppVersion }[] {
	return versions
		.flatMap((of) => {
			const parsed = parseAppVersion(of.app_version);
			return parsed ? [{ of, parsed }] : [];
		})
		.sort((a, b) => byFloor(a.parsed, b.parsed));
}

/** By how much the logit of the share changes a day; 0 without data. Half a person on each side keeps it finite. */
function logitSlope(points: readonly Point[]): number {
	const weighted = points.map(({ day, below, all }) => ({
		day,
		logit: Math.log((below + 0.5) / (all - below + 0.5)),
		weight: ((below + 0.5) * (all - below + 0.5)) / (all + 1),
	}));
	const sum = (of: (point: (typeof weighted)[number]) => number) =>
		weighted.reduce((total, point) => total + of(point), 0);
	const weights = sum(({ weight }) => weight);
	if (weights === 0) return 0;
	const meanDay = sum(({ weight, day }) => weight * day) / weights;
	const meanLogit = sum(({ weight, logit }) => weight * logit) / weights;
	const covariance = sum(({ weight, day, logit }) => weight * (day - meanDay) * (logit - meanLogit));
	const variance = sum(({ weight, day }) => weight * (day - meanDay) ** 2);
	return covariance / (variance + priorPrecision);
}

/** A share whose odds have changed by a factor; 0 and 1 stay. */
function decayed(share: number, logitChange: number): number {
	const factor = Math.exp(logitChange);
	return (share * factor) / (1 - share + share * factor);
}

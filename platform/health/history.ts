import type { Knex } from 'knex';
import type { History } from '../../domain/operations/health/contract.ts';
import { compareReleases, watchMinutes } from '../../domain/operations/health/releases.ts';
import {
	historyOf,
	minuteMs,
	minuteOf,
	minutesOf,
	type Range,
} from '../../domain/operations/health/samples.ts';
import { readReleases } from './releases.ts';
import { readSamples } from './samples.ts';

/** What all processes saw over the last day or week, and what was released in it. */
export async function readHistory(knex: Knex, range: Range, now: number): Promise<History> {
	const minute = minuteOf(now);
	const begin = minute - minutesOf(range);
	const samples = await readSamples(knex, begin - watchMinutes);
	const releases = (await readReleases(knex)).filter(({ at }) => at >= begin * minuteMs);
	return { ...historyOf(samples, range, minute), releases: compareReleases(releases, samples, now) };
}

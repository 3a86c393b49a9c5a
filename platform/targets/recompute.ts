import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { readGoalDefaults, type GoalDefaultsByGoal } from '../../domain/nutrition/targets/goal-defaults.ts';
import { canonicalInput, resolveInputs } from '../../domain/nutrition/targets/inputs.ts';
import { targetFrom } from '../../domain/nutrition/targets/compute-target.ts';
import { readProfile } from '../../domain/nutrition/targets/profile.ts';
import type { Target } from '../../domain/nutrition/targets/target.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { isTimeZone, localDate } from '../../domain/time/local-clock.ts';
import { goalDefaults as goalDefaultsCollection } from '../../schema/collections/goal-defaults.ts';
import { userProfiles } from '../../schema/collections/user-profiles.ts';
import { userTargets } from '../../schema/collections/user-targets.ts';
import { decodeRow } from '../sql/decode-row.ts';
import { insertRows, type NewRow } from '../sql/insert-rows.ts';
import { isPostgres } from '../sql/database-kind.ts';
import { profiles, type Page } from './selection.ts';
import { targetRow } from './target-row.ts';

/** Whose targets: these people, at most a few thousand, or the next ones in the order of their ids. */
export type Whose = { readonly users: readonly string[] } | Page;

export interface Clock {
	/** The present; the database's clock where several machines work. */
	readonly now: () => Date;
}

export interface RecomputeReport {
	readonly examined: number;
	readonly written: number;
	/** Their inputs are those of their current target. */
	readonly unchanged: number;
	/** Of the written ones. */
	readonly byStatus: Readonly<Record<Target['status'], number>>;
	/** Where the next page begins; null when this one was the last, and for people that were named. */
	readonly next: string | null;
}

/**
 * Brings targets up to date with profiles and goals. Who has the same inputs as before is left as they are; for
 * others the current row is superseded and a new one written.
 *
 * A batch is a handful of statements whatever its size. Profiles are locked before they are read, in the order of
 * their ids on every machine: of two edits in quick succession the later one decides, two workers never write two
 * current rows, and none waits for the other in a circle. A unique index stands behind it.
 *
 * @param trx a transaction, which may already have done other work.
 * @throws TypeError when a published goal has an unusable number.
 */
export async function recomputeTargets(
	trx: Knex.Transaction,
	whose: Whose,
	clock: Clock,
): Promise<RecomputeReport> {
	const rows = await lockProfiles(trx, whose);
	const now = clock.now();
	const due = await dueTargets(trx, rows, now);

	await supersede(trx, due, now);
	await insertRows(
		trx,
		userTargets,
		due.map(({ row }) => row),
	);
	return {
		examined: rows.length,
		written: due.length,
		unchanged: rows.length - due.length,
		byStatus: countByStatus(due),
		next: 'limit' in whose && rows.length === whose.limit ? (rows.at(-1)?.user ?? null) : null,
	};
}

interface ProfileRow {
	readonly user: string;
	readonly [column: string]: unknown;
}

/** A target to be written, and the one it replaces. */
interface Due {
	readonly status: Target['status'];
	readonly row: NewRow;
	readonly replaces: string | null;
}

const profileColumns = [
	'user',
	'sex',
	'birth_date',
	'height_cm',
	'weight_kg',
	'body_fat_pct',
	'activity',
	'goal',
	'pace',
	'goal_weight_kg',
	'diet',
	'timezone',
	'pregnant',
	'lactating',
	'eating_disorder',
	'kidney_disease',
];

/** What is read of a profile, and nothing more. */
const profileFields = {
	...userProfiles,
	fields: Object.fromEntries(
		Object.entries(userProfiles.fields).filter(([name]) => profileColumns.includes(name)),
	),
};

async function lockProfiles(trx: Knex.Transaction, whose: Whose): Promise<ProfileRow[]> {
	// SQLite locks the whole file at the first write; a read before it could be outdated by then.
	if (!isPostgres(trx)) await trx('user_profiles').whereRaw('1 = 0').update({ version: 0 });

	const query =
		'users' in whose
			? trx('user_profiles').whereIn('user', whose.users).orderBy('user')
			: profiles(trx, whose);
	return isPostgres(trx) ? query.select(profileColumns).forNoKeyUpdate() : query.select(profileColumns);
}

async function dueTargets(trx: Knex.Transaction, rows: readonly ProfileRow[], now: Date): Promise<Due[]> {
	if (rows.length === 0) return [];
	const defaults = await readPublishedGoals(trx);
	const current = await readCurrent(trx, rows);
	const dayIn = localDays(now);
	return rows.flatMap((row) => {
		const today = dayIn(row['timezone']);
		const inputs = resolveInputs(readProfile(decodeRow(profileFields, row)), defaults, today);
		const inputHash = createHash('sha256').update(canonicalInput(inputs)).digest('hex');
		const before = current.get(row.user);
		if (before?.input_hash === inputHash) return [];

		const target = targetFrom(inputs);
		return [
			{
				status: target.status,
				row: targetRow(target, { user: row.user, inputHash, today, now }),
				replaces: before?.id ?? null,
			},
		];
	});
}

/** What day it is in a time zone; in UTC where a person named none, or one that nobody knows. */
function localDays(now: Date): (timezone: unknown) => CivilDate {
	const days = new Map<unknown, CivilDate>();
	return (timezone) => {
		const known = days.get(timezone);
		if (known) return known;
		const zone = typeof timezone === 'string' && isTimeZone(timezone) ? timezone : 'UTC';
		const day = localDate(now.getTime(), zone);
		days.set(timezone, day);
		return day;
	};
}

async function readPublishedGoals(trx: Knex.Transaction): Promise<GoalDefaultsByGoal> {
	const rows: Record<string, unknown>[] = await trx('goal_defaults').where({ status: 'published' });
	return readGoalDefaults(rows.map((row) => decodeRow(goalDefaultsCollection, row)));
}

interface CurrentRow {
	readonly id: string;
	readonly user: string;
	readonly input_hash: string;
}

/** A statement of its own: it must see what was committed while we waited for the locks. */
async function readCurrent(
	trx: Knex.Transaction,
	rows: readonly ProfileRow[],
): Promise<Map<string, CurrentRow>> {
	const found: CurrentRow[] = await trx('user_targets')
		.select('id', 'user', 'input_hash')
		.whereNull('superseded_at')
		.whereIn(
			'user',
			rows.map(({ user }) => user),
		);
	return new Map(found.map((row) => [row.user, row]));
}

async function supersede(trx: Knex.Transaction, due: readonly Due[], now: Date): Promise<void> {
	const replaced = due.map(({ replaces }) => replaces).filter((id) => id !== null);
	if (replaced.length > 0) await trx('user_targets').whereIn('id', replaced).update({ superseded_at: now });
}

function countByStatus(due: readonly Due[]): Record<Target['status'], number> {
	const counts = { ok: 0, incomplete: 0, invalid_input: 0, out_of_scope: 0 };
	for (const { status } of due) counts[status] += 1;
	return counts;
}

import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isScheduledSlot } from '../../../domain/jobs/schedule.ts';
import { withFileLock } from '../../../host/file-lock.ts';
import { packedFingerprint } from '../../../host/pack-bundle.ts';
import { createDatabase, databaseExists, databaseNameOf, dropDatabase } from './postgres.ts';
import { copyDatabase, templateDatabase, templateFolder } from './template.ts';
import type { Host, HostKind } from './types.ts';

export type Provisioned = 'empty' | 'seeded';

/**
 * Copies the database that this bundle provisions, and makes it first when the bundle has changed: `make` starts an
 * ordinary instance once, and what it leaves behind is kept. The copy happens under the lock because a template may be
 * replaced by a newer bundle's.
 */
export async function copyProvisionedTemplate(
	kind: HostKind,
	content: Provisioned,
	target: { folder: string; name: string },
	make: () => Promise<Host>,
): Promise<Record<string, string>> {
	const stem = join(templateFolder(kind), content);
	const source = { database: `${templateDatabase(kind)}_${content}`, file: `${stem}.db` };
	return withFileLock(`${stem}.lock`, async () => {
		if (!(await isCurrent(kind, stem, source.database))) {
			await keepDatabase(await make(), source);
			writeFileSync(`${stem}.bundle`, packedFingerprint());
		}
		return copyDatabase(kind, source, target.folder, target.name);
	});
}

async function isCurrent(kind: HostKind, stem: string, database: string): Promise<boolean> {
	const stamp = `${stem}.bundle`;
	if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== packedFingerprint()) return false;
	return kind.database === 'sqlite' ? existsSync(`${stem}.db`) : databaseExists(database);
}

/** About twelve jobs, two at a time, while another file's instances run. */
const firstJobsMs = 180_000;

/** What a new instance does once by itself (a backup, the checks of the night) is done before the copy, not in each of them. */
async function firstJobsEnded({ knex }: Host): Promise<void> {
	const deadline = Date.now() + firstJobsMs;
	while (Date.now() < deadline) {
		const runs: { name: string; status: string; error: string | null }[] = await knex('job_runs');
		const dead = runs.find(({ status }) => status === 'dead');
		if (dead) throw new Error(`The job ${dead.name} of a new instance gave up: ${dead.error}`);
		if (runs.length > 0 && runs.every(({ status }) => status === 'done')) return;
		await sleep(500);
	}
	throw new Error('The first jobs of a new instance did not end in time; look at job_runs.');
}

/** Longer than any run of the tests takes. */
const ahead = { hours: 12, days: 2 };

/**
 * No schedule falls due in a copy, whatever the hour of the day: the night's backup in the middle of a test that counts
 * backups would be a failure once a day.
 */
async function takeComingSlots({ knex }: Host): Promise<void> {
	const rows: { slot: string }[] = await knex('job_runs').select('*');
	for (const row of rows)
		for (const slot of comingSlots(row.slot))
			await knex('job_runs')
				.insert({ ...row, id: randomUUID(), slot })
				.onConflict(['name', 'slot'])
				.ignore();
}

/** Of the schedule that a slot belongs to, a date or an hour; a slot of another kind has none. */
function comingSlots(slot: string): string[] {
	if (!isScheduledSlot(slot)) return [];
	const isHour = slot.includes('T');
	const start = Date.parse(isHour ? `${slot}:00Z` : slot);
	const [count, ms] = isHour ? [ahead.hours, 3_600_000] : [ahead.days, 86_400_000];
	return Array.from({ length: count }, (_, index) =>
		new Date(start + (index + 1) * ms).toISOString().slice(0, slot.length),
	);
}

/** What those jobs leave for a day: a copy may be used on the next. */
const ofTheDay = ['directus_notifications', 'bebetter_table_sizes', 'bebetter_ticks'];

async function keepDatabase(host: Host, source: { database: string; file: string }): Promise<void> {
	try {
		await firstJobsEnded(host);
		await takeComingSlots(host);
		for (const table of ofTheDay) await host.knex(table).delete();
		await host.kill('SIGTERM');
		await host.knex.destroy();
		if (host.database === 'sqlite') copyFileSync(host.env['DB_FILENAME'] ?? '', source.file);
		else {
			await dropDatabase(source.database);
			await createDatabase(source.database, databaseNameOf(host.env['DB_CONNECTION_STRING'] ?? ''));
		}
	} finally {
		await host.stop();
	}
}

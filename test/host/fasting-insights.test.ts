import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { directusCli } from '../../host/install-directus.ts';
import { parseHashKeys } from '../../platform/people/hash-keys.ts';
import { saltOf } from '../../platform/people/people-tables.ts';
import { hashPerson } from '../../platform/people/person-hash.ts';
import { insertRows } from '../../platform/sql/insert-rows.ts';
import { events } from '../../schema/collections/events.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	type TestUser,
	withUser,
} from '../support/host/index.ts';
import { type Phone, phoneOf, problemsOf } from '../support/phone.ts';

vi.setConfig({ testTimeout: 60_000 });

interface JobRun {
	status: string;
	result: Record<string, number> | null;
	error: string | null;
}

const hour = 3_600_000;

describeOnHosts(
	'fasting statistics',
	(kind) => {
		let host: Host;
		let user: TestUser;
		let phone: Phone;
		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'fasting', provisioned: 'seeded' });
		});
		afterAll(() => host?.stop());
		beforeEach(async () => {
			user = await withUser(host, { role: 'App User' });
			phone = phoneOf(host, user.token);
			await save({ timezone: 'Asia/Riyadh' });
		});

		const save = (changes: Record<string, unknown>) => phone.send('PATCH', '/mobile/me/profile', changes);
		const list = async (query = '') => (await phone.send('GET', `/mobile/me/insights${query}`)).json;
		const aggregate = async (payload: unknown): Promise<JobRun> =>
			host.admin<JobRun>('POST', '/ops/jobs', { name: 'aggregate-fasting', payload, wait: true });

		/** F15: seven evenings in Riyadh from 4 to 10 January 2026 at 20:00, as ingestion stores them. */
		async function fastForAWeek(): Promise<void> {
			const [key] = parseHashKeys(host.env['BEBETTER_HASH_KEYS']!);
			const { hash, kid } = hashPerson(key!, user.id, await saltOf(host.knex, user.id));
			const rows = [16, 16.5, 17, 12, 16, 18, 16].flatMap((hours, index) => {
				const started = Date.parse('2026-01-04T20:00+03:00') + index * 24 * hour;
				return [
					{ name: 'fast_started', at: started, props: { goal_hours: 16, fast_id: `fast-${index}` } },
					{ name: 'fast_ended', at: started + hours * hour, props: { fast_id: `fast-${index}` } },
				];
			});
			await insertRows(
				host.knex,
				events,
				rows.map(({ name, at, props }) => ({
					event_id: crypto.randomUUID(),
					name,
					schema_version: 1,
					user_hash: hash,
					hash_kid: kid,
					received_at: new Date(at),
					occurred_at: new Date(at),
					ts: new Date(at),
					tz: 'Asia/Riyadh',
					props,
				})),
			);
		}

		it('come from events by a job, and their owner reads the newest day first', async () => {
			await fastForAWeek();
			expect(await aggregate({ as_of: '2026-01-11' })).toMatchObject({
				status: 'done',
				result: { tangled: 0 },
			});
			const { data, meta } = await list();
			expect(meta.hidden).toBe(false);
			expect(data.slice(0, 2).map(({ as_of }: { as_of: string }) => as_of)).toEqual([
				'2026-01-11',
				'2026-01-11',
			]);
			expect((await list('?window=7')).data[0]).toMatchObject({
				as_of: '2026-01-11',
				window: 7,
				completed_fasts: 6,
				logged_fasts: 7,
				total_hours: 111.5,
				avg_hours: 15.93,
				longest_hours: 18,
				completion_rate_pct: 85.7,
				adherence_pct: 85.7,
				current_streak: 3,
				best_streak: 3,
				streak_unit: 'day',
			});

			const again = await aggregate({ as_of: '2026-01-11', user: user.id });
			expect(again.result).toMatchObject({ people: 1, written: 0 });
		});

		it('follow the plan of the profile: its days and its pauses', async () => {
			await fastForAWeek();
			const saved = await save({
				plan_start: '2026-01-07',
				fasting_paused: ['2026-01-09'],
				fasting_weekdays: ['sunday', 'wednesday', 'thursday', 'friday', 'saturday'],
			});
			expect(saved.json.data).toMatchObject({ fasting_paused: ['2026-01-09'] });
			await aggregate({ as_of: '2026-01-11' });
			expect((await list('?window=7')).data[0]).toMatchObject({ adherence_pct: 75, current_streak: 2 });

			const refused = await save({ fasting_weekdays: ['someday'], fasting_paused: ['yesterday'] });
			expect(Object.keys(problemsOf(refused)).join(' ')).toMatch(/fasting_weekdays.*fasting_paused/);
		});

		it('are hidden from whom fasting is not for, and come back', async () => {
			await fastForAWeek();
			await aggregate({ as_of: '2026-01-11' });
			await save({ pregnant: true });
			expect(await list()).toEqual({ data: [], meta: { next_cursor: null, hidden: true } });
			expect((await aggregate({ as_of: '2026-01-11', user: user.id })).result).toMatchObject({ hidden: 1 });
			await save({ pregnant: false });
			expect((await list()).data.length).toBeGreaterThan(0);
		});

		it('are refused for a date that is none', async () => {
			await expect(aggregate({ as_of: '2026-02-30' })).rejects.toThrow();
		});

		it('are computed from the command line', async () => {
			await fastForAWeek();
			const args = [directusCli(kind.major), 'bebetter', 'aggregate', '--as-of', '2026-01-12'];
			const child = spawn(process.execPath, args, { env: host.env, stdio: ['ignore', 'pipe', 'inherit'] });
			let output = '';
			child.stdout.on('data', (text) => (output += text));
			const [code] = await once(child, 'close');
			expect([code, output]).toEqual([0, expect.stringContaining('"written"')]);
			expect((await list('?window=7')).data[0]).toMatchObject({ as_of: '2026-01-12', current_streak: 0 });
		});
	},
	{ only: bothMajorsAndDatabases },
);

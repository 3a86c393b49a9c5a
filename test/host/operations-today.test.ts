import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { CheckStateAnswer, TodayAnswer } from '../../domain/operations/today/contract.ts';
import type { JobDefinitionAnswer } from '../../domain/operations/jobs/contract.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	startHost,
	withUser,
	type Host,
	type TestUser,
} from '../support/host/index.ts';

interface Answer {
	data: TodayAnswer;
	errors: { message: string; extensions: Record<string, unknown> & { code: string } }[];
}

const byHand = 'log-read';
const byMachine = 'jobs-flow';
const path = (check: string) => `/ops/today/${check}`;

describeOnHosts(
	'what to look at today',
	(kind) => {
		let host: Host;
		let colleague: TestUser;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'operations-today', provisioned: 'empty' });
			colleague = await withUser(host, { role: 'Administrator' });
		});
		afterAll(() => host?.stop());

		const send = async (method: string, address: string, token: string | null, body?: unknown) => {
			const response = await host.fetch(address, {
				method,
				headers: {
					...(token !== null && { authorization: `Bearer ${token}` }),
					...(body !== undefined && { 'content-type': 'application/json' }),
				},
				...(body !== undefined && { body: JSON.stringify(body) }),
			});
			return { status: response.status, json: (await response.json()) as Answer };
		};
		const read = (): Promise<TodayAnswer> => host.admin('GET', '/ops/today');
		const checkIn = ({ checks }: TodayAnswer, id: string): CheckStateAnswer =>
			checks.find((check) => check.id === id)!;
		const code = ({ json }: { json: Answer }): string => json.errors[0]!.extensions.code;

		it('is for administrators only', async () => {
			const user = await withUser(host, { role: 'Editor' });
			for (const token of [null, user.token]) {
				expect((await send('GET', '/ops/today', token)).status).toBe(403);
				expect((await send('POST', path(byHand), token, {})).status).toBe(403);
				expect((await send('DELETE', path(byHand), token)).status).toBe(403);
				expect((await send('GET', '/ops/jobs/definitions', token)).status).toBe(403);
			}
			expect(await host.knex('bebetter_ticks').where({ made_by: 'person' })).toEqual([]);
		});

		it('lists every check of day, week, month and quarter, with what is to be done', async () => {
			const { checks, at } = await read();
			expect(new Set(checks.map(({ period }) => period))).toEqual(
				new Set(['day', 'week', 'month', 'quarter']),
			);
			expect(checkIn(await read(), byHand)).toMatchObject({
				key: at.slice(0, 10),
				status: 'open',
				by_machine: false,
				tick: null,
			});
		});

		it('is ticked by a person, who is named with time and note, once', async () => {
			const ticked = await send('POST', path(byHand), host.adminToken, { note: ' Nothing unusual. ' });
			expect(ticked.status).toBe(200);
			const { status, tick } = checkIn(ticked.json.data, byHand);
			expect(status).toBe('ticked');
			expect(tick).toMatchObject({ made_by: 'person', note: 'Nothing unusual.', is_mine: true });
			expect(tick!.user!.name).not.toBe('');
			expect(Math.abs(Date.now() - Date.parse(tick!.at))).toBeLessThan(60_000);

			const again = await send('POST', path(byHand), colleague.token, {});
			expect([again.status, code(again)]).toEqual([409, 'CHECK_TICKED']);
			expect(again.json.errors[0]!.extensions['messages']).toMatchObject({
				ar: expect.stringMatching(/[\u0600-\u06ff]/),
			});
		});

		it('is taken back by who ticked it, and by nobody else', async () => {
			const seen = (await send('GET', '/ops/today', colleague.token)).json.data;
			expect(checkIn(seen, byHand).tick).toMatchObject({ is_mine: false });
			const foreign = await send('DELETE', path(byHand), colleague.token);
			expect([foreign.status, code(foreign)]).toEqual([409, 'NOT_TICKED_BY_YOU']);

			const own = await send('DELETE', path(byHand), host.adminToken);
			expect(checkIn(own.json.data, byHand)).toMatchObject({ status: 'open', tick: null });
			expect(code(await send('DELETE', path(byHand), host.adminToken))).toBe('NOT_TICKED_BY_YOU');
		});

		it('refuses what it cannot understand, and says why', async () => {
			const unknown = await send('POST', path('no-such-check'), host.adminToken, {});
			expect([unknown.status, code(unknown)]).toEqual([404, 'CHECK_NOT_FOUND']);
			const long = await send('POST', path(byHand), host.adminToken, { note: 'x'.repeat(1_001) });
			expect(long.json.errors[0]!.extensions).toMatchObject({ code: 'INVALID_PAYLOAD', field: 'note' });
			const other = await send('POST', path(byHand), host.adminToken, { notes: 'x' });
			expect(other.json.errors[0]!.message).toContain('did you mean "note"?');
		});

		it('is ticked by the machine with its evidence, and nobody can tick what it finds wrong', async () => {
			const flows = checkIn(await read(), byMachine);
			expect(flows).toMatchObject({ status: 'fine', by_machine: true, page: 'jobs' });
			expect(flows.evidence).toContainEqual({
				holds: true,
				text: { en: 'Jobs given up: 0.', ar: 'المهام المتروكة: 0.' },
			});

			const now = new Date();
			await host.knex('job_runs').insert({
				id: crypto.randomUUID(),
				name: 'planted',
				slot: 'manual:1',
				status: 'dead',
				run_at: now,
				created_at: now,
				finished_at: now,
			});
			const stuck = checkIn(await read(), byMachine);
			expect(stuck.status).toBe('wrong');
			expect(stuck.evidence.find(({ holds }) => holds === false)!.text.en).toBe('Jobs given up: 1.');
			const refused = await send('POST', path(byMachine), host.adminToken, {});
			expect([refused.status, code(refused)]).toEqual([409, 'CHECK_JUDGED']);
		});

		it('keeps what the machine finds, so that the past can be told of', async () => {
			const run = await host.admin<{ result: { wrong: string[] } }>('POST', '/ops/jobs', {
				name: 'tick-checks',
				wait: true,
			});
			expect(run.result.wrong).toContain(byMachine);
			const [{ id: _id, ...row }] = await host.knex('bebetter_ticks').where({ check_id: byMachine });
			expect(row).toMatchObject({ made_by: 'machine', outcome: 'wrong', user: null });

			const dayMs = 86_400_000;
			const yesterday = new Date(Date.now() - dayMs);
			await host.knex('bebetter_ticks').insert([
				{ ...row, period: yesterday.toISOString().slice(0, 10), at: yesterday },
				{ ...row, period: '2020-01-01', at: new Date('2020-01-01') },
			]);
			const { since } = await read();
			expect(since).toBe('2020-01-01T00:00:00.000Z');
			const [before] = checkIn(await read(), byMachine).past;
			expect(before).toMatchObject({ tick: { made_by: 'machine', outcome: 'wrong', note: null } });
			expect(before!.tick!.says.map(({ en }) => en)).toContain('Jobs given up: 1.');
			expect(checkIn(await read(), byHand).status).toBe('overdue');

			await host.admin('POST', '/ops/jobs', { name: 'tick-checks', wait: true });
			expect(await host.knex('bebetter_ticks').where({ period: '2020-01-01' })).toEqual([]);
		});

		it('knows of every kind of job what it takes, and when it runs next', async () => {
			const definitions = await vi.waitFor(
				async () => {
					const all = await host.admin<JobDefinitionAnswer[]>('GET', '/ops/jobs/definitions');
					const { last_success_at } = all.find(({ name }) => name === 'prune-jobs')!;
					expect(last_success_at).toMatch(/^\d{4}-\d\d-\d\dT/);
					return all;
				},
				{ timeout: 30_000 },
			);
			const prune = definitions.find(({ name }) => name === 'prune-jobs')!;
			expect(prune).toMatchObject({
				schedule: { every: 'day', at: { hour: 3, minute: 30 }, time_zone: 'UTC' },
				counts: { queued: 0, running: 0, dead: 0 },
				payload: { type: 'object', properties: { days: { type: 'integer', minimum: 2 } } },
			});
			expect(Date.parse(prune.next_run_at!)).toBeGreaterThan(Date.now());
			expect(Date.parse(prune.last_run_at!)).toBeLessThanOrEqual(Date.parse(prune.last_success_at!));
			expect(definitions.find(({ name }) => name === 'publish-screens')).toMatchObject({
				schedule: null,
				next_run_at: null,
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);

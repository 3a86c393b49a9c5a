import { afterAll, beforeAll, expect, it } from 'vitest';
import { nightlyHousekeeping } from '../../schema/flows/housekeeping.ts';
import { recomputeEveryone } from '../../schema/flows/targets.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	makeRoomForFlow,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { until } from '../support/publishing/reading.ts';

interface JobRun {
	id: string;
	status: string;
	slot: string;
	result: Record<string, Record<string, unknown>> | null;
}

interface FlowLog {
	steps: { status: string }[];
	data: Record<string, { status: string; job: string; slot: string; result: object }>;
}

const isoDay = () => new Date().toISOString().slice(0, 10);

describeOnHosts(
	'the nightly flow',
	(kind) => {
		let host: Host;
		let other: Host | undefined;
		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'nightly', provisioned: 'empty' });
			// A database may come with slots that are taken already: each night here is a new one.
			await nightJobs().delete();
			// SQLite is a file of one process; there the same instance runs the flow several times.
			if (kind.database === 'postgres') other = await startHost({ ...kind, shareDatabaseWith: host });
		});
		afterAll(async () => {
			await other?.stop();
			await host?.stop();
		});

		const schedule = async (cron: string) => {
			await host.admin('PATCH', `/flows/${nightlyHousekeeping.id}`, { options: { cron } });
			// Each instance schedules its flows when it starts or hears of a change, and without Redis it hears nothing.
			if (other) await other.restart();
		};
		const nightJobs = () =>
			host
				.knex('job_runs')
				.whereIn('name', ['aggregate-fasting', 'archive-events'])
				.where({ slot: isoDay() })
				.orderBy('name');
		const flowLogs = () =>
			host.admin<{ data: FlowLog }[]>(
				'GET',
				`/revisions?filter[collection][_eq]=directus_flows&filter[item][_eq]=${nightlyHousekeeping.id}&filter[activity][action][_eq]=run&fields=data&limit=-1`,
			);

		it('runs each night at two', async () => {
			const flow = await host.admin<Record<string, unknown>>(
				'GET',
				`/flows/${nightlyHousekeeping.id}?fields=*,operations.key,operations.id,operations.resolve`,
			);
			expect(flow).toMatchObject({
				status: 'active',
				trigger: 'schedule',
				options: { cron: '0 2 * * *' },
				operation: nightlyHousekeeping.operations[0]!.id,
			});
			const [aggregate, archive] = nightlyHousekeeping.operations;
			expect(flow['operations']).toEqual(
				expect.arrayContaining([
					{ key: 'aggregate_fasting', id: aggregate!.id, resolve: archive!.id },
					{ key: 'archive_events', id: archive!.id, resolve: null },
				]),
			);
		});

		it('does each job once a day, however many instances and ticks there are, and logs its counts', async () => {
			await schedule('*/2 * * * * *');
			const ticks = other ? 4 : 2;
			await until('the flow ran', async () => (await flowLogs()).length >= ticks, 60_000);
			await schedule('0 2 * * *');

			expect(await nightJobs()).toMatchObject([
				{ name: 'aggregate-fasting', status: 'done' },
				{ name: 'archive-events', status: 'done' },
			]);
			for (const { data } of await flowLogs()) {
				expect(data.steps.map(({ status }) => status)).toEqual(['resolve', 'resolve']);
				expect(data.data).toMatchObject({
					aggregate_fasting: { job: 'aggregate-fasting', status: 'done', result: expect.any(Object) },
					archive_events: { job: 'archive-events', status: 'done', result: expect.any(Object) },
				});
			}
		});

		it('J9: does each job once a day, however often flows are saved meanwhile, and still runs afterwards', async () => {
			const before = await nightJobs();
			await schedule('* * * * * *');
			for (let save = 0; save < 50; save += 1)
				await host.admin('PATCH', `/flows/${recomputeEveryone.id}`, {
					color: save % 2 ? '#6644FF' : '#2ECDA7',
				});
			const ran = (await flowLogs()).length;
			await until('it still runs', async () => (await flowLogs()).length > ran, 30_000);
			await schedule('0 2 * * *');
			expect(await nightJobs()).toEqual(before);
		});

		it('is one job too, with the result of both', async () => {
			const night = await host.admin<JobRun>('POST', '/ops/jobs', {
				name: 'nightly-housekeeping',
				payload: { as_of: '2026-01-11' },
				wait: true,
			});
			expect(night).toMatchObject({
				status: 'done',
				result: { aggregate_fasting: expect.any(Object), archive_events: expect.any(Object) },
			});
		});

		it('lets administrators run its operations from a button, and nobody else', async () => {
			const editor = await withUser(host, { role: 'Editor' });
			const flow = await host.admin<{ id: string }>('POST', '/flows', {
				name: 'by hand',
				status: 'inactive',
				trigger: 'manual',
				options: {
					collections: ['foods'],
					requireSelection: false,
					async: false,
					error_on_reject: true,
					return: '$last',
				},
			});
			const operation = await host.admin<{ id: string }>('POST', '/operations', {
				flow: flow.id,
				key: 'archive',
				name: 'Archive',
				type: 'bebetter-archive-events',
				position_x: 19,
				position_y: 1,
				options: { date: null, wait_minutes: 1 },
			});
			await makeRoomForFlow(host);
			await host.admin('PATCH', `/flows/${flow.id}`, { status: 'active', operation: operation.id });
			const press = (token: string) =>
				host.fetch(`/flows/trigger/${flow.id}`, {
					method: 'POST',
					headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
					body: JSON.stringify({ collection: 'foods', keys: [] }),
				});

			expect((await press(editor.token)).status).toBe(403);
			const pressed = await press(host.adminToken);
			expect(pressed.status, await pressed.clone().text()).toBe(200);
			expect(await pressed.text()).toContain('archive-events');

			await host.admin('PATCH', `/operations/${operation.id}`, {
				options: { date: 'soon', wait_minutes: 1 },
			});
			const refused = await press(host.adminToken);
			expect(refused.status).toBe(400);
			expect(await refused.text()).toContain('payload.before');
		});
	},
	{ only: bothMajorsAndDatabases },
);

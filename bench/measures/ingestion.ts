import { randomUUID } from 'node:crypto';
import type { Host } from '../../test/support/host/index.ts';
import { withUser } from '../../test/support/host/index.ts';
import { onCleanUp } from '../support/clean-up.ts';
import { host, major } from '../support/hosts.ts';
import { atLeast, type Measure, type Result } from '../support/measure.ts';
import { median, timed } from '../support/stats.ts';

/** As the app's client sends them. */
const batchSize = 100;
const batches = 40;
const connections = 4;

/** Events of a phone in batches, against Directus's own way to create the same items and against a bare insert. */
export const ingestion: Measure = {
	name: 'ingestion',
	async *run({ rounds }) {
		const env = { BEBETTER_EVENTS_REQUESTS_PER_MINUTE: '0' };
		const directus = await host({ database: 'postgres', env });
		const { id, token } = await withUser(directus, { role: 'App User' });
		onCleanUp(() => directus.admin('DELETE', `/users/${id}`).then(() => undefined));
		for (const contender of [ours, items, bareInsert]) await send(directus, token, contender, 4);

		const times: Times[] = [];
		for (let round = 0; round < rounds; round += 1)
			times.push({
				ours: await send(directus, token, ours, batches),
				items: await send(directus, token, items, batches),
				bareInsert: await send(directus, token, bareInsert, batches),
			});
		yield* lines(times);
	},
};

/** Milliseconds for all batches. */
interface Times {
	readonly ours: number;
	readonly items: number;
	readonly bareInsert: number;
}

type Contender = (to: Host, token: string, events: readonly PhoneEvent[]) => Promise<void>;

type PhoneEvent = ReturnType<typeof phoneEvent>;

/** Of different names and properties, signed in: what a busy person's phone has collected. */
function phoneEvent(index: number) {
	const kinds = [
		{ name: 'screen_viewed', props: { screen_key: 'home', revision: 3, schema_version: 1, served: 'exact' } },
		{ name: 'meal_logged', props: { meal: 'lunch', kind: 'recipe' } },
		{ name: 'suggestion_viewed', props: { kind: 'recipe', id: 'koshari' } },
		{ name: 'fast_ended', props: { fast_id: randomUUID() } },
	];
	return {
		event_id: randomUUID(),
		...kinds[index % kinds.length]!,
		client_ts: new Date().toISOString(),
		tz: 'Asia/Riyadh',
		platform: 'ios',
		app_version: '1.4.0',
		locale: 'ar',
		anon_id: 'bench',
		session_id: 'bench-1',
	};
}

const ours: Contender = async (to, token, events) => {
	const body = { sent_at: new Date().toISOString(), events };
	const { data } = await post<{ data: { accepted: number } }>(to, '/mobile/events', token, body);
	expectAll(data.accepted);
};

/** The administrator is spared every check of permissions. */
const items: Contender = async (to, _token, events) => {
	const { data } = await post<{ data: unknown[] }>(
		to,
		'/items/events?fields=id',
		to.adminToken,
		events.map(rowOf),
	);
	expectAll(data.length);
};

const bareInsert: Contender = async (to, _token, events) => {
	const rows = events.map(rowOf).map((row) => ({
		...row,
		props: JSON.stringify(row.props),
		flags: JSON.stringify(row.flags),
	}));
	await to.knex('events').insert(rows);
};

/** The same columns as ingestion fills. */
function rowOf(event: PhoneEvent) {
	const now = new Date().toISOString();
	return {
		...event,
		schema_version: 1,
		user_hash: 'a'.repeat(64),
		hash_kid: 'k1',
		sent_at: now,
		received_at: now,
		ts: now,
		flags: [],
	};
}

async function post<Answer>(to: Host, path: string, token: string, body: unknown): Promise<Answer> {
	const answer = await to.fetch(path, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
	return (await answer.json()) as Answer;
}

function expectAll(stored: number): void {
	if (stored !== batchSize) throw new Error(`${stored} of ${batchSize} events were stored`);
}

/** Events are made before the clock starts; a few requests are under way at a time. */
function send(to: Host, token: string, contender: Contender, count: number): Promise<number> {
	const waiting = Array.from({ length: count }, () =>
		Array.from({ length: batchSize }, (_, at) => phoneEvent(at)),
	);
	const work = async (): Promise<void> => {
		for (let events = waiting.pop(); events; events = waiting.pop()) await contender(to, token, events);
	};
	return timed(() => Promise.all(Array.from({ length: connections }, work)));
}

function* lines(times: readonly Times[]): Generator<Result> {
	const perSecond = (of: keyof Times): string =>
		Math.round((batches * batchSize) / (median(times.map((each) => each[of])) / 1000)).toLocaleString('en');
	const how = `Directus ${major} on PostgreSQL, batches of ${batchSize}, ${connections} at a time; events a second: ours ${perSecond('ours')}, /items ${perSecond('items')}, insert of ready rows straight into the database ${perSecond('bareInsert')}`;
	yield {
		name: 'event ingestion in batches, against Directus POST /items/events',
		value: median(times.map(({ ours, items }) => items / ours)),
		unit: '×',
		target: atLeast(10),
		how,
	};
	yield {
		name: 'event ingestion in batches, against a multi-row insert of the same rows',
		value: median(times.map(({ ours, bareInsert }) => bareInsert / ours)),
		unit: '×',
		target: null,
		how,
	};
}

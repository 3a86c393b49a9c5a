import { createDirectus, staticToken } from '@directus/sdk';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { bebetter, memoryStore, type EtagStore, type EventsOptions } from '../../../client/index.ts';
import { backoffMs } from '../../../client/events/backoff.ts';
import { personOfToken } from '../../../client/events/person-of-token.ts';

interface Seen {
	readonly authorization: string | null;
	readonly sent_at: string;
	readonly events: { event_id: string; name: string; client_ts: string; [field: string]: unknown }[];
}

/** A server in memory that stores an id once, and does what it is told first. */
function fakeServer() {
	const seen: Seen[] = [];
	const stored = new Set<string>();
	const orders: (() => Response | Error | 'lost answer')[] = [];
	const refuse = new Map<string, string>();
	const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
		new Response(JSON.stringify(body), { status, headers });

	return {
		seen,
		stored,
		/** By name, with a code. */
		refuse,
		json,
		next: (...given: typeof orders) => void orders.push(...given),
		async fetch(_url: unknown, init?: RequestInit): Promise<Response> {
			const { sent_at, events } = JSON.parse(String(init?.body)) as Seen;
			seen.push({ sent_at, events, authorization: new Headers(init?.headers).get('authorization') });
			const order = orders.shift()?.();
			if (order instanceof Response) return order;
			if (order instanceof Error) throw order;
			const rejected = events.flatMap(({ event_id, name }, index) => {
				const code = refuse.get(name);
				if (code === undefined) stored.add(event_id);
				return code === undefined ? [] : [{ index, event_id, code, message: 'Because.' }];
			});
			if (order === 'lost answer') throw new TypeError('fetch failed');
			return json(200, { data: { accepted: events.length - rejected.length, duplicates: 0, rejected } });
		},
	};
}

/** A phone whose clock moves only by hand. */
function fakePhone() {
	const timers = new Map<number, { at: number; work: () => void }>();
	let now = Date.UTC(2026, 0, 10, 12);
	let made = 0;
	return {
		waits: () => [...timers.values()].map(({ at }) => at - now),
		async pass(ms: number) {
			const end = now + ms;
			for (;;) {
				await settle();
				const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
				if (!due) break;
				timers.delete(due[0]);
				now = Math.max(now, due[1].at);
				due[1].work();
			}
			now = end;
			await settle();
		},
		environment: {
			now: () => now,
			random: Math.random,
			setTimer: (work: () => void, ms: number) => {
				timers.set((made += 1), { at: now + ms, work });
				return made;
			},
			clearTimer: (timer: unknown) => void timers.delete(timer as number),
			timeZone: () => 'Asia/Riyadh',
		},
	};
}

const settle = async (): Promise<void> => {
	for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

const tokenOf = (id: string): string =>
	`h.${Buffer.from(JSON.stringify({ id, iss: 'directus' })).toString('base64url')}.s`;

function start(
	server: ReturnType<typeof fakeServer>,
	phone: ReturnType<typeof fakePhone>,
	options: EventsOptions & { token?: string } = {},
) {
	const { token, ...events } = options;
	const client = createDirectus('https://api.example.com', {
		globals: { fetch: server.fetch as never },
	}).with(staticToken(token ?? ''));
	const app = client.with(
		bebetter({ platform: 'ios', appVersion: '1.4.0', events: { ...events, environment: phone.environment } }),
	);
	return { ...app.events, login: (next: string) => client.setToken(next) };
}

describe('the queue of events', () => {
	it('sends what was tracked within five seconds, with what the server wants to know', async () => {
		const [server, phone] = [fakeServer(), fakePhone()];
		const events = start(server, phone, { anonId: 'a1', sessionId: 's1' });
		const id = events.track('meal_logged', { meal: 'lunch' });
		events.track(
			'fast_ended',
			{},
			{ occurredAt: new Date('2026-01-10T05:00:00Z'), timeZone: 'Africa/Cairo' },
		);
		await phone.pass(4_999);
		expect(server.seen).toEqual([]);
		await phone.pass(1);
		expect(server.seen).toMatchObject([
			{
				authorization: null,
				sent_at: '2026-01-10T12:00:05.000Z',
				events: [
					{
						event_id: id,
						name: 'meal_logged',
						client_ts: '2026-01-10T12:00:00.000Z',
						tz: 'Asia/Riyadh',
						props: { meal: 'lunch' },
						platform: 'ios',
						app_version: '1.4.0',
						anon_id: 'a1',
						session_id: 's1',
					},
					{ occurred_at: '2026-01-10T05:00:00.000Z', tz: 'Africa/Cairo' },
				],
			},
		]);
		expect(server.seen[0]!.events[0]).not.toHaveProperty('occurred_at');
		expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(events.counts()).toEqual({ waiting: 0, dropped: 0 });
		expect(phone.waits()).toEqual([]);
	});

	it('sends a full batch at once, and the rest in batches', async () => {
		const [server, phone] = [fakeServer(), fakePhone()];
		const events = start(server, phone, { batchSize: 10 });
		for (let index = 0; index < 25; index += 1) events.track('app_opened');
		await phone.pass(0);
		expect(server.seen.map((request) => request.events.length)).toEqual([10, 10, 5]);
	});

	it('tries again with the same ids and another sent_at, waiting longer each time', async () => {
		const [server, phone] = [fakeServer(), fakePhone()];
		const events = start(server, phone);
		events.track('app_opened');
		server.next(
			() => new TypeError('fetch failed'),
			() => server.json(503, {}),
			() => 'lost answer',
			() => server.json(500, 'x'),
			() => new Response('<h1>Your room?</h1>', { status: 200 }),
		);
		const waits: number[] = [];
		await phone.pass(5_000);
		while (events.counts().waiting > 0) {
			waits.push(phone.waits()[0]!);
			await phone.pass(waits.at(-1)!);
		}
		for (const [index, wait] of waits.entries()) {
			expect(wait).toBeGreaterThanOrEqual(500 * 2 ** index);
			expect(wait).toBeLessThanOrEqual(1_000 * 2 ** index);
		}
		expect(waits).toHaveLength(5);
		expect(new Set(server.seen.map((request) => request.events[0]!.event_id)).size).toBe(1);
		expect(new Set(server.seen.map((request) => request.events[0]!.client_ts)).size).toBe(1);
		expect(new Set(server.seen.map(({ sent_at }) => sent_at)).size).toBe(6);
		expect(server.stored.size).toBe(1);
	});

	it.each([
		['its header', {}, { 'Retry-After': '90' }],
		['its body', { errors: [{ message: 'x', extensions: { code: 'X', retry_after_seconds: 90 } }] }, {}],
	])(
		'waits as long as the server asks in %s, also when it is asked to send now',
		async (_where, body, headers) => {
			const [server, phone] = [fakeServer(), fakePhone()];
			const events = start(server, phone);
			events.track('app_opened');
			server.next(() => server.json(429, body, headers as Record<string, string>));
			await phone.pass(5_000);
			expect(await events.flush()).toEqual({ delivered: 0, rejected: 0, waiting: 1 });
			await phone.pass(89_000);
			expect(server.seen).toHaveLength(1);
			await phone.pass(25_000);
			expect(server.stored.size).toBe(1);
		},
	);

	it('reports and drops what the server refuses, whatever the app does with the report', async () => {
		const [server, phone] = [fakeServer(), fakePhone()];
		const refused: unknown[] = [];
		const events = start(server, phone, {
			onRejected: (rejected) => {
				refused.push(rejected);
				throw new Error('in the app');
			},
		});
		server.refuse.set('badge_earned', 'UNKNOWN_EVENT');
		const id = events.trackCustom('badge_earned', { level: 2 });
		events.track('app_opened');
		await settle();
		expect(await events.flush()).toEqual({ delivered: 1, rejected: 1, waiting: 0 });
		expect(refused).toEqual([
			{ event_id: id, name: 'badge_earned', code: 'UNKNOWN_EVENT', message: 'Because.' },
		]);
	});

	it('finds the event that makes a whole request be refused, and loses no other', async () => {
		const [server, phone] = [fakeServer(), fakePhone()];
		const refused: string[] = [];
		const events = start(server, phone, { onRejected: ({ name }) => refused.push(name) });
		for (let index = 0; index < 30; index += 1) {
			if (index === 17) events.trackCustom('too_large');
			events.track('app_opened');
		}
		const isBad = () =>
			server.seen.at(-1)!.events.some(({ name }) => name === 'too_large')
				? server.json(413, {})
				: (undefined as never);
		server.next(...Array.from({ length: 40 }, () => isBad));
		await settle();
		expect(await events.flush()).toEqual({ delivered: 30, rejected: 1, waiting: 0 });
		expect(refused).toEqual(['too_large']);
		expect(server.stored.size).toBe(30);
	});

	it('keeps the newest when there are too many, and counts the others', async () => {
		const [server, phone] = [fakeServer(), fakePhone()];
		const events = start(server, phone, { mostQueued: 3, batchSize: 50 });
		server.next(...Array.from({ length: 9 }, () => () => new TypeError('offline')));
		const ids = Array.from({ length: 5 }, () => events.track('app_opened'));
		await phone.pass(5_000);
		expect(events.counts()).toEqual({ waiting: 3, dropped: 2 });
		await phone.pass(3_600_000);
		expect([...server.stored]).toEqual(ids.slice(2));
	});

	it('survives a restart of the app, and a store with rubbish in it', async () => {
		const [server, phone] = [fakeServer(), fakePhone()];
		const store = memoryStore();
		server.next(() => new TypeError('offline'));
		const first = start(server, phone, { store });
		const ids = [first.track('app_opened'), first.track('app_opened')];
		await first.flush();
		first.stop();
		await phone.pass(3_600_000);
		expect(server.stored.size).toBe(0);

		const second = start(server, phone, { store });
		const third = second.track('app_opened');
		await phone.pass(5_000);
		expect([...server.stored]).toEqual([...ids, third]);

		for (const rubbish of ['{', '7', 'null', '{"format":1}', '{"format":1,"dropped":0,"queued":[{}]}']) {
			store.set('https://api.example.com/events', rubbish);
			const events = start(server, phone, { store });
			const id = events.track('app_opened');
			await phone.pass(5_000);
			expect(server.stored).toContain(id);
		}
	});

	it('works with a store that fails', async () => {
		const [server, phone] = [fakeServer(), fakePhone()];
		const fail = (): never => {
			throw new Error('disk full');
		};
		const store: EtagStore = { get: fail, set: async () => fail(), delete: fail };
		const events = start(server, phone, { store });
		events.track('app_opened');
		await phone.pass(5_000);
		expect(server.stored.size).toBe(1);
	});

	it('sends what one person did neither as another nor as somebody', async () => {
		const [server, phone] = [fakeServer(), fakePhone()];
		const events = start(server, phone);
		events.track('app_opened');
		await settle();
		await events.login(tokenOf('sara'));
		events.track('fast_started', { goal_hours: 16 });
		await settle();
		await events.login(tokenOf('omar'));
		events.track('fast_started', { goal_hours: 18 });
		await phone.pass(5_000);
		expect(server.seen.map(({ authorization, events: [event] }) => [authorization, event?.props])).toEqual([
			[null, {}],
			[null, { goal_hours: 16 }],
			[`Bearer ${tokenOf('omar')}`, { goal_hours: 18 }],
		]);
	});
});

test('every event arrives once, whatever fails and whenever the app is started anew', async () => {
	const step = fc.oneof(
		{ weight: 4, arbitrary: fc.constant('track' as const) },
		fc.constantFrom('flush' as const, 'restart' as const, 'pass' as const),
	);
	const failure = fc.constantFrom(
		'broken' as const,
		'lost answer' as const,
		'unavailable' as const,
		'fine' as const,
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { maxLength: 30 }),
			fc.array(failure, { maxLength: 12 }),
			async (steps, failures) => {
				const [server, phone, store] = [fakeServer(), fakePhone(), memoryStore()];
				const orders = {
					broken: () => new TypeError('broken'),
					'lost answer': () => 'lost answer' as const,
					unavailable: () => server.json(503, {}, { 'Retry-After': '3' }),
					fine: () => undefined as never,
				};
				server.next(...failures.map((name) => orders[name]));
				let events = start(server, phone, { store, batchSize: 3 });
				const tracked: string[] = [];
				for (const what of steps) {
					if (what === 'track') tracked.push(events.track('app_opened'));
					else if (what === 'flush') void events.flush();
					else if (what === 'pass') await phone.pass(2_500);
					else {
						await settle();
						events.stop();
						events = start(server, phone, { store, batchSize: 3 });
					}
				}
				await phone.pass(3_600_000);
				expect([...server.stored]).toEqual(tracked);
				expect(events.counts()).toEqual({ waiting: 0, dropped: 0 });
			},
		),
		{ numRuns: 40 },
	);
});

test('a wait is never shorter than the server asks for, nor longer than five minutes otherwise', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 1_000 }),
			fc.option(fc.integer({ min: 0, max: 600_000 })),
			fc.double({ min: 0, max: 0.999, noNaN: true }),
			(failures, asked, random) => {
				const wait = backoffMs(failures, asked, random);
				expect(wait).toBeGreaterThanOrEqual(Math.max(500, asked ?? 0));
				expect(wait).toBeLessThanOrEqual(Math.max(300_000, (asked ?? 0) * 1.25));
			},
		),
	);
});

test('whose token it is can be told, and no token of any form does harm', () => {
	expect(personOfToken(tokenOf('2f1c7f6e-4d0f-4a8e-9b54-0b8f0f6d8a11'))).toBe(
		'2f1c7f6e-4d0f-4a8e-9b54-0b8f0f6d8a11',
	);
	expect(personOfToken(null)).toBeNull();
	fc.assert(
		fc.property(fc.string(), (token) => {
			expect(personOfToken(token)).toEqual(expect.any(String));
		}),
	);
});

import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDirectus } from '@directus/sdk';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bebetter, type EtagStore, memoryStore, type Screen } from '../../../client/index.ts';

/** What the server does with the next request for the screen. */
type Step =
	| { readonly does: 'answer'; readonly revision: number }
	| { readonly does: 'break' | 'fail' | 'talk nonsense' | 'take it down' | 'demand an upgrade' };

let server: Server;
let url: string;
const steps: Step[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		const step = steps.shift();
		if (step) serve(step, request.headers['if-none-match'], response);
		else response.destroy();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const etagOf = (revision: number): string => `"revision-${revision}"`;

function serve(step: Step, ifNoneMatch: string | undefined, response: ServerResponse): void {
	const json = (status: number, body: unknown, headers = {}) =>
		response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
	const refuse = (status: number, code: string, extensions = {}) =>
		json(status, { errors: [{ message: code, extensions: { code, ...extensions } }] });
	switch (step.does) {
		case 'answer': {
			const etag = etagOf(step.revision);
			if (ifNoneMatch === etag) return void response.writeHead(304, { etag }).end();
			return void json(200, { data: screenOf(step.revision) }, { etag });
		}
		case 'break':
			return void response.destroy();
		case 'fail':
			return void json(502, 'Bad gateway');
		case 'talk nonsense':
			return void json(200, { data: { screen_key: 'home' } });
		case 'take it down':
			return void refuse(404, 'SCREEN_NOT_FOUND');
		case 'demand an upgrade':
			return void refuse(403, 'UPGRADE_REQUIRED', { min_app_version: '9.0', messages: {}, store_url: {} });
	}
}

const screenOf = (revision: number): Screen => ({
	screen_key: 'home',
	goal: 'default',
	locale: 'en',
	revision,
	schema_version: 1,
	min_app_version: null,
	served: 'exact',
	payload: { title: `Revision ${revision}`, components: [] },
	update: {
		level: 'none',
		reason: null,
		min_app_version: null,
		latest_version: null,
		store_url: { ios: null, android: null },
		message: { en: '', ar: '' },
	},
});

const anyStep: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ does: fc.constant('answer' as const), revision: fc.nat({ max: 6 }) }) },
	{
		weight: 3,
		arbitrary: fc.record({
			does: fc.constantFrom('break' as const, 'fail' as const, 'talk nonsense' as const),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ does: fc.constantFrom('take it down' as const, 'demand an upgrade' as const) }),
	},
);

test('a screen never goes back in revision, and the last good one is there in every failure', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anyStep, { maxLength: 12 }), async (sequence) => {
			const app = createDirectus(url).with(bebetter({ store: memoryStore() }));
			let newest: number | null = null;
			for (const step of sequence) {
				steps.splice(0, steps.length, step);
				const result = await app.screen('home');
				if (step.does === 'answer') {
					newest = Math.max(newest ?? 0, step.revision);
					expect(result).toMatchObject({ kind: 'screen', data: screenOf(newest) });
				} else if (step.does === 'take it down') {
					newest = null;
					expect(result).toEqual({ kind: 'not_found' });
				} else if (step.does === 'demand an upgrade') {
					newest = null;
					expect(result).toMatchObject({ kind: 'upgrade_required', minAppVersion: '9.0' });
				} else {
					expect(result).toMatchObject({ kind: 'offline', data: newest === null ? null : screenOf(newest) });
				}
			}
		}),
		{ numRuns: 60 },
	);
});

test('of answers that arrive at once, the newest stays', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.nat({ max: 6 }), { minLength: 2, maxLength: 6 }), async (revisions) => {
			const app = createDirectus(url).with(bebetter({ store: slowStore() }));
			steps.splice(0, steps.length, ...revisions.map((revision) => ({ does: 'answer', revision }) as const));
			await Promise.all(revisions.map(() => app.screen('home')));
			expect(await app.screen('home')).toMatchObject({
				kind: 'offline',
				data: { revision: Math.max(...revisions) },
			});
		}),
		{ numRuns: 30 },
	);
});

/** Like the storage of a phone: nothing happens at once. */
function slowStore(): EtagStore {
	const entries = new Map<string, string>();
	const later = <T>(work: () => T) => new Promise<T>((resolve) => setTimeout(() => resolve(work()), 1));
	return {
		get: (key) => later(() => entries.get(key)),
		set: (key, value) => later(() => entries.set(key, value)),
		delete: (key) => later(() => entries.delete(key)),
	};
}

test('the store in memory forgets what was not used for the longest time', () => {
	const store = memoryStore(2);
	store.set('a', '1');
	store.set('b', '2');
	store.get('a');
	store.set('c', '3');
	expect(['a', 'b', 'c'].map((key) => store.get(key) ?? null)).toEqual(['1', null, '3']);
});

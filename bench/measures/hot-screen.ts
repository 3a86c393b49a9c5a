import type { Host } from '../../test/support/host/index.ts';
import { startBareServer } from '../support/bare.ts';
import { host } from '../support/hosts.ts';
import { generator, load, type LoadResult } from '../support/load.ts';
import { atLeast, atMost, type Measure } from '../support/measure.ts';
import { processorTime } from '../support/process-info.ts';
import { median } from '../support/stats.ts';

export const screen = '/mobile/screens/home';

const secondsEach = 2;

interface Contender {
	readonly name: string;
	readonly url: string;
	readonly headers: Record<string, string>;
	/** The server's process. */
	readonly pid: number;
}

interface Turn extends LoadResult {
	/** Processor time of the server, µs for each answer; NaN where the system does not tell. */
	readonly processor: number;
}

/** What the fast path is worth, against Node alone, our own endpoint behind Express and Directus's cache. */
export const hotScreen: Measure = {
	name: 'hot-screen',
	async *run({ rounds }) {
		const fast = await host();
		const ordinary = await host({ env: { BEBETTER_FAST_PATH: 'false' } });
		const directus = await host({ env: { CACHE_ENABLED: 'true', CACHE_STATUS_HEADER: 'x-directus-cache' } });
		await (await fast.fetch(screen)).arrayBuffer();
		const bare = await startBareServer(fast.url + screen, ['identity', 'br', 'gzip']);
		const items = await itemsLikeScreen(directus);

		const servers = { bare, fast, ordinary };
		const contenders = Object.entries(servers).flatMap(([name, { url, pid }]) =>
			forms.map((form) => ({ name: `${name} ${form}`, form, url, pid })),
		);
		const etag = await plainEntityTag(fast);
		const all: Contender[] = [
			...contenders.map(({ name, form, url, pid }) => ({
				pid,
				name,
				url: url + screen,
				headers: headersOf(form, etag),
			})),
			{ name: 'directus', url: items.url, headers: items.headers, pid: directus.pid },
		];

		const results = await takeTurns(all, rounds);
		const of = (name: string) => results.get(name)!.map(({ perSecond }) => perSecond);
		const processorOf = (name: string) => results.get(name)!.map(({ processor }) => processor);
		/** The median of the ratios within each round: what disturbs a round disturbs both. */
		const ratio = (a: string, b: string) => median(of(a).map((value, round) => value / of(b)[round]!));
		const how = `${generator}, 64 connections, ${rounds} rounds of ${secondsEach} s, contenders in turn, median`;

		for (const [form, label] of Object.entries(labels) as [Form, string][])
			yield {
				name: `hot screen ${label}, against bare node:http`,
				value: ratio(`fast ${form}`, `bare ${form}`),
				unit: '×',
				target: atLeast(0.7),
				how: `${how}; the bare server sends the same bytes and headers`,
			};
		for (const form of ['200', '304'] as const)
			yield {
				name: `hot screen ${form}, the same by processor time for each answer`,
				value: median(processorOf(`bare ${form}`)) / median(processorOf(`fast ${form}`)),
				unit: '×',
				target: null,
				how: `${how}; user and system time of the server process: says the same on a busy machine`,
			};
		for (const form of ['200', '304'] as const)
			yield {
				name: `hot screen ${form}, against Directus's cached /items`,
				value: ratio(`fast ${form}`, 'directus'),
				unit: '×',
				target: atLeast(80),
				how: `${how}; CACHE_ENABLED=true, static token, ${items.bytes} bytes against ${items.screenBytes}`,
			};
		for (const { name } of all)
			yield { name: `requests per second, ${name}`, value: median(of(name)), unit: '/s', target: null, how };
		yield {
			name: 'hot screen 200, p99 at full speed',
			value: median(results.get('fast 200')!.map(({ p99 }) => p99)),
			unit: 'ms',
			target: null,
			how,
		};
		yield {
			name: 'failed requests of all contenders',
			value: [...results.values()].flat().reduce((sum, { errors }) => sum + errors, 0),
			unit: '',
			target: atMost(0),
			how: `${how}; ${failing(results)}`,
		};
	},
};

const failing = (results: ReadonlyMap<string, readonly Turn[]>): string =>
	[...results]
		.map(([name, turns]) => `${name}: ${turns.reduce((sum, { errors }) => sum + errors, 0)}`)
		.join(', ');

type Form = '200' | '304' | 'br' | 'gzip';

const labels: Record<Form, string> = { 200: '200', 304: '304', br: '200 as br', gzip: '200 as gzip' };
const forms = Object.keys(labels) as Form[];

function headersOf(form: Form, etag: string): Record<string, string> {
	if (form === '304') return { 'If-None-Match': etag };
	return form === '200' ? {} : { 'Accept-Encoding': form };
}

async function plainEntityTag(fast: Host): Promise<string> {
	const response = await fast.fetch(screen, { headers: { 'accept-encoding': 'identity' } });
	await response.arrayBuffer();
	return response.headers.get('etag') ?? '';
}

async function takeTurns(contenders: readonly Contender[], rounds: number): Promise<Map<string, Turn[]>> {
	const results = new Map<string, Turn[]>(contenders.map(({ name }) => [name, []]));
	for (const { url, headers } of contenders) await load({ url, headers, seconds: 1 });
	for (let round = 0; round < rounds; round += 1)
		for (const { name, url, headers, pid } of contenders) {
			const before = processorTime(pid);
			const result = await load({ url, headers, seconds: secondsEach });
			const processor = (processorTime(pid) - before) / (result.perSecond * secondsEach);
			results.get(name)!.push({ ...result, processor });
		}
	return results;
}

/** As many foods from Directus's own cache as make an answer of the screen's size. */
async function itemsLikeScreen(directus: Host) {
	const headers = { Authorization: `Bearer ${directus.adminToken}` };
	const screenBytes = (await (await directus.fetch(screen)).arrayBuffer()).byteLength;
	const sample = await (await directus.fetch('/items/foods?limit=10', { headers })).arrayBuffer();
	const limit = Math.max(1, Math.round((screenBytes / sample.byteLength) * 10));
	const path = `/items/foods?limit=${limit}`;

	await (await directus.fetch(path, { headers })).arrayBuffer();
	await new Promise((resolve) => setTimeout(resolve, 300));
	const cached = await directus.fetch(path, { headers });
	if (cached.headers.get('x-directus-cache') !== 'HIT')
		throw new Error('Directus did not answer from its cache');
	const bytes = (await cached.arrayBuffer()).byteLength;
	return { url: directus.url + path, headers, bytes, screenBytes };
}

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cloudflare } from '../../platform/cdn/cloudflare.ts';
import { configuredCdns } from '../../platform/cdn/configured.ts';
import { fastly } from '../../platform/cdn/fastly.ts';
import { CdnNotifier } from '../../platform/cdn/notifier.ts';
import { parseConfig } from '../../platform/config.ts';
import { secrets, startFakeCdn, type FakeCdn } from '../support/cdn/fake-cdn.ts';

let server: FakeCdn;
beforeAll(async () => {
	server = await startFakeCdn();
});
afterAll(() => server.stop());
beforeEach(() => {
	Object.assign(server, { purges: [], requests: 0, troubles: [] });
});

const makers = {
	fastly: (token: string) => fastly({ serviceId: secrets.service, token, url: server.url }),
	cloudflare: (token: string) => cloudflare({ zoneId: secrets.zone, token, url: server.url }),
};
const tags = (count: number) => Array.from({ length: count }, (_, index) => `foods:${index}`);

describe.each(['fastly', 'cloudflare'] as const)('%s', (name) => {
	const cdn = (token = secrets.token) => makers[name](token);
	const most = name === 'fastly' ? 256 : 100;

	it('forgets by tag, in batches', async () => {
		expect(await cdn().purgeTags(tags(most + 1))).toEqual({ name, ok: true, status: 200 });
		expect(server.purges.map((purge) => purge.tags?.length)).toEqual([most, 1]);
		expect(server.purges.flatMap((purge) => purge.tags)).toEqual(tags(most + 1));
	});

	it('forgets everything, and is not asked for nothing', async () => {
		expect(await cdn().purgeAll()).toMatchObject({ ok: true });
		expect(server.purges).toEqual([{ cdn: name, tags: null }]);
		expect(await cdn().purgeTags([])).toEqual({ name, ok: true });
		expect(server.requests).toBe(1);
	});

	it('says that the token is wrong, once, without repeating it', async () => {
		const answer = await cdn('stolen-token').purgeTags(['foods']);
		expect(answer).toMatchObject({ ok: false, status: name === 'fastly' ? 401 : 403 });
		expect(JSON.stringify(answer)).not.toContain('stolen-token');
		expect(server.requests).toBe(1);
	});

	it('is tried again when it is busy, after the time it asks for', async () => {
		server.troubles = [{ status: 429, retryAfter: '1' }];
		const started = performance.now();
		expect(await cdn().purgeTags(['foods'])).toMatchObject({ ok: true });
		expect(performance.now() - started).toBeGreaterThan(900);
		expect(server.requests).toBe(2);
	});

	it('is tried once more when it is in trouble, and not a third time', async () => {
		server.troubles = [{ status: 500 }, { status: 503 }];
		expect(await cdn().purgeTags(['foods'])).toMatchObject({ ok: false, status: 503 });
		expect(server.requests).toBe(2);
	});

	it('is not waited for when it asks for an hour', async () => {
		server.troubles = [{ status: 429, retryAfter: '3600' }];
		expect(await cdn().purgeTags(['foods'])).toMatchObject({ ok: false, status: 429 });
		expect(server.requests).toBe(1);
	});

	it('is given up after five seconds of silence', async () => {
		server.troubles = ['silence'];
		const answer = await cdn().purgeTags(['foods']);
		expect(answer).toEqual({ name, ok: false, error: 'no answer within 5000 ms' });
	});

	it('may be out of reach', async () => {
		const gone = await startFakeCdn();
		await gone.stop();
		const away = fastly({ serviceId: 'x', token: 'y', url: gone.url });
		expect(await away.purgeAll()).toMatchObject({
			ok: false,
			error: expect.stringContaining('ECONNREFUSED'),
		});
	});
});

describe('a notifier', () => {
	const logger = { warn: vi.fn() };
	const notifier = () => new CdnNotifier(makers.fastly(secrets.token), logger);

	it('gathers what follows closely, without tags that no CDN knows', async () => {
		const one = notifier();
		one.tell(['foods:1', 'foods#kcal']);
		one.tell(['foods:2', 'foods:1']);
		await vi.waitFor(
			() => expect(server.purges).toEqual([{ cdn: 'fastly', tags: ['foods:1', 'foods:2'] }]),
			10_000,
		);
		one.stop();
	});

	it('tells again, with the next publish, what was not taken', async () => {
		server.troubles = [{ status: 401 }];
		const one = notifier();
		one.tell(['foods:1']);
		await vi.waitFor(() => expect(logger.warn).toHaveBeenCalled(), 10_000);
		one.tell(['foods:2']);
		await vi.waitFor(
			() => expect(server.purges.at(-1)?.tags?.toSorted()).toEqual(['foods:1', 'foods:2']),
			10_000,
		);
		one.stop();
	});
});

describe('configuration', () => {
	it('is none by default', () => expect(configuredCdns(parseConfig({}))).toEqual([]));

	it('names what is missing', () => {
		expect(() => parseConfig({ BEBETTER_FASTLY_TOKEN: 'x' })).toThrow(
			'BEBETTER_FASTLY_SERVICE_ID: set it too',
		);
		expect(() => parseConfig({ BEBETTER_CLOUDFLARE_ZONE_ID: 'x' })).toThrow(
			'BEBETTER_CLOUDFLARE_TOKEN: set it too',
		);
	});

	it('takes an id of digits, and an address with a slash at its end', () => {
		const config = parseConfig({
			BEBETTER_FASTLY_SERVICE_ID: 123,
			BEBETTER_FASTLY_TOKEN: 'x',
			BEBETTER_FASTLY_URL: 'http://localhost:1/',
		});
		expect(config.BEBETTER_FASTLY_SERVICE_ID).toBe('123');
		expect(config.BEBETTER_FASTLY_URL).toBe('http://localhost:1');
		expect(configuredCdns(config).map(({ name }) => name)).toEqual(['fastly']);
	});
});

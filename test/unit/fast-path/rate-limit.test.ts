import { expect, it } from 'vitest';
import { readHostSettings } from '../../../platform/fast-path/host-settings.ts';
import { rateLimit } from '../../../platform/fast-path/rate-limit.ts';
import type { IncomingMessage } from 'node:http';

it('gives each client its points in a window and says when to come back', () => {
	const limit = rateLimit(3, 2_000);
	for (let request = 0; request < 3; request += 1) expect(limit('a', 100)).toBeNull();
	expect(limit('a', 150)).toEqual({ retryAfterSeconds: 2 });
	expect(limit('a', 1_500)).toEqual({ retryAfterSeconds: 1 });
	expect(limit('b', 1_500)).toBeNull();
	expect(limit('a', 2_100)).toBeNull();
});

it('remembers only so many clients', () => {
	const limit = rateLimit(1, 1e9);
	for (let client = 0; client < 100_001; client += 1) limit(String(client), 0);
	expect(limit('0', 0)).toBeNull();
});

const request = (remoteAddress: string, headers: Record<string, string> = {}) =>
	({ socket: { remoteAddress }, connection: { remoteAddress }, headers }) as unknown as IncomingMessage;

it.each([
	[false, '10.0.0.9'],
	[true, '1.1.1.1'],
	[1, '2.2.2.2'],
	['10.0.0.0/8', '2.2.2.2'],
])('knows a client behind proxies as IP_TRUST_PROXY=%s says', (trust, expected) => {
	const { limits } = readHostSettings({ RATE_LIMITER_ENABLED: true, IP_TRUST_PROXY: trust });
	expect(limits[0]!.clientOf(request('::ffff:10.0.0.9', { 'x-forwarded-for': '1.1.1.1, 2.2.2.2' }))).toBe(
		expected,
	);
});

import { groupBy } from '../../../domain/group-by.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessChanges } from '../../../domain/operations/security/access-changes.ts';
import { digestMessage } from '../../../domain/operations/security/digest-message.ts';
import {
	EventCounts,
	manyReason,
	securityEventKinds,
	type SecurityEvent,
} from '../../../domain/operations/security/event-counts.ts';
import { deepestBody, hostileBody, mostValues } from '../../../domain/operations/security/hostile-body.ts';
import {
	baselineMs,
	failureGrowth,
	failureWindowMs,
} from '../../../domain/operations/security/login-baseline.ts';
import { Nesting } from '../../../domain/operations/security/nesting.ts';
import { networkOf } from '../../../domain/operations/security/network.ts';
import { permissionDrift } from '../../../domain/operations/security/permission-drift.ts';
import { agesOf, isSecretVariable, partsOf } from '../../../domain/operations/security/secrets.ts';
import { readAttempt, readRefusal } from '../../../platform/security/read-events.ts';

describe('networkOf', () => {
	it.each([
		['203.0.113.77', '203.0.113.0/24'],
		['::ffff:203.0.113.77', '203.0.113.0/24'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
		['2001:DB8::1', '2001:db8:0::/48'],
		['fe80::1%eth0', 'fe80:0:0::/48'],
		['::1', '0:0:0::/48'],
		['64:ff9b::192.0.2.33', '64:ff9b:0::/48'],
	])('%s is of %s', (address, network) => expect(networkOf(address)).toBe(network));

	it.each([
		null,
		undefined,
		'',
		'nobody',
		'1.2.3',
		'1.2.3.256',
		'1:2:3',
		'1::2::3',
		'1:2:3:4:5:6:7:8:9',
		'g::1',
	])('%s is no address', (address) => expect(networkOf(address)).toBeNull());

	it('never has the last part of an address', () => {
		fc.assert(fc.property(fc.ipV4(), (address) => networkOf(address)?.endsWith('.0/24')));
		fc.assert(
			fc.property(fc.ipV6(), (address) =>
				/^(?:[\da-f]{1,4}:){3}:\/48$|^[\d.]+\.0\/24$/.test(networkOf(address) ?? ''),
			),
		);
	});
});

const event = fc.record<SecurityEvent>({
	kind: fc.constantFrom(...securityEventKinds),
	source: fc.option(fc.nat(500).map((part) => `10.0.${part % 256}.0/24`)),
	account: fc.option(fc.nat(500).map(String)),
	reason: fc.constantFrom(null, 'INVALID_CREDENTIALS'),
});

describe('EventCounts', () => {
	const bounds = { perMinute: 20, perDay: 60 };
	const minuteMs = 60_000;

	it('loses no event and keeps its bounds, however many sources there are and whenever it is emptied', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ event, wait: fc.nat(30_000), takes: fc.boolean() }), { maxLength: 600 }),
				(history) => {
					const counts = new EventCounts(bounds);
					const rows = [];
					let now = 0;
					for (const { event, wait, takes } of history) {
						now += wait;
						counts.add(event, now);
						if (takes) rows.push(...counts.take());
					}
					rows.push(...counts.take());

					const total = rows.reduce((sum, { count }) => sum + count, 0);
					expect(total).toBe(history.length);
					const stored = new Set(rows.map((row) => JSON.stringify({ ...row, count: 0 })));
					const minutes = groupBy(stored, (row) => JSON.parse(row).at as number);
					for (const [, ofMinute] of minutes)
						expect(ofMinute.length).toBeLessThanOrEqual(bounds.perMinute + securityEventKinds.length);
					const apart = [...stored].filter((row) => JSON.parse(row).reason !== manyReason);
					expect(apart.length).toBeLessThanOrEqual(bounds.perDay * (1 + Math.floor(now / 86_400_000)));
				},
			),
			{ numRuns: 50 },
		);
	});

	it('holds an attack of 100,000 sources in a bounded number of rows', () => {
		const counts = new EventCounts({ perMinute: 50, perDay: 10_000 });
		for (let attempt = 0; attempt < 100_000; attempt += 1)
			counts.add(
				{ kind: 'login_failed', source: `n${attempt}`, account: `a${attempt}`, reason: null },
				attempt,
			);
		const rows = counts.take();
		expect(rows.length).toBeLessThanOrEqual(102);
		expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(100_000);

		for (let attempt = 0; attempt < 100_000; attempt += 1)
			counts.add({ kind: 'login_failed', source: `n${attempt}`, account: null, reason: null }, minuteMs * 5);
		expect(counts.take()).toHaveLength(51);
	});

	it('counts again what could not be stored', () => {
		const counts = new EventCounts(bounds);
		const failed: SecurityEvent = { kind: 'login_failed', source: 's', account: null, reason: null };
		counts.add(failed, 0);
		const rows = counts.take();
		counts.add(failed, 1);
		counts.giveBack(rows);
		expect(counts.take()).toEqual([{ ...failed, at: 0, count: 2 }]);
	});
});

describe('failed log-ins compared with what is usual', () => {
	it.each([
		['as always', { recent: 20, before: 20 * 1008, beforeMs: baselineMs }, 1],
		['six times as many', { recent: 120, before: 20 * 1008, beforeMs: baselineMs }, 6],
		['a few where none fail', { recent: 4, before: 0, beforeMs: baselineMs }, 4],
		['a day of record', { recent: 12, before: 288, beforeMs: 86_400_000 }, 6],
		['less than a day of record', { recent: 500, before: 0, beforeMs: 86_399_999 }, null],
	])('%s', (_what, failures, expected) => expect(failureGrowth(failures)).toBe(expected));

	it('never alarms below six failures, nor while as many fail as always', () => {
		fc.assert(
			fc.property(fc.nat(10_000), fc.integer({ min: 86_400_000, max: baselineMs }), (recent, beforeMs) => {
				const windows = beforeMs / failureWindowMs;
				expect(failureGrowth({ recent, before: recent * windows, beforeMs })).toBeLessThanOrEqual(1 + 1e-9);
				if (recent < 6) expect(failureGrowth({ recent, before: 0, beforeMs })).toBeLessThanOrEqual(5);
			}),
		);
	});
});

describe('S7: what is read of a login', () => {
	it('has the network, the code and the address, and never the password', () => {
		const meta = {
			status: 'fail',
			payload: { email: 'a@example.com', password: 'canary', otp: '123456' },
			error: Object.assign(new Error('canary'), { code: 'INVALID_CREDENTIALS' }),
		};
		const attempt = readAttempt(meta, '10.0.0.1');
		expect(attempt).toEqual({
			kind: 'login_failed',
			ip: '10.0.0.1',
			reason: 'INVALID_CREDENTIALS',
			email: 'a@example.com',
		});
		expect(JSON.stringify(attempt)).not.toContain('canary');
	});

	it('takes anything', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.anything()), fc.anything(), (meta, payload) => {
				readAttempt({ ...meta, payload }, null);
				readRefusal(meta);
			}),
		);
		expect(readRefusal({ response: { status: 429 }, ip: '10.0.0.1' })).toEqual({
			kind: 'rate_limited',
			ip: '10.0.0.1',
		});
		expect(readRefusal({ response: { status: 200 } })).toBeNull();
	});
});

describe('secrets', () => {
	it.each([
		'SECRET',
		'DB_PASSWORD',
		'ADMIN_TOKEN',
		'BEBETTER_HASH_KEYS',
		'BEBETTER_OPS_TOKENS',
		'BEBETTER_FASTLY_TOKEN',
		'STORAGE_S3_SECRET',
		'STORAGE_S3_KEY',
		'EMAIL_SMTP_PASSWORD',
		'AUTH_GOOGLE_CLIENT_SECRET',
	])('%s is one', (name) => expect(isSecretVariable(name)).toBe(true));

	it.each(['PATH', 'PUBLIC_URL', 'DB_HOST', 'BEBETTER_FASTLY_URL', 'SOME_OTHER_PASSWORD', 'EMAIL_FROM'])(
		'%s is none of ours',
		(name) => expect(isSecretVariable(name)).toBe(false),
	);

	it('have an age for each key and token of a list', () => {
		const nameOf = (token: string) => `#${token.length}`;
		expect(partsOf('BEBETTER_HASH_KEYS', 'k2:abc, k1:def', nameOf)).toEqual([
			{ name: 'BEBETTER_HASH_KEYS:k2', value: 'abc' },
			{ name: 'BEBETTER_HASH_KEYS:k1', value: 'def' },
		]);
		expect(partsOf('BEBETTER_OPS_TOKENS', 'one,three', nameOf).map(({ name }) => name)).toEqual([
			'BEBETTER_OPS_TOKENS:#3',
			'BEBETTER_OPS_TOKENS:#5',
		]);
		expect(partsOf('SECRET', 'a,b', nameOf)).toEqual([{ name: 'SECRET', value: 'a,b' }]);
	});

	it('are overdue on the day they are due, and forgotten when they are gone', () => {
		const day = 86_400_000;
		const seen = { name: 'SECRET', first_seen: 0, max_age_days: 90 };
		const overdue = (now: number) => agesOf([{ ...seen, last_seen: now }], now)[0]?.overdue;
		expect(overdue(90 * day - 1)).toBe(false);
		expect(overdue(90 * day)).toBe(true);
		expect(agesOf([{ ...seen, last_seen: 0 }], 4 * day)).toEqual([]);
	});
});

describe('accessChanges', () => {
	it('tells of a secret only that it is there', () => {
		const before = { role: 'a', token: 'canary-1', status: 'active' };
		const after = { role: 'b', token: 'canary-2', email: 'canary@example.com', password: 'canary-3' };
		const changes = accessChanges('directus_users', before, after);
		expect(changes).toEqual([
			{ field: 'role', before: 'a', after: 'b' },
			{ field: 'token', before: 'set', after: 'set' },
		]);
	});

	it('is nothing where nothing that decides about access is written', () => {
		expect(accessChanges('directus_users', { role: 'a' }, { last_page: '/', role: 'a' })).toEqual([]);
		expect(accessChanges('directus_policies', { admin_access: 1 }, { admin_access: true })).toEqual([]);
		expect(accessChanges('directus_files', null, { title: 'x' })).toEqual([]);
	});
});

it('permissionDrift names what is missing, added, changed and open to everybody', () => {
	const row = (policy: string, collection: string, allows = '*') => ({
		policy,
		collection,
		action: 'read',
		allows,
	});
	const made = [row('editing', 'foods'), row('editing', 'videos'), row('public', 'foods')];
	const there = [
		row('editing', 'foods', 'less'),
		row('editing', 'users'),
		row('public', 'foods'),
		row('public', 'users'),
	];
	expect(permissionDrift(made, there).map(({ kind, collection }) => `${kind} ${collection}`)).toEqual([
		'missing videos',
		'changed foods',
		'added users',
		'public users',
	]);
	expect(permissionDrift(made, made)).toEqual([]);
	const widened = [...made, row('public', 'foods', 'more')];
	expect(permissionDrift(made, widened).map(({ kind }) => kind)).toEqual(['public']);
});

describe('the weekly message', () => {
	it('says the same in both languages', () => {
		const news = {
			digest: { new_administrators: [], static_tokens: [], inactive: [], drift: [] },
			overdue: ['SECRET'],
			failedLogins: 7,
		};
		const [en, ar] = [digestMessage(news, 'en'), digestMessage(news, 'ar')];
		expect(en.message).toContain('Secrets to replace: 1 (SECRET)');
		expect(en.message).toContain('Failed logins in 7 days: 7');
		expect(ar.message.split('\n')).toHaveLength(en.message.split('\n').length);
		expect(ar.message).toContain('SECRET');
	});
});

describe('B2: Nesting', () => {
	const exceeds = (text: string, deepest = 3, size = 1) => {
		const nesting = new Nesting(deepest);
		const bytes = Buffer.from(text);
		for (let at = 0; at < bytes.length; at += size)
			if (nesting.exceedsWith(bytes.subarray(at, at + size))) return true;
		return false;
	};

	it('counts brackets, but not those in texts', () => {
		expect(exceeds('[[[1]]]')).toBe(false);
		expect(exceeds('[[{"a":[1]}]]')).toBe(true);
		expect(exceeds('["[[[[\\"[[[["]')).toBe(false);
		expect(exceeds(']]]][[[1]]]')).toBe(false);
	});

	it('agrees with the real depth, in whatever pieces the text comes', () => {
		const depth = (value: unknown): number =>
			typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 1, max: 20 }), (value, size) => {
				expect(exceeds(JSON.stringify(value), 3, size)).toBe(depth(value) > 3);
			}),
		);
	});
});

describe('B2, B3: hostileBody', () => {
	const nest = (depth: number): unknown => {
		let value: unknown = {};
		for (let level = 1; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
		return value;
	};

	it('knows how deep is too deep, and walks 200,000 levels without a stack', () => {
		expect(hostileBody(nest(deepestBody))).toBeNull();
		expect(hostileBody(nest(deepestBody + 1))).toMatchObject({ field: 'body' });
		expect(hostileBody(nest(200_000))).toMatchObject({ field: 'body' });
	});

	it('knows how many values are too many', () => {
		expect(hostileBody(Array(mostValues).fill(0))).toBeNull();
		expect(hostileBody(Array(mostValues + 1).fill(0))).toMatchObject({ field: 'body' });
	});

	it('names names that reach the prototype, and lets honest words pass', () => {
		const field = (json: string) => hostileBody(JSON.parse(json))?.field ?? null;
		expect(field('{"__proto__":1}')).toBe('__proto__');
		expect(field('{"a":[{"b":1},{"__proto__":1}]}')).toBe('a.1.__proto__');
		expect(field('[{"constructor":{"prototype":{}}}]')).toBe('0.constructor');
		expect(field('{"constructor":"Ferrari","prototype":{"a":1}}')).toBeNull();
	});

	it('names the whole path in an honest depth, and not a whole body in any other', () => {
		const within = (path: readonly string[]): unknown =>
			path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), JSON.parse('{"__proto__":1}'));
		const layout = Array<string>(30).fill('components');
		expect(hostileBody(within(layout))?.field).toBe([...layout, '__proto__'].join('.'));
		expect(hostileBody(within(['x'.repeat(100_000)]))?.field).toBe('x'.repeat(500));
	});

	it('takes any JSON, and finds nothing in what is small and honest', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
				const text = JSON.stringify(value);
				if (!/__proto__|constructor/.test(text)) expect(hostileBody(JSON.parse(text))).toBeNull();
			}),
		);
	});
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingGroups } from '../../../domain/operations/doctor/catalogue.ts';
import { judgeDatabase } from '../../../domain/operations/doctor/database.ts';
import { judgeLicence } from '../../../domain/operations/doctor/licence.ts';
import { judgeNetwork } from '../../../domain/operations/doctor/network.ts';
import { connectionsNeeded, type Pools } from '../../../domain/operations/doctor/pools.ts';
import { judgeRedis } from '../../../domain/operations/doctor/redis.ts';
import { judgeRuntime, type RuntimeFacts } from '../../../domain/operations/doctor/runtime.ts';
import { judgeSecrets } from '../../../domain/operations/doctor/secrets.ts';
import { judgeVariables } from '../../../domain/operations/doctor/variables.ts';
import { judgeWorkers } from '../../../domain/operations/doctor/workers.ts';
import { configVariables, readConfig } from '../../../platform/config.ts';

const idsOf = (findings: readonly { id: string }[]): string[] => findings.map(({ id }) => id);
const secret = 'a'.repeat(64);

describe('every finding', () => {
	const all = Object.values(findingGroups)
		.flat()
		.flatMap(({ definitions }) => Object.entries(definitions));

	test('has an id of its own', () => {
		expect(new Set(all.map(([id]) => id)).size).toBe(all.length);
	});

	test.each(all)(
		'%s says what was found and the remedy, in both languages with the same values',
		(_id, of) => {
			const placeholders = (text: string) =>
				Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name).toSorted();
			for (const { en, ar } of [of.found, of.remedy]) {
				expect(en).toMatch(/\w.*[.:]$/s);
				expect(ar).toMatch(/\p{Script=Arabic}/u);
				expect(placeholders(ar)).toEqual(placeholders(en));
			}
		},
	);
});

describe('pools', () => {
	const size = fc.integer({ min: 0, max: 500 });
	const pools = fc.record({
		instances: fc.integer({ min: 1, max: 50 }),
		webPool: size,
		workers: fc.integer({ min: 0, max: 50 }),
		workerPool: size,
	});
	const findingsOf = (of: Pools, most: number) =>
		idsOf(
			judgeDatabase({
				vendor: 'postgres',
				version: '15.18',
				processes: of.instances + of.workers,
				connections: { ...of, most, used: 0 },
			}),
		);

	test('fit exactly when every process can open all its connections and five are left', () => {
		fc.assert(
			fc.property(pools, fc.integer({ min: 0, max: 100 }), (of, more) => {
				const needed = connectionsNeeded(of);
				expect(needed).toBe(of.instances * of.webPool + of.workers * of.workerPool + 5);
				expect(findingsOf(of, needed + more)).not.toContain('pool-too-large');
				expect(findingsOf(of, needed - 1 - more)).toContain('pool-too-large');
			}),
		);
	});

	test('never need fewer connections when a process is added', () => {
		fc.assert(
			fc.property(pools, (of) => {
				expect(connectionsNeeded({ ...of, instances: of.instances + 1 })).toBeGreaterThanOrEqual(
					connectionsNeeded(of),
				);
			}),
		);
	});
});

describe('variables', () => {
	const known = configVariables.map(({ name }) => name);
	const judge = (settings: Record<string, unknown>) =>
		judgeVariables({ settings, problems: readConfig(settings).problems, known });

	test('of ours, and their files, are no finding', () => {
		for (const name of known) {
			expect(idsOf(judge({ [name]: '1' }))).not.toContain('variable-unknown');
			expect(idsOf(judge({ [`${name}_FILE`]: 'missing' }))).not.toContain('variable-unknown');
		}
	});

	test('with one letter wrong, missing or doubled lead to the one that was meant', () => {
		const mistyped = fc
			.record({
				name: fc.constantFrom(...known),
				at: fc.nat(),
				kind: fc.constantFrom('drop', 'double', 'swap'),
			})
			.map(({ name, at, kind }) => {
				const place = 'BEBETTER_'.length + (at % (name.length - 'BEBETTER_'.length));
				const letter = name[place]!;
				const instead = { drop: '', double: letter + letter, swap: letter === 'X' ? 'Y' : 'X' }[kind]!;
				return { name, typed: name.slice(0, place) + instead + name.slice(place + 1) };
			})
			.filter(({ typed }) => !known.includes(typed) && typed.length > 'BEBETTER_'.length + 2);
		fc.assert(
			fc.property(mistyped, ({ name, typed }) => {
				const [detail] = judge({ [typed]: 'x' }).find(({ id }) => id === 'variable-unknown')!.details;
				expect(detail).toBe(`${typed} → ${name}?`);
			}),
		);
	});

	test('that cannot be used leave the others as they are, and are named without their value', () => {
		const { config, problems } = readConfig({
			BEBETTER_HASH_KEYS: 'k1:c2hvcnQ=',
			BEBETTER_NAMESPACE: 'of our own!',
			BEBETTER_CACHE_MAX_MB: 64,
			BEBETTER_FASTLY_TOKEN_FILE: '/nowhere/at/all',
		});
		expect(config).toMatchObject({ BEBETTER_CACHE_MAX_MB: 64, BEBETTER_NAMESPACE: 'bebetter' });
		expect(problems.map((problem) => problem.split(':')[0]).toSorted()).toEqual([
			'BEBETTER_FASTLY_TOKEN_FILE',
			'BEBETTER_HASH_KEYS',
			'BEBETTER_NAMESPACE',
		]);
		expect(problems.join()).not.toMatch(/c2hvcnQ|of our own/);
	});
});

describe('secrets', () => {
	const judge = (settings: Record<string, unknown>) => judgeSecrets({ settings, readableFiles: [] });

	test('that are long and different are no finding', () => {
		expect(judge({ SECRET: secret, BEBETTER_HASH_KEYS: `k1:${'b'.repeat(43)}` })).toEqual([]);
	});

	test('are counted in bytes, not letters', () => {
		expect(idsOf(judge({ SECRET: 'ش'.repeat(16), BEBETTER_HASH_KEYS: 'x' }))).toEqual([]);
		expect(idsOf(judge({ SECRET: 'ش'.repeat(15), BEBETTER_HASH_KEYS: 'x' }))).toEqual(['secret-short']);
	});

	test('are found equal wherever they stand in a list', () => {
		const found = judge({ SECRET: secret, BEBETTER_HASH_KEYS: `k2:${'b'.repeat(43)},k1:${secret}` });
		expect(found.map(({ id, found: { en } }) => [id, en])).toEqual([
			['secrets-equal', expect.stringContaining('SECRET, BEBETTER_HASH_KEYS')],
		]);
	});

	test('never appear in a finding', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 6, maxLength: 40 }), (value) => {
				const odd = `§${value}§`;
				const text = JSON.stringify(
					judge({ SECRET: odd, KEY: odd, BEBETTER_OPS_TOKEN: odd, ADMIN_TOKEN: odd }),
				);
				expect(text).not.toContain(JSON.stringify(odd).slice(1, -1));
			}),
		);
	});
});

describe('the network', () => {
	const limited = { RATE_LIMITER_ENABLED: true, IP_TRUST_PROXY: 1 };

	test.each<[string, Record<string, unknown>, string[]]>([
		[
			'the shipped settings',
			{
				PUBLIC_URL: 'https://cms.example.com',
				SESSION_COOKIE_SECURE: true,
				REFRESH_TOKEN_COOKIE_SECURE: true,
			},
			[],
		],
		['this machine', { PUBLIC_URL: 'http://localhost:8055' }, ['public-url-local']],
		[
			'plain HTTP',
			{ PUBLIC_URL: 'http://cms.example.com', SESSION_COOKIE_SECURE: true },
			['public-url-plain', 'cookie-never-sent'],
		],
		['no scheme', { PUBLIC_URL: 'cms.example.com' }, ['public-url-missing']],
		[
			'every proxy',
			{ PUBLIC_URL: 'http://cms.example.com', IP_TRUST_PROXY: true },
			['public-url-plain', 'proxy-trusts-all'],
		],
		[
			'any origin without cookies',
			{ PUBLIC_URL: 'http://localhost', CORS_ENABLED: true, CORS_ORIGIN: true, CORS_CREDENTIALS: false },
			['public-url-local'],
		],
	])('of %s', (_name, settings, ids) => {
		expect(idsOf(judgeNetwork({ ...limited, ...settings }))).toEqual(ids);
	});
});

describe('the runtime', () => {
	const sound: RuntimeFacts = {
		settings: { EXTENSIONS_MUST_LOAD: true, CACHE_SCHEMA_FREEZE_ENABLED: true, RETENTION_ENABLED: true },
		node: '22.23.3',
		directus: '12.4.0',
		timeZone: 'UTC',
		isZoneKnown: true,
		processes: 1,
		disks: [{ path: '/', used: 0.5 }],
		clockSkewSeconds: 0.2,
	};

	test.each<[string, Partial<RuntimeFacts>, string[]]>([
		['sound', {}, []],
		['an old Node', { node: '20.11.1' }, ['node-unsupported']],
		['an old Directus', { directus: '11.16.0' }, ['directus-unsupported']],
		['a newer Directus', { directus: '12.5.1' }, ['directus-untested']],
		['two processes with local files', { processes: 2 }, ['storage-local']],
		[
			'a full and a filling disk',
			{
				disks: [
					{ path: '/a', used: 0.97 },
					{ path: '/b', used: 0.9 },
				],
			},
			['disk-full', 'disk-filling'],
		],
		['a clock that is behind', { clockSkewSeconds: -7.25 }, ['clock-skew']],
	])('%s', (_name, facts, ids) => {
		expect(idsOf(judgeRuntime({ ...sound, ...facts }))).toEqual(ids);
	});
});

describe('Redis', () => {
	const safe = { REDIS_HOST: 'cache', REDIS_MAX_RETRIES_PER_REQUEST: 1, SYNCHRONIZATION_STORE: 'redis' };
	const state = { answers: true, maxmemoryPolicy: 'noeviction' };
	const nodeOptions = '--unhandled-rejections=warn';

	test.each<[string, Parameters<typeof judgeRedis>[0], string[]]>([
		['as shipped', { settings: safe, state, instances: 2, nodeOptions }, []],
		['none, one instance', { settings: {}, state: null, instances: 1, nodeOptions: '' }, []],
		['none, two instances', { settings: {}, state: null, instances: 2, nodeOptions: '' }, ['redis-missing']],
		[
			'ours alone, throwing keys away',
			{ settings: {}, state: { ...state, maxmemoryPolicy: 'allkeys-lru' }, instances: 1, nodeOptions: '' },
			['redis-eviction'],
		],
		[
			'switched off',
			{ settings: { ...safe, REDIS_ENABLED: false }, state: null, instances: 1, nodeOptions: '' },
			[],
		],
	])('%s', (_name, facts, ids) => {
		expect(idsOf(judgeRedis(facts))).toEqual(ids);
	});
});

test('SQLite is for one process, and old databases are refused', () => {
	const facts = { processes: 1, connections: null };
	expect(idsOf(judgeDatabase({ ...facts, vendor: 'sqlite', version: '3.52.0' }))).toEqual([]);
	expect(idsOf(judgeDatabase({ ...facts, vendor: 'sqlite', version: '3.9.0', processes: 2 }))).toEqual([
		'database-old',
		'sqlite-shared',
	]);
	expect(idsOf(judgeDatabase({ ...facts, vendor: 'postgres', version: '14.2 (Debian)' }))).toEqual([]);
	expect(idsOf(judgeDatabase({ ...facts, vendor: 'other', version: '' }))).toEqual(['database-vendor']);
});

test('a licence is exceeded above its limits, not at them, and there are none where rules are allowed', () => {
	const used = { collections: 26, flows: 5, seats: 1 };
	expect(judgeLicence({ allowsRules: true, used })).toEqual([]);
	expect(judgeLicence({ allowsRules: false, used }).map(({ id, details }) => [id, details])).toEqual([
		['licence-core', []],
		['licence-limit-exceeded', ['collections: 26 / 25']],
		['licence-limit-near', ['flows: 5 / 5']],
	]);
});

test('jobs that wait are nobody’s fault while maintenance is on', () => {
	const waiting = { webOnly: 1, working: 0, oldestDueSeconds: 1_200 };
	expect(idsOf(judgeWorkers({ ...waiting, isMaintenance: false }))).toEqual([
		'worker-missing',
		'jobs-waiting',
	]);
	expect(idsOf(judgeWorkers({ ...waiting, isMaintenance: true }))).toEqual(['jobs-paused']);
});

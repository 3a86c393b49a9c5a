import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ActiveUsers } from '../../domain/screens/impact/active-users.ts';
import { hashPerson } from '../../platform/people/person-hash.ts';
import { activeUsers, readActiveUsers } from '../../platform/screens/impact/read-active-versions.ts';
import { insertRows } from '../../platform/sql/insert-rows.ts';
import { events } from '../../schema/collections/events.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

const now = Date.UTC(2026, 10, 21, 12);
const dayMs = 86_400_000;
const newest = { kid: 'k2', secret: Buffer.alloc(32, 2) };
const older = { kid: 'k1', secret: Buffer.alloc(32, 1) };

interface Sent {
	/** Whom it belongs to, for the counting by hand. */
	person: string | null;
	hash: string | null;
	anon: string | null;
	platform: string | null;
	version: string | null;
	at: number;
	shown?: number;
}

/** The same numbers every time. */
function numbers(): (below: number) => number {
	let state = 12_345;
	return (below) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((state / 2_147_483_648) * below);
	};
}

const platforms = ['ios', 'android', 'web', null];
const appVersions = ['1.9.0', '2.0.0', '2.1.0 (45)', '10.0', null];

/** The plain way: every event is looked at, one after the other. */
function countByHand(sent: readonly Sent[]): Pick<ActiveUsers, 'last_7_days' | 'last_28_days' | 'daily'> {
	const recent = sent.filter(({ at }) => at > now - 28 * dayMs && at <= now);
	const named = new Map<string, string>();
	for (const { anon, person, hash } of recent) if (anon && hash) named.set(anon, person!);
	const known = recent.flatMap((event) => {
		const { hash, person, anon, platform, version, at } = event;
		if (!hash && (!anon || named.has(anon))) return [];
		return [
			{
				who: hash ? person! : anon!,
				platform: platform === 'ios' || platform === 'android' ? platform : 'unknown',
				version: version ?? 'unknown',
				at,
			} as const,
		];
	});
	const shownBy = (platform: string, version: string): number | null =>
		recent.reduce<number | null>((highest, event) => {
			const from = event.platform === 'ios' || event.platform === 'android' ? event.platform : 'unknown';
			const isMeant =
				event.shown !== undefined && from === platform && (event.version ?? 'unknown') === version;
			return isMeant ? Math.max(highest ?? 0, event.shown!) : highest;
		}, null);
	const within = (days: number) => {
		const latest = new Map<string, (typeof known)[number]>();
		for (const event of known.filter(({ at }) => now - at < days * dayMs)) {
			const before = latest.get(event.who);
			const isBetter =
				!before || (before.version === 'unknown') === (event.version === 'unknown')
					? !before || event.at > before.at
					: before.version === 'unknown';
			if (isBetter) latest.set(event.who, event);
		}
		const users = new Map<string, number>();
		for (const { platform, version } of latest.values())
			users.set(`${platform}|${version}`, (users.get(`${platform}|${version}`) ?? 0) + 1);
		return [...users].map(([name, count]) => {
			const [platform = '', app_version = ''] = name.split('|');
			return {
				platform: platform as 'ios',
				app_version,
				schema_version: shownBy(platform, app_version),
				users: count,
			};
		});
	};
	const daily = new Map<string, Set<string>>();
	for (const { who, platform, version, at } of known) {
		const name = `${Math.floor((now - at) / dayMs)}|${platform}|${version}`;
		daily.set(name, (daily.get(name) ?? new Set()).add(who));
	}
	return {
		last_7_days: within(7),
		last_28_days: within(28),
		daily: [...daily].map(([name, people]) => {
			const [days_ago = '', platform = '', app_version = ''] = name.split('|');
			return {
				days_ago: Number(days_ago),
				platform: platform as 'ios',
				app_version,
				users: people.size,
			};
		}),
	};
}

const sorted = ({ last_7_days, last_28_days, daily }: ActiveUsers) => {
	const texts = (rows: readonly object[]) =>
		rows.map((row) => JSON.stringify(Object.entries(row).toSorted())).toSorted();
	return { week: texts(last_7_days), month: texts(last_28_days), daily: texts(daily) };
};

describeOnDatabases('active app versions', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;

	beforeAll(async () => {
		database = await scratchDatabase(kind, 'active_versions', [events]);
		knex = database.connect();
		await knex.schema.createTable('bebetter_salts', (columns) => {
			columns.uuid('user').primary();
			columns.string('salt', 64).notNullable();
		});
	});
	afterAll(() => database?.drop());
	beforeEach(async () => {
		await knex('events').delete();
		await knex('bebetter_salts').delete();
	});

	const store = (sent: readonly Sent[]) =>
		insertRows(
			knex,
			events,
			sent.map(({ hash, anon, platform, version, at, shown }) => ({
				event_id: randomUUID(),
				name: shown === undefined ? 'app_opened' : 'screen_viewed',
				schema_version: 1,
				user_hash: hash,
				hash_kid: hash && newest.kid,
				anon_id: anon,
				platform,
				app_version: version,
				received_at: new Date(at),
				ts: new Date(at - 40 * dayMs),
				props: shown === undefined ? {} : { screen_key: 'home', schema_version: shown },
			})),
		);

	it('are counted as by hand', async () => {
		const random = numbers();
		const sent: Sent[] = Array.from({ length: 3000 }, (_, index) => {
			const person = random(3) > 0 ? `person ${random(60)}` : null;
			const anon = random(3) > 0 ? `phone-${random(80)}` : null;
			return {
				person,
				hash: person,
				// A phone is one person's.
				anon: person && anon ? `of-${person.replace(' ', '-')}` : anon,
				platform: platforms[random(4)]!,
				version: appVersions[random(5)]!,
				// Every time once: of two events at one moment neither is the newer one.
				at: now - 32 * dayMs + random(33) * dayMs + index * 7,
				...(random(4) === 0 && { shown: 1 + random(3) }),
			};
		});
		// Some who belong to somebody write as nobody too.
		for (let index = 0; index < 200; index += 1)
			sent.push({
				person: null,
				hash: null,
				anon: `of-person-${random(60)}`,
				platform: 'android',
				version: '9.9.9',
				at: now - 1000 - index,
			});
		await store(sent);
		const counted = await readActiveUsers(knex, { keys: [newest], now });
		expect(counted.last_28_days.length).toBeGreaterThan(5);
		expect(counted.daily.length).toBeGreaterThan(50);
		expect(sorted(counted)).toEqual(sorted(countByHand(sent)));
	});

	it('count a person once whose events have hashes under two keys', async () => {
		const user = randomUUID();
		await knex('bebetter_salts').insert({ user, salt: 'ab'.repeat(16) });
		const common = { person: user, anon: null, platform: 'ios' };
		const hashOf = (key: typeof newest) => hashPerson(key, user, 'ab'.repeat(16)).hash;
		await store([
			{ ...common, hash: hashOf(older), version: '1.9.0', at: now - 5 * dayMs },
			{ ...common, hash: hashOf(newest), version: '2.0.0', at: now - dayMs },
		]);
		await knex('events')
			.where({ user_hash: hashOf(older) })
			.update({ hash_kid: older.kid });
		const { last_28_days } = await readActiveUsers(knex, { keys: [newest, older], now });
		expect(last_28_days).toEqual([{ platform: 'ios', app_version: '2.0.0', schema_version: null, users: 1 }]);
	});

	it('are nobody’s without events, and are counted again only after a while', async () => {
		const options = { keys: [newest], now };
		const empty = { last_7_days: [], last_28_days: [], daily: [] };
		expect(await activeUsers(knex, options)).toEqual(empty);
		await store([{ person: 'a', hash: 'a', anon: null, platform: 'ios', version: '1.9.0', at: now - 1 }]);
		expect(await activeUsers(knex, options)).toEqual(empty);
		expect((await readActiveUsers(knex, options)).last_7_days).toHaveLength(1);
	});
});

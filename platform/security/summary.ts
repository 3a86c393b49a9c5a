import type { Knex } from 'knex';
import {
	accessChangeSchema,
	type AccessChange,
	type Counts,
	type SecuritySummary,
} from '../../domain/operations/security/contract.ts';
import { securityEventKinds } from '../../domain/operations/security/event-counts.ts';
import { agesOf } from '../../domain/operations/security/secrets.ts';
import type { HostContext } from '../host-context.ts';
import { readAuthors } from '../screens/studio/authors.ts';
import { certificateWatch } from './certificate.ts';
import { readDigest } from './digest.ts';
import { knownSecrets } from './secret-ages.ts';
import { securityLogOf } from './security-log.ts';
import { countSessions } from './sessions.ts';
import { accessChangesTable, securityEventsTable } from './tables.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const mostSources = 10;
const mostChanges = 30;

/** Everything that the page Security shows. One query after another: on SQLite there is one connection. */
export async function readSecuritySummary(context: HostContext, now: number): Promise<SecuritySummary> {
	const { database: knex, env } = context;
	await securityLogOf(context).flush();
	return {
		at: new Date(now).toISOString(),
		day: await countsSince(knex, now - dayMs),
		week: await countsSince(knex, now - 7 * dayMs),
		hours: await readHours(knex, now),
		sources: await readSources(knex, now - 7 * dayMs),
		changes: await readChanges(knex),
		secrets: agesOf(await knownSecrets(knex), now),
		sessions: await countSessions(knex),
		certificate: await certificateWatch.read(env['PUBLIC_URL'], now),
		digest: await readDigest(knex, now),
	};
}

/** Events of every kind since a moment, ms since 1970. */
export async function countsSince(knex: Knex, since: number): Promise<Counts> {
	const rows: { kind: string; count: number | string }[] = await knex(securityEventsTable)
		.where('at', '>=', since)
		.groupBy('kind')
		.select('kind')
		.sum({ count: 'count' });
	const byKind = new Map(rows.map(({ kind, count }) => [kind, Number(count)]));
	return Object.fromEntries(securityEventKinds.map((kind) => [kind, byKind.get(kind) ?? 0])) as Counts;
}

async function readHours(knex: Knex, now: number): Promise<SecuritySummary['hours']> {
	const last = Math.floor(now / hourMs);
	const hour = knex.raw('?? / ?', ['at', knex.raw(String(hourMs))]);
	const rows: { hour: number | string; kind: string; count: number | string }[] = await knex(
		securityEventsTable,
	)
		.where('at', '>=', (last - 23) * hourMs)
		.groupBy(hour)
		.groupBy('kind')
		.select({ hour }, 'kind')
		.sum({ count: 'count' });
	const counts = new Map(rows.map(({ hour, kind, count }) => [`${hour} ${kind}`, Number(count)]));
	return Array.from({ length: 24 }, (_, index) => last - 23 + index).map((number) => ({
		at: new Date(number * hourMs).toISOString(),
		login_succeeded: counts.get(`${number} login_succeeded`) ?? 0,
		login_failed: counts.get(`${number} login_failed`) ?? 0,
		rate_limited: counts.get(`${number} rate_limited`) ?? 0,
	}));
}

/** PostgreSQL answers sums as text. */
interface SourceRow {
	readonly source: string | null;
	readonly login_failed: number | string;
	readonly rate_limited: number | string;
	readonly accounts: number | string;
	readonly last_at: number | string;
}

async function readSources(knex: Knex, since: number): Promise<SecuritySummary['sources']> {
	const sumOf = (kind: string) =>
		knex.raw('sum(case when ?? = ? then ?? else 0 end)', ['kind', kind, 'count']);
	const rows = (await knex(securityEventsTable)
		.where('at', '>=', since)
		.whereIn('kind', ['login_failed', 'rate_limited'])
		.groupBy('source')
		.select('source', {
			login_failed: sumOf('login_failed'),
			rate_limited: sumOf('rate_limited'),
		})
		.countDistinct({ accounts: 'account' })
		.max({ last_at: 'at' })
		.orderByRaw('sum(??) desc', ['count'])
		.limit(mostSources)) as SourceRow[];
	return rows.map((row) => ({
		source: row.source,
		login_failed: Number(row.login_failed),
		rate_limited: Number(row.rate_limited),
		accounts: Number(row.accounts),
		last_at: new Date(Number(row.last_at)).toISOString(),
	}));
}

async function readChanges(knex: Knex): Promise<AccessChange[]> {
	const rows: {
		at: number | string;
		by: string | null;
		changes: string;
		collection: string;
		item: string;
	}[] = await knex(accessChangesTable).orderBy('at', 'desc').limit(mostChanges).select('*');
	const authors = await readAuthors(
		knex,
		rows.map(({ by }) => by),
	);
	const names = await namesOfRolesAndPolicies(knex);
	const named = (value: string | null) => (value === null ? null : (names.get(value) ?? value));
	return rows.map((row) => {
		const changes = JSON.parse(row.changes) as AccessChange['changes'];
		return accessChangeSchema.parse({
			...row,
			at: new Date(Number(row.at)).toISOString(),
			by: authors(row.by),
			changes: changes.map(({ field, before, after }) => ({
				field,
				before: named(before),
				after: named(after),
			})),
		});
	});
}

/** Changes are written down with ids, which say nothing to people. */
async function namesOfRolesAndPolicies(knex: Knex): Promise<ReadonlyMap<string, string>> {
	const rows: { id: string; name: string }[] = [
		...(await knex('directus_roles').select('id', 'name')),
		...(await knex('directus_policies').select('id', 'name')),
	];
	return new Map(rows.map(({ id, name }) => [id, name]));
}

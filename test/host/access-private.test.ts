import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rulePermissions } from '../../schema/access/index.ts';
import { collectionList } from '../../schema/collections/index.ts';
import { columnsOf, type Collection } from '../../schema/model/collection.ts';
import {
	type Answer,
	asQuery,
	type Caller,
	callerOf,
	codesOf,
	listen,
	markedColumns,
	readAttempts,
	type StoredRow,
	storeRow,
	writeAttempts,
} from '../support/access/index.ts';
import { describeOnHosts, type Host, startHost, type TestUser, withUser } from '../support/host/index.ts';

const personal = collectionList.filter(({ audience }) => audience === 'private');
const closed = collectionList.filter(({ audience }) =>
	['private', 'machine', 'administrative'].includes(audience),
);
/** Those a host with rules lets their owners read under /items; the others would leak through joins. */
const ruled = personal.filter(({ name }) => rulePermissions.some(({ collection }) => collection === name));
/** Relations from private rows to what others may read: [private collection, field, shared collection]. */
const joins = personal.flatMap((of) =>
	columnsOf(of).flatMap(([field, { relation }]) =>
		relation && !relation.to.startsWith('directus_') ? [[of.name, field, relation.to] as const] : [],
	),
);
const actors = ['anonymous', 'another app user', 'editor'] as const;

describeOnHosts('private rows', (kind) => {
	/** Directus 12 without a licence refuses row-level rules, so there is no permission at all. */
	const hasRules = kind.major === 11;
	let host: Host;
	let owner: TestUser;
	let other: TestUser;
	let callers: Record<(typeof actors)[number] | 'owner', Caller>;
	const rows = new Map<string, { victim: StoredRow; own: StoredRow }>();

	beforeAll(async () => {
		const env = {
			PRESSURE_LIMITER_ENABLED: 'false',
			IMPORT_TIMEOUT: '30s',
			WEBSOCKETS_ENABLED: 'true',
			WEBSOCKETS_REST_AUTH: 'public',
			// A job would compute the target of the profile and add to the rows that are counted here.
			BEBETTER_ROLE: 'web',
		};
		host = await startHost({
			...kind,
			name: 'private',
			provisioned: 'seeded',
			env,
		});
		owner = await withUser(host, { role: 'App User' });
		other = await withUser(host, { role: 'App User' });
		const editor = await withUser(host, { role: 'Editor' });
		callers = {
			anonymous: callerOf(host, 'anonymous', null),
			owner: callerOf(host, 'owner', owner.token),
			'another app user': callerOf(host, 'another app user', other.token),
			editor: callerOf(host, 'editor', editor.token),
		};
		for (const of of closed) {
			const victim = await storeRow(host, of, `mark_victim_${of.name}`, valuesOf(of, owner));
			const own = await storeRow(host, of, `mark_other_${of.name}`, valuesOf(of, other));
			rows.set(of.name, { victim, own });
		}
	});
	afterAll(() => host?.stop());

	const userOf = (of: Collection, user: TestUser) => ('user' in of.fields ? { user: user.id } : {});
	/** Administrators change event types under rules: a marker is a name, but no Arabic text. */
	const valuesOf = (of: Collection, user: TestUser) =>
		of.name === 'event_types' ? { description_en: null, description_ar: null } : userOf(of, user);
	const rowsOf = (of: Collection) => rows.get(of.name)!;
	const mayRead = (of: Collection, actor: string) =>
		hasRules && actor === 'another app user' && ruled.includes(of);
	const stored = (of: Collection, row: StoredRow) => host.knex(of.name).where({ id: row.id }).first();

	/** What of an answer is not ours to see. */
	const leaksIn = (answer: Answer, row: StoredRow): string[] =>
		[row.marker, owner.email].filter((secret) => answer.text.includes(secret));

	const readsAnotherCollection = (what: string) =>
		/(revisions|activity|versions|shares|comments|people|self|relation|reverse|presets|export to a file): |users/.test(
			what,
		);

	for (const of of closed) {
		describe(of.name, () => {
			it.each(actors)('gives nothing of another person to %s, however it is asked', async (actor) => {
				const { victim } = rowsOf(of);
				const faults: string[] = [];
				for (const { what, send } of readAttempts(of, victim)) {
					const answer = await send(callers[actor]);
					for (const secret of leaksIn(answer, victim)) faults.push(`${what} told ${secret}`);
					if (answer.status >= 500) faults.push(`${what} answered ${answer.status}`);
					if (readsAnotherCollection(what) || mayRead(of, actor)) continue;
					const isRefused = what.startsWith('GraphQL')
						? codesOf(answer).includes('GRAPHQL_VALIDATION')
						: answer.status === 403 && codesOf(answer).includes('FORBIDDEN');
					if (!isRefused) faults.push(`${what} answered ${answer.status} ${answer.text.slice(0, 200)}`);
				}
				expect(faults).toEqual([]);
			});

			it.each(actors)('cannot be changed by %s, however it is asked', async (actor) => {
				const { victim } = rowsOf(of);
				const before = await stored(of, victim);
				const count = await rowsOfOthers(of);
				const faults: string[] = [];
				for (const { what, send } of writeAttempts(of, victim, changeOf(of))) {
					const answer = await send(callers[actor]);
					for (const secret of leaksIn(answer, victim)) faults.push(`${what} told ${secret}`);
					if (answer.status >= 500) faults.push(`${what} answered ${answer.status} ${answer.text}`);
				}
				expect(faults).toEqual([]);
				expect(await stored(of, victim)).toEqual(before);
				expect(await rowsOfOthers(of)).toBe(count);
			});

			it.each(actors)('is silent to %s on a WebSocket', async (actor) => {
				const { victim } = rowsOf(of);
				const socket = await listen(host, callers[actor].token);
				try {
					const ids = { ids: [victim.id] };
					const read = await socket.ask({ type: 'items', collection: of.name, action: 'read' });
					const byId = await socket.ask({ type: 'items', collection: of.name, action: 'read', ...ids });
					const removed = await socket.ask({
						type: 'items',
						collection: of.name,
						action: 'delete',
						...ids,
					});
					const subscribed = await socket.ask({ type: 'subscribe', collection: of.name });
					await host.admin('PATCH', `/items/${of.name}/${victim.id}`, userOf(of, owner));
					await sleep(150);

					expect(socket.received()).not.toContain(victim.marker);
					expect(socket.received()).not.toContain(`"${victim.id}"`);
					for (const answer of mayRead(of, actor) ? [removed] : [read, byId, removed, subscribed])
						expect(JSON.parse(answer)).toMatchObject({ status: 'error' });
					expect(String((await stored(of, victim))?.['id'])).toBe(victim.id);
				} finally {
					socket.close();
				}
			});
		});
	}

	const rowsOfOthers = async (of: Collection): Promise<number> => {
		const query = host.knex(of.name);
		if ('user' in of.fields) query.whereNot({ user: other.id });
		return Number((await query.count({ count: '*' }))[0]?.['count']);
	};

	/** A change that the database would take: only access stops it. */
	const changeOf = (of: Collection): Record<string, unknown> => {
		const [text] = columnsOf(of).find(([, { type, choices }]) => type === 'string' && !choices)!;
		return { [text]: 'mine now', ...('user' in of.fields && { user: owner.id }) };
	};

	it('are in no file that an export made', async () => {
		await sleep(500);
		const uploads = join(host.folder, 'uploads');
		const files = readdirSync(uploads).map((file) => readFileSync(join(uploads, file), 'utf8'));
		for (const content of files) expect(content).not.toContain('mark_victim');
	});

	it.each(personal.map(({ name }) => name))(
		'the e-mail of a person is no oracle through %s.user',
		async (name) => {
			for (const actor of actors) {
				const ask = (email: string) =>
					callers[actor].call(
						'GET',
						`/items/${name}?${asQuery({ filter: { user: { email: { _eq: email } } } })}`,
					);
				const [right, wrong] = [await ask(owner.email), await ask('nobody@example.com')];
				expect([actor, right.status, right.text]).toEqual([actor, wrong.status, wrong.text]);
				expect(right.status).toBe(403);
			}
		},
	);

	it.each(joins)('%s is no oracle through %s of %s', async (name, field, shared) => {
		const { victim } = rows.get(name)!;
		const { id } = await host.knex(shared).where({ status: 'published' }).first('id');
		await host
			.knex(name)
			.where({ id: victim.id })
			.update({ [field]: id });
		const [marked] = markedColumns(collectionList.find((of) => of.name === name)!);
		const join = `$FOLLOW(${name},${field})`;
		for (const actor of ['anonymous', 'another app user', 'owner'] as const) {
			for (const path of [
				`/items/${shared}?filter[${join}][${marked}][_eq]=${victim.marker}`,
				`/items/${shared}?filter[${join}][user][_eq]=${owner.id}&aggregate[count]=*`,
				`/items/${shared}?filter[${join}][_some][${marked}][_eq]=${victim.marker}`,
				`/items/${shared}?sort=${join}.${marked}`,
			])
				expect([actor, path, (await callers[actor].call('GET', path)).status]).toEqual([actor, path, 403]);
		}
	});

	const unreachable = closed.filter((of) => !hasRules || !ruled.includes(of)).map(({ name }) => name);
	it.each(unreachable)('%s: not even its owner reaches it under /items', async (name) => {
		const { victim } = rows.get(name)!;
		const { call } = callers.owner;
		for (const path of [`/items/${name}`, `/items/${name}/${victim.id}`, `/items/${name}?aggregate[count]=*`])
			expect((await call('GET', path)).status).toBe(403);
		expect((await call('PATCH', `/items/${name}/${victim.id}`, {})).status).toBe(403);
		expect((await call('DELETE', `/items/${name}/${victim.id}`)).status).toBe(403);
		expect((await call('POST', `/items/${name}`, {})).status).toBe(403);
	});
	if (!hasRules) return;

	it.each(ruled.map(({ name }) => name))('%s: a person sees exactly their own rows', async (name) => {
		const { victim, own } = rows.get(name)!;
		const list = await callers.owner.call('GET', `/items/${name}?limit=-1`);
		expect((list.body.data as { id: string; user: string }[]).map(({ id, user }) => [id, user])).toEqual([
			[victim.id, owner.id],
		]);
		const count = await callers.owner.call('GET', `/items/${name}?aggregate[count]=*`);
		expect((count.body.data as { count: unknown }[]).map((row) => Number(row.count))).toEqual([1]);
		expect((await callers.owner.call('GET', `/items/${name}/${own.id}`)).status).toBe(403);
		const graphql = await callers.owner.graphql(`{ ${name} { id } ${name}_aggregated { countAll } }`);
		expect(graphql.body.data).toEqual({
			[name]: [{ id: victim.id }],
			[`${name}_aggregated`]: [{ countAll: 1 }],
		});
	});

	it.each(ruled.map(({ name }) => name))('%s: a person reads and does not write', async (name) => {
		const { victim } = rows.get(name)!;
		const before = await host.knex(name).where({ id: victim.id }).first();
		expect((await callers.owner.call('GET', `/items/${name}/${victim.id}`)).status).toBe(200);
		expect((await callers.owner.call('PATCH', `/items/${name}/${victim.id}`, {})).status).toBe(403);
		expect((await callers.owner.call('POST', `/items/${name}`, {})).status).toBe(403);
		expect((await callers.owner.call('DELETE', `/items/${name}/${victim.id}`)).status).toBe(403);
		expect(await host.knex(name).where({ id: victim.id }).first()).toEqual(before);
	});
});

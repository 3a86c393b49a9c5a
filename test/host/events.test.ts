import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	hashOf,
	newEvent,
	sendBody,
	sendEvents,
	type SentEvent,
	signToken,
	storedEvent,
} from '../support/events.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { phoneOf } from '../support/phone.ts';
import { askRaw, sendRaw } from '../support/raw-http.ts';
import { findInDatabase } from '../support/search-database.ts';

const secretKey = (): string => randomBytes(32).toString('base64url');

describeOnHosts(
	'events',
	(kind) => {
		let host: Host;
		const old = secretKey();

		beforeAll(async () => {
			const env = {
				BEBETTER_HASH_KEYS: `k1:${old}`,
				BEBETTER_EVENTS_REQUESTS_PER_MINUTE: '0',
				CORS_ENABLED: 'true',
				CORS_ORIGIN: 'https://app.example.com',
			};
			host = await startHost({ ...kind, name: 'events', provisioned: 'seeded', env });
		});
		afterAll(() => host?.stop());

		const rowCount = async (ids: readonly string[]): Promise<number> =>
			(await host.knex('events').whereIn('event_id', ids)).length;

		describe('of a phone', () => {
			it('are stored with their context, and occurred_at as it was sent', async () => {
				const event = newEvent({
					name: 'fast_ended',
					occurred_at: '2026-01-09T20:00:00+03:00',
					props: { fast_id: 'f-1' },
					session_id: 's2',
				});
				const before = Date.now();
				const skewMs = 2 * 3_600_000;
				const answer = await sendEvents(host, [event], {
					headers: { 'x-app-version': Buffer.from('٢٫١').toString('latin1'), 'x-app-platform': 'iOS' },
					batch: {
						sent_at: new Date(Date.parse(event.client_ts) + skewMs).toISOString(),
						locale: 'ar',
						anon_id: 'install-1',
						session_id: 's1',
					},
				});
				expect(answer).toMatchObject({
					status: 200,
					json: { data: { accepted: 1, duplicates: 0, rejected: [] } },
				});
				expect(answer.headers.get('cache-control')).toContain('no-store');
				const row = (await storedEvent(host, event.event_id))!;
				expect(row).toMatchObject({
					name: 'fast_ended',
					schema_version: 1,
					user_hash: null,
					hash_kid: null,
					anon_id: 'install-1',
					session_id: 's2',
					platform: 'ios',
					app_version: '2.1',
					locale: 'ar',
					client_ts: event.client_ts,
					occurred_at: '2026-01-09T17:00:00.000Z',
					tz: 'Asia/Riyadh',
					props: { fast_id: 'f-1' },
					flags: [],
				});
				const received = Date.parse(row['received_at'] as string);
				expect(received).toBeGreaterThanOrEqual(before);
				expect(received - Date.parse(row['ts'] as string)).toBe(skewMs);
			});

			it('are read by Directus as it would have stored them', async () => {
				const event = newEvent();
				expect((await sendEvents(host, [event])).status).toBe(200);
				const [item] = await host.admin<Record<string, unknown>[]>(
					'GET',
					`/items/events?filter[event_id][_eq]=${event.event_id}`,
				);
				expect(item).toMatchObject({ props: { meal: 'lunch' }, flags: [] });
				expect(new Date(item!['client_ts'] as string).toISOString()).toBe(event.client_ts);
			});

			it('are judged one by one', async () => {
				const good = newEvent();
				const { status, json } = await sendEvents(host, [
					newEvent({ name: 'weight_logged' }),
					good,
					newEvent({ props: { weight_kg: 80 } }),
					good,
					'text',
					newEvent({ props: { note: 'x'.repeat(33 * 1024) } }),
				]);
				expect(status).toBe(200);
				expect(json.data).toMatchObject({
					accepted: 1,
					duplicates: 1,
					rejected: [
						{ index: 0, code: 'UNKNOWN_EVENT' },
						{ index: 2, code: 'INVALID_PROPS', message: expect.stringContaining('props.weight_kg') },
						{ index: 4, event_id: null, code: 'INVALID_EVENT' },
						{ index: 5, code: 'EVENT_TOO_LARGE' },
					],
				});
			});

			it('may come compressed', async () => {
				const event = newEvent();
				const body = new Uint8Array(gzipSync(JSON.stringify({ events: [event] })));
				const { json } = await sendBody(host, body, { headers: { 'content-encoding': 'gzip' } });
				expect(json.data).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
			});

			it('may come from a page of an allowed origin, refusals included', async () => {
				const headers = { origin: 'https://app.example.com' };
				for (const body of [JSON.stringify({ events: [] }), '{', 'x'.repeat(600_000)]) {
					const { headers: answered } = await sendBody(host, body, { headers });
					expect(answered.get('access-control-allow-origin')).toBe('https://app.example.com');
				}
				const preflight = await host.fetch('/mobile/events', {
					method: 'OPTIONS',
					headers: {
						...headers,
						'access-control-request-method': 'POST',
						'access-control-request-headers': 'content-type,authorization',
					},
				});
				expect(preflight.status).toBe(204);
			});
		});

		describe('that come again', () => {
			it('are stored once', async () => {
				const events = Array.from({ length: 500 }, () => newEvent());
				const answers = [];
				for (let time = 0; time < 3; time += 1) answers.push((await sendEvents(host, events)).json.data);
				expect(answers).toEqual([
					{ accepted: 500, duplicates: 0, rejected: [] },
					{ accepted: 0, duplicates: 500, rejected: [] },
					{ accepted: 0, duplicates: 500, rejected: [] },
				]);
				expect(await rowCount(events.map(({ event_id }) => event_id))).toBe(500);
			});

			it('at the same time, in any order and for a person, are stored once', async () => {
				const { token } = await withUser(host, { role: 'App User' });
				const events = Array.from({ length: 200 }, () => newEvent());
				const answers = await Promise.all(
					Array.from({ length: 12 }, (_, index) =>
						sendEvents(host, index % 2 === 0 ? events : events.toReversed(), {
							token: index % 3 === 0 ? token : null,
						}),
					),
				);
				expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
				const sum = (of: 'accepted' | 'duplicates') =>
					answers.reduce((total, { json }) => total + json.data[of], 0);
				expect([sum('accepted'), sum('duplicates')]).toEqual([200, 2200]);
				expect(await rowCount(events.map(({ event_id }) => event_id))).toBe(200);
			});
		});

		describe('beyond a limit', () => {
			it.each([
				['no JSON', '{"events":[', 400, 'body'],
				['nothing', '', 400, 'body'],
				['a list', '[]', 400, 'body'],
				['no events', '{}', 400, 'events'],
				['an unknown field', '{"events":[],"user":"me"}', 400, 'user'],
				['a bad sent_at', '{"events":[],"sent_at":"now"}', 400, 'sent_at'],
				['too many', JSON.stringify({ events: Array.from({ length: 501 }, () => ({})) }), 413, 'events'],
			])('%s is refused as a whole, and the field named', async (_what, body, status, field) => {
				const answer = await sendBody(host, body);
				expect(answer.status).toBe(status);
				expect(answer.json.errors[0].extensions.field).toBe(field);
				expect(answer.json.errors[0].message.length).toBeGreaterThan(20);
			});

			it('500 KiB are taken and one byte more is not, with and without a length, compressed or not', async () => {
				const most = 500 * 1024;
				const padded = (bytes: number) => {
					const text = JSON.stringify({ events: [] });
					return text + ' '.repeat(bytes - text.length);
				};
				expect((await sendBody(host, padded(most))).status).toBe(200);
				expect((await sendBody(host, padded(most + 1))).status).toBe(413);
				const chunked = (text: string) =>
					sendRaw(
						host.url,
						'POST /mobile/events HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: application/json\r\n' +
							`Transfer-Encoding: chunked\r\n\r\n${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`,
					);
				expect(await chunked(padded(most))).toMatch(/^HTTP\/1.1 200 /);
				expect(await chunked(padded(most + 1))).toMatch(/^HTTP\/1.1 413 /);
				expect(await chunked(padded(3_000_000))).toMatch(/^HTTP\/1.1 413 /);
				const zipped = (bytes: number) =>
					sendBody(host, new Uint8Array(gzipSync(padded(bytes))), {
						headers: { 'content-encoding': 'gzip' },
					});
				expect((await zipped(most)).status).toBe(200);
				expect((await zipped(200_000_000)).status).toBe(413);
			});

			it('other media types and codings are refused', async () => {
				const body = JSON.stringify({ events: [] });
				for (const headers of [
					{ 'content-type': 'text/plain' },
					{ 'content-type': 'application/x-www-form-urlencoded' },
					{ 'content-encoding': 'br' },
				] as Record<string, string>[])
					expect((await sendBody(host, body, { headers })).status).toBe(415);
				const broken = { 'content-encoding': 'gzip' };
				expect((await sendBody(host, body, { headers: broken })).status).toBe(400);
			});
		});

		describe('of somebody hostile', () => {
			it.each([
				['deep', `{"events":${'['.repeat(200_000)}`],
				['deep and closed', `{"events":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`],
				['deep in an event', `{"events":[{"props":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}]}`],
				['a prototype', '{"__proto__":{"x":1},"events":[]}'],
				[
					'a prototype in props',
					`{"events":[{"event_id":"p","name":"meal_logged","props":{"__proto__":{"x":1}}}]}`,
				],
				['a constructor', `{"events":[{"event_id":"c","name":"constructor","props":{}}]}`],
				['numbers beyond all', '{"events":[{"event_id":1e999,"name":-1e999}]}'],
				['not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
			])('%s does no harm', async (_what, body) => {
				const { status } = await sendBody(host, typeof body === 'string' ? body : new Uint8Array(body));
				expect([200, 400]).toContain(status);
				expect((await host.fetch('/server/ping')).status).toBe(200);
			});

			it.each([
				['NUL', '\u0000'],
				['half a character', '\ud800'],
				['a control of direction', '\u202e'],
				['a line break', 'a\nb'],
				['SQL', "'; drop table events; --"],
				['an e-mail address', 'sara@example.com'],
				['a long text', 'x'.repeat(5_000)],
			])('%s gets into no column', async (_what, text) => {
				const fields = [
					'event_id',
					'name',
					'tz',
					'anon_id',
					'session_id',
					'platform',
					'app_version',
					'locale',
				];
				const events = [
					...fields.map((field) => newEvent({ [field]: text })),
					newEvent({ name: 'suggestion_viewed', props: { kind: text, id: 'a' } }),
					newEvent({ name: 'suggestion_viewed', props: { kind: 'recipe', [text]: 'a' } }),
				];
				const { status, json } = await sendEvents(host, events);
				expect(status).toBe(200);
				expect(json.data.accepted + json.data.rejected.length).toBe(events.length);
				if (!text.includes('\u0000') && !text.includes('\ud800'))
					expect((await findInDatabase(host, [text])).filter((place) => place.startsWith('events'))).toEqual(
						[],
					);
			});

			it('a request that breaks off leaves nothing behind', async () => {
				const start =
					'POST /mobile/events HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"ev';
				await sendRaw(host.url, start, 100);
				expect((await sendEvents(host, [newEvent()])).status).toBe(200);
			});

			it('another method is not found', async () => {
				for (const method of ['GET', 'PUT', 'DELETE'])
					expect((await askRaw(host.url, '/mobile/events', { method })).status).toBe(404);
			});
		});

		describe('of a person', () => {
			const flagsFor = async (token: string, how: 'header' | 'query' | 'cookie' = 'header') => {
				const event = newEvent();
				const answer = await sendEvents(host, [event], {
					...(how === 'header' && { token }),
					...(how === 'query' && { query: `?access_token=${token}` }),
					...(how === 'cookie' && { headers: { cookie: `a=b; directus_session_token=${token}` } }),
				});
				expect(answer).toMatchObject({ status: 200, json: { data: { accepted: 1 } } });
				const row = (await storedEvent(host, event.event_id))!;
				return { hash: row['user_hash'], kid: row['hash_kid'], flags: row['flags'] };
			};

			it('carry a hash under the newest key, whichever way they prove who they are', async () => {
				const { id, token, email, password } = await withUser(host, { role: 'App User' });
				const login = await phoneOf(host, null).send('POST', '/auth/login', { email, password });
				const jwt = login.json.data.access_token as string;
				const mine = { kid: 'k1', flags: [] };
				const answers = [
					await flagsFor(token),
					await flagsFor(jwt),
					await flagsFor(jwt, 'query'),
					await flagsFor(jwt, 'cookie'),
				];
				const hash = await hashOf(host, id);
				for (const answer of answers) expect(answer).toEqual({ ...mine, hash });
			});

			it('are theirs with a token that has run out', async () => {
				const { id } = await withUser(host, { role: 'App User' });
				const stale = signToken(host.env['SECRET']!, id, { expiresInSeconds: -86_400 });
				// What every other address of Directus says to it.
				expect((await phoneOf(host, stale).send('GET', '/users/me')).status).toBe(401);
				const { hash, flags } = await flagsFor(stale);
				expect(hash).toBe(await hashOf(host, id));
				expect(flags).toEqual(['token_expired']);
			});

			it('are nobody’s with a token that is foreign, forged, of another kind or no token at all', async () => {
				const { id } = await withUser(host, { role: 'App User' });
				const secret = host.env['SECRET']!;
				const forged = signToken(secret, id).split('.');
				const tokens = [
					signToken('another project altogether, with its own secret', id),
					signToken(secret, id, { algorithm: 'none' }),
					[forged[0], Buffer.from('{"iss":"directus"}').toString('base64url'), forged[2]].join('.'),
					`${forged[0]}.${forged[1]}.`,
					signToken(secret, id, { claims: { role: undefined, scope: 'password-reset' } }),
					signToken(secret, 'not-a-uuid'),
					signToken(secret, randomUUID()),
					'static-token-of-nobody',
					'..',
					'x'.repeat(6_000),
				];
				for (const token of tokens)
					expect(await flagsFor(token), token.slice(0, 200)).toEqual({
						hash: null,
						kid: null,
						flags: ['token_refused'],
					});
			});

			it('are nobody’s when the person is suspended', async () => {
				const { id, token } = await withUser(host, { role: 'App User' });
				await host.admin('PATCH', `/users/${id}`, { status: 'suspended' });
				const refused = { hash: null, kid: null, flags: ['token_refused'] };
				expect(await flagsFor(token)).toEqual(refused);
				expect(await flagsFor(signToken(host.env['SECRET']!, id))).toEqual(refused);
			});

			it('go with the person, and none comes after', async () => {
				const { id, token } = await withUser(host, { role: 'App User' });
				const jwt = signToken(host.env['SECRET']!, id);
				await flagsFor(jwt);
				const hash = await hashOf(host, id);
				const phone = phoneOf(host, token);
				const [gone, ...sent] = await Promise.all([
					phone.send('DELETE', '/mobile/me', { confirm: 'delete my account' }),
					...Array.from({ length: 20 }, () => sendEvents(host, [newEvent(), newEvent()], { token: jwt })),
				]);
				expect(gone?.status).toBe(204);
				for (const { status } of sent) expect([200, 503]).toContain(status);
				expect((await flagsFor(jwt)).hash).toBeNull();
				expect(await findInDatabase(host, [id, hash])).toEqual([]);
			});

			it('name no person in any column', async () => {
				const { id, email, token } = await withUser(host, { role: 'App User' });
				await flagsFor(token);
				const places = await findInDatabase(host, [id, email]);
				expect(places.filter((place) => place.startsWith('events'))).toEqual([]);
			});
		});

		describe('that begin a fast', () => {
			const goalOf = async (props: object, token: string | null = null, name = 'fast_started') => {
				const event = newEvent({ name, props });
				expect((await sendEvents(host, [event], { token })).json.data.rejected).toEqual([]);
				return (await storedEvent(host, event.event_id))!['props'];
			};

			it('carry the goal of their preset, by slug or id', async () => {
				const { id } = await host.knex('fasting_presets').where({ slug: '18-6' }).first('id');
				expect(await goalOf({ preset: '16-8' })).toEqual({ preset: '16-8', goal_hours: 16 });
				expect(await goalOf({ preset: '16:8' })).toEqual({ preset: '16:8', goal_hours: 16 });
				expect(await goalOf({ preset: 'omad' })).toEqual({ preset: 'omad', goal_hours: 23 });
				expect(await goalOf({ preset: id })).toEqual({ preset: id, goal_hours: 18 });
			});

			it('keep a goal that the phone knows, and have none that nobody knows', async () => {
				expect(await goalOf({ preset: '16-8', goal_hours: 12.5 })).toEqual({
					preset: '16-8',
					goal_hours: 12.5,
				});
				expect(await goalOf({ preset: 'ramadan' })).toEqual({ preset: 'ramadan' });
				expect(await goalOf({ preset: 'unheard-of' })).toEqual({ preset: 'unheard-of' });
				expect(await goalOf({})).toEqual({});
			});

			it('carry the goal of the person’s profile without a preset', async () => {
				const { token } = await withUser(host, { role: 'App User' });
				await phoneOf(host, token).send('PATCH', '/mobile/me/profile', { fasting_preset: '14-10' });
				expect(await goalOf({}, token)).toEqual({ goal_hours: 14 });
				expect(await goalOf({ preset: '20-4' }, token)).toEqual({ preset: '20-4', goal_hours: 20 });
				expect(await goalOf({}, token, 'fast_ended')).toEqual({});
			});
		});

		describe('that an administrator adds', () => {
			const add = (row: object) =>
				host.admin<{ id: string }>('POST', '/items/event_types', { status: 'published', ...row });
			const refusal = async (row: object, language = 'en-US'): Promise<string> => {
				await host.admin('PATCH', '/users/me', { language });
				const answer = await add(row).then(
					() => 'saved',
					(error: Error) => error.message,
				);
				await host.admin('PATCH', '/users/me', { language: 'en-US' });
				return answer;
			};
			/** Once every instance has looked again. */
			const eventually = (name: string, props: object, code: string | null) =>
				expect
					.poll(
						async () =>
							(await sendEvents(host, [newEvent({ name, props })])).json.data.rejected[0]?.code ?? null,
						{ timeout: 5_000, interval: 200 },
					)
					.toBe(code);

			it('are taken within seconds, held to their properties, and refused when they are archived', async () => {
				const properties = [
					{ name: 'recipe', type: 'identifier', required: true },
					{ name: 'channel', type: 'choice', values: ['link', 'image'] },
					{ name: 'people', type: 'integer' },
				];
				await eventually('recipe_shared', {}, 'UNKNOWN_EVENT');
				const { id } = await add({ name: 'recipe_shared', schema_version: 3, properties });
				await eventually('recipe_shared', { recipe: 'koshari', channel: 'link', people: 2 }, null);
				for (const props of [{}, { recipe: 'a b' }, { recipe: 'a', channel: 'fax' }, { recipe: 'a', x: 1 }])
					await eventually('recipe_shared', props, 'INVALID_PROPS');
				const row = await host.knex('events').where({ name: 'recipe_shared' }).first('schema_version');
				expect(row.schema_version).toBe(3);
				await host.admin('PATCH', `/items/event_types/${id}`, { status: 'archived' });
				await eventually('recipe_shared', { recipe: 'koshari' }, 'UNKNOWN_EVENT');
			});

			it('are nobody else’s to see or change', async () => {
				const { id } = await add({ name: 'secret_launched', description_en: null });
				const callers = [
					null,
					(await withUser(host, { role: 'App User' })).token,
					(await withUser(host, { role: 'Editor' })).token,
				];
				for (const phone of callers.map((token) => phoneOf(host, token))) {
					const answers = [
						await phone.send('GET', '/items/event_types'),
						await phone.send('GET', `/items/event_types/${id}`),
						await phone.send('POST', '/items/event_types', { name: 'event_smuggled' }),
						await phone.send('PATCH', `/items/event_types/${id}`, { status: 'archived' }),
						await phone.send('DELETE', `/items/event_types/${id}`),
					];
					for (const { status, text } of answers) {
						expect(status).toBe(403);
						expect(text).not.toContain('secret_launched');
					}
				}
				expect(await host.knex('event_types').where({ id, status: 'published' })).toHaveLength(1);
			});

			it('are refused at the field, in the administrator’s language', async () => {
				expect(await refusal({ name: 'fast_started' })).toContain('built in');
				expect(await refusal({ name: 'fast_started' }, 'ar-SA')).toContain('مدمج');
				expect(await refusal({ name: 'Shared' })).toContain('recipe_shared');
				const properties = (...list: object[]) => refusal({ name: 'recipe_rated', properties: list });
				expect(await properties({ name: 'weight_kg', type: 'number' })).toContain('personal');
				expect(await properties({ name: 'stars', type: 'text' })).toContain('/0/type');
				expect(await properties({ name: 'kind', type: 'choice' })).toContain('/0/values');
				expect(await properties({ name: 'a', type: 'integer' }, { name: 'a', type: 'integer' })).toContain(
					'twice',
				);
				expect(await host.knex('event_types').where({ name: 'recipe_rated' })).toEqual([]);
			});
		});

		describe('under pressure', () => {
			let other: Host;

			beforeAll(async () => {
				// An instance that keys were rotated for, as they are one after the other, and that lets few wait.
				const env = {
					BEBETTER_HASH_KEYS: `k2:${secretKey()},k1:${old}`,
					BEBETTER_EVENTS_MOST_WAITING: '2',
				};
				other = await startHost({ ...kind, name: 'events-other', shareDatabaseWith: host, env });
			});
			afterAll(() => other?.stop());

			it('are stored once by two instances', async () => {
				const events = Array.from({ length: 300 }, () => newEvent());
				const answers = await Promise.all(
					Array.from({ length: 10 }, (_, index) => sendEvents(index % 2 === 0 ? host : other, events)),
				);
				const accepted = answers.reduce((sum, { json }) => sum + (json.data?.accepted ?? 0), 0);
				expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
				expect(accepted).toBe(300);
			});

			it('of a new name are taken by the instance that was not told', async () => {
				await host.admin('POST', '/items/event_types', { status: 'published', name: 'badge_earned' });
				await expect
					.poll(
						async () => (await sendEvents(other, [newEvent({ name: 'badge_earned', props: {} })])).json.data,
						{
							timeout: 5_000,
							interval: 200,
						},
					)
					.toMatchObject({ accepted: 1 });
			});

			/** While nobody else can write events. */
			const whileHeld = (work: () => Promise<unknown>) =>
				host.knex.transaction(async (transaction) => {
					if (kind.database === 'postgres') await transaction.raw('lock table events in exclusive mode');
					else await transaction('events').where({ id: -1 }).delete();
					await work();
				});

			it('wait for whoever holds the table, or are told to come back; none is lost or answered with 500', async () => {
				let answer: ReturnType<typeof sendEvents> | undefined;
				await whileHeld(async () => {
					answer = sendEvents(host, [newEvent()]);
					// Longer than the second that SQLite's driver waits by itself.
					await sleep(1_500);
				});
				expect((await answer!).json.data).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
			});

			it('carry the new key after a rotation, and a new event of an old person the new hash', async () => {
				const { id, token } = await withUser(host, { role: 'App User' });
				const before = newEvent();
				expect((await sendEvents(host, [before], { token })).status).toBe(200);
				const after = newEvent();
				expect((await sendEvents(other, [after], { token })).status).toBe(200);
				expect(await storedEvent(host, before.event_id)).toMatchObject({
					hash_kid: 'k1',
					user_hash: await hashOf(other, id, 1),
				});
				expect(await storedEvent(host, after.event_id)).toMatchObject({
					hash_kid: 'k2',
					user_hash: await hashOf(other, id, 0),
				});
				await phoneOf(other, token).send('DELETE', '/mobile/me', { confirm: 'delete my account' });
				expect(await rowCount([before.event_id, after.event_id])).toBe(0);
			});

			it('are told to come back when too many wait', async () => {
				const events = Array.from({ length: 30 }, () => newEvent());
				let answered = 0;
				let answers: Promise<Awaited<ReturnType<typeof sendEvents>>[]> | undefined;
				await whileHeld(async () => {
					const send = async (event: SentEvent) => {
						const answer = await sendEvents(other, [event]);
						answered += 1;
						return answer;
					};
					answers = Promise.all(events.map(send));
					await expect.poll(() => answered, { timeout: 10_000 }).toBeGreaterThan(15);
				});
				const statuses = (await answers!).map(({ status }) => status);
				const refused = (await answers!).filter(({ status }) => status === 503);
				expect(new Set(statuses)).toEqual(new Set([200, 503]));
				expect(refused.length).toBeGreaterThan(15);
				for (const { headers, json } of refused) {
					expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
					expect(json.errors[0].extensions.code).toBe('SERVICE_UNAVAILABLE');
				}
				expect(await rowCount(events.map(({ event_id }) => event_id))).toBe(30 - refused.length);
			});

			it('have a limit a minute for each person and installation', async () => {
				delete host.env['BEBETTER_HASH_KEYS'];
				await host.restart({ BEBETTER_EVENTS_REQUESTS_PER_MINUTE: '3' });
				const { id } = await withUser(host, { role: 'App User' });
				const sendings = [
					{ token: signToken(host.env['SECRET']!, id) },
					{ batch: { anon_id: 'one' } },
					{ batch: { anon_id: 'two' } },
				];
				for (const sending of sendings) {
					const answers = [];
					for (let time = 0; time < 4; time += 1) answers.push(await sendEvents(host, [newEvent()], sending));
					expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
					expect(Number(answers[3]!.headers.get('retry-after'))).toBeGreaterThan(0);
					expect(answers[3]!.json.errors[0].extensions.code).toBe('REQUESTS_EXCEEDED');
				}
			});

			it('go without a person when there is no key, as since that restart', async () => {
				const { token } = await withUser(host, { role: 'App User' });
				const event = newEvent();
				expect((await sendEvents(host, [event], { token })).json).toMatchObject({ data: { accepted: 1 } });
				expect(await storedEvent(host, event.event_id)).toMatchObject({ user_hash: null, hash_kid: null });
			});
		});
	},
	{ only: bothMajorsAndDatabases },
);

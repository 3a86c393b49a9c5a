import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownedCollections } from '../../platform/people/owned-collections.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { type Phone, phoneOf } from '../support/phone.ts';
import { privateTables, writePrivateRows } from '../support/private-rows.ts';
import { findInDatabase } from '../support/search-database.ts';

const confirm = { confirm: 'delete my account' };

interface Person {
	id: string;
	email: string;
	last_name: string;
	phone: Phone;
	hash: string;
}

describeOnHosts(
	'leaving',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'me-erasure', provisioned: 'seeded' });
		});
		afterAll(() => host?.stop());

		/** Somebody with traces everywhere that the product leaves any. */
		async function somebody(): Promise<Person> {
			const { id, email, token, password } = await withUser(host, { role: 'App User' });
			const last_name = `Name${randomBytes(6).toString('hex')}`;
			const phone = phoneOf(host, token);
			await host.admin('PATCH', `/users/${id}`, { last_name });
			const { json } = await phone.send('POST', '/auth/login', { email, password });
			await phone.send('POST', '/auth/refresh', { refresh_token: json.data.refresh_token, mode: 'json' });
			await writePrivateRows(host, id);
			await phone.send('POST', '/mobile/me/meal-logs', { name_en: last_name, kcal: 5, note: email });
			// The salt is made when it is needed for the first time.
			await phone.send('GET', '/mobile/me/export');
			const hash = await hashOf(id);
			await writeTraces({ id, email, hash });
			return { id, email, last_name, phone, hash };
		}

		async function hashOf(id: string): Promise<string> {
			const [, secret = ''] = (host.env['BEBETTER_HASH_KEYS'] ?? '').split(':');
			const { salt } = await host.knex('bebetter_salts').where({ user: id }).first('salt');
			return createHmac('sha256', Buffer.from(secret, 'base64url')).update(`u1|${id}|${salt}`).digest('hex');
		}

		async function writeTraces({ id, email, hash }: Pick<Person, 'id' | 'email' | 'hash'>): Promise<void> {
			const { knex } = host;
			const at = new Date();
			for (const name of ['fast_started', 'fast_completed'])
				await knex('events').insert({
					event_id: randomUUID(),
					name,
					schema_version: 1,
					user_hash: hash,
					hash_kid: 'k1',
					received_at: at,
					ts: at,
				});
			await knex('job_runs').insert({
				id: randomUUID(),
				name: 'recompute-targets',
				slot: `profile ${id}`,
				payload: JSON.stringify({ user: id }),
				status: 'done',
				run_at: at,
				priority: 0,
				attempt: 1,
				max_attempts: 5,
				fence: 1,
				progress: 1,
				created_at: at,
			});
			await knex('directus_notifications').insert({
				timestamp: at,
				status: 'inbox',
				recipient: id,
				subject: email,
			});
			await knex('directus_presets').insert({ user: id, collection: 'foods' });
			const flowRun = await knex('directus_activity')
				.insert({ action: 'run', collection: 'directus_flows', item: randomUUID(), timestamp: at })
				.returning('id');
			await knex('directus_revisions').insert({
				activity: flowRun[0].id,
				collection: 'directus_flows',
				item: randomUUID(),
				data: JSON.stringify({ steps: [{ user: id, email }] }),
			});
			await uploadFor(id);
		}

		async function uploadFor(user: string): Promise<void> {
			const form = new FormData();
			form.append('file', new Blob(['face'], { type: 'text/plain' }), 'face.txt');
			const answer = await host.fetch('/files', {
				method: 'POST',
				headers: { authorization: `Bearer ${host.adminToken}` },
				body: form,
			});
			const { data } = (await answer.json()) as { data: { id: string } };
			await host.knex('directus_files').where({ id: data.id }).update({ uploaded_by: user });
		}

		it('the rows that erasure and export are about are all private rows there are', () => {
			expect([...ownedCollections].toSorted()).toEqual(privateTables.toSorted());
		});

		it('an export holds everything about the person, and nothing about others', async () => {
			const [me, other] = [await somebody(), await somebody()];
			const answer = await me.phone.send('GET', '/mobile/me/export');
			expect(answer.status).toBe(200);
			expect(answer.headers.get('content-disposition')).toBe('attachment; filename="bebetter-export.json"');
			expect(answer.headers.get('cache-control')).toBe('private, no-store');
			const file = JSON.parse(answer.text);
			expect(file).toMatchObject({
				format: 'bebetter-export',
				format_version: 1,
				account: { id: me.id, email: me.email, last_name: me.last_name },
				profile: { units: 'metric' },
				targets: [{ status: 'ok' }],
				pantry: [{ name: 'Rice' }],
				insights: [{ window: 7 }],
				files: [{ filename_download: 'face.txt' }],
			});
			expect(file.meal_logs).toHaveLength(2);
			expect(file.events.map(({ name }: { name: string }) => name)).toEqual([
				'fast_started',
				'fast_completed',
			]);
			for (const secret of [other.id, other.email, other.last_name, other.hash])
				expect(answer.text).not.toContain(secret);
		});

		it('an export of many rows has every one once', async () => {
			const { id, token } = await withUser(host, { role: 'App User' });
			const rows = Array.from({ length: 1203 }, (_, index) => ({
				id: randomUUID(),
				user: id,
				name: `Item ${index}`,
				version: 1,
			}));
			await host.knex.batchInsert('pantry', rows, 100);
			const file = JSON.parse((await phoneOf(host, token).send('GET', '/mobile/me/export')).text);
			const names = file.pantry.map(({ name }: { name: string }) => name);
			expect(new Set(names)).toEqual(new Set(rows.map(({ name }) => name)));
			expect(names).toHaveLength(rows.length);
		});

		it('wants to be sure', async () => {
			const { id, token } = await withUser(host, { role: 'App User' });
			const phone = phoneOf(host, token);
			for (const body of [{}, { confirm: true }, { confirm: 'yes' }]) {
				const answer = await phone.send('DELETE', '/mobile/me', body);
				expect(answer.status).toBe(400);
				expect(answer.text).toContain('delete my account');
			}
			expect((await phone.send('DELETE', '/mobile/me')).status).toBe(415);
			expect(await host.knex('directus_users').where({ id })).toHaveLength(1);
		});

		it.each(['Administrator', 'Editor'])('is not for an %s', async (role) => {
			const { id, token } = await withUser(host, { role });
			const answer = await phoneOf(host, token).send('DELETE', '/mobile/me', confirm);
			expect(answer.status).toBe(403);
			expect(answer.json.errors?.[0]).toMatchObject({
				message: expect.stringContaining('App User'),
				extensions: { code: 'ERASURE_REFUSED' },
			});
			expect(await host.knex('directus_users').where({ id })).toHaveLength(1);
			await host.admin('DELETE', `/users/${id}`);
		});

		describe('for good', () => {
			let gone: Person;
			let staying: Person;
			let answer: { status: number };
			let traces: { before: string[]; staying: string[] };
			const words = ({ id, email, last_name, hash }: Person) => [id, email, last_name, hash];
			const uploads = () => readdirSync(join(host.folder, 'uploads'));

			beforeAll(async () => {
				[gone, staying] = [await somebody(), await somebody()];
				traces = {
					before: await findInDatabase(host, words(gone)),
					staying: await findInDatabase(host, words(staying)),
				};
				answer = await gone.phone.send('DELETE', '/mobile/me', confirm);
			});

			it('finds traces where the product leaves them, before', () => {
				const tables = new Set(traces.before.map((place) => place.split('.')[0]));
				expect([...tables]).toEqual(
					expect.arrayContaining([
						...privateTables,
						'events',
						'job_runs',
						'bebetter_salts',
						'directus_users',
						'directus_activity',
						'directus_revisions',
						'directus_sessions',
						'directus_notifications',
						'directus_presets',
						'directus_files',
					]),
				);
			});

			it('leaves no trace in any column of any table', async () => {
				expect(answer.status).toBe(204);
				expect(await findInDatabase(host, words(gone))).toEqual([]);
			});

			it('leaves everything of somebody else', async () => {
				expect(await findInDatabase(host, words(staying))).toEqual(traces.staying);
			});

			it('takes the files out of the storage', async () => {
				const kept: { filename_disk: string }[] = await host.knex('directus_files').select('filename_disk');
				expect(uploads().toSorted()).toEqual(kept.map(({ filename_disk }) => filename_disk).toSorted());
			});

			it('leaves a record that says how much and not who, and a digest for archives', async () => {
				const digest = createHash('sha256').update(gone.hash).digest('hex');
				const tombstone = await host.knex('bebetter_tombstones').where({ digest }).first();
				const record = await host.knex('bebetter_erasures').where({ id: tombstone.erasure }).first();
				expect(JSON.parse(record.counts)).toMatchObject({
					meal_logs: 2,
					events: 2,
					job_runs: 1,
					user_profiles: 1,
				});
			});

			it('takes the person’s tokens with them', async () => {
				expect((await gone.phone.send('GET', '/mobile/me/profile')).status).toBe(401);
				expect((await gone.phone.send('PATCH', '/mobile/me/profile', { height_cm: 170 })).status).toBe(401);
			});
		});

		it('is whole or not at all: what cannot be deleted keeps everything', async () => {
			const { phone, ...me } = await somebody();
			await host.knex.schema.createTable('somebody_elses', (columns) => {
				columns.increments('id');
				columns.uuid('person').references('id').inTable('directus_users').onDelete('NO ACTION');
			});
			await host.knex('somebody_elses').insert({ person: me.id });
			const before = await findInDatabase(host, [me.id, me.hash]);
			const files = readdirSync(join(host.folder, 'uploads'));
			expect((await phone.send('DELETE', '/mobile/me', confirm)).status).toBe(500);
			expect(await findInDatabase(host, [me.id, me.hash])).toEqual(before);
			expect(readdirSync(join(host.folder, 'uploads'))).toEqual(files);
			await host.knex.schema.dropTable('somebody_elses');
		});

		it('an access token outlives the person by some minutes and opens nothing', async () => {
			const { email, password, token } = await withUser(host, { role: 'App User' });
			const login = await phoneOf(host, null).send('POST', '/auth/login', { email, password });
			const jwt = phoneOf(host, login.json.data.access_token);
			expect((await jwt.send('GET', '/mobile/me/profile')).status).toBe(200);
			await phoneOf(host, token).send('DELETE', '/mobile/me', confirm);
			expect((await jwt.send('PATCH', '/mobile/me/profile', { height_cm: 170 })).status).toBe(401);
		});
	},
	{ only: bothMajorsAndDatabases },
);

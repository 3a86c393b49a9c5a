import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SecuritySummary } from '../../domain/operations/security/contract.ts';
import { workFolder } from '../../host/paths.ts';
import { callerOf } from '../support/access/index.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	type TestUser,
	withUser,
} from '../support/host/index.ts';

/** What is planted everywhere, and must be found nowhere. */
const canary = {
	password: 'canary-password-5f1c',
	email: 'canary-person@example.com',
	token: 'canary-token-81aa90',
	binding: 'canary-binding-77d0',
};

describeOnHosts(
	'security operations',
	(kind) => {
		let host: Host;
		let site: Server;
		let editor: TestUser;
		let appUser: TestUser;

		beforeAll(async () => {
			site = await startSite();
			const { port } = site.address() as AddressInfo;
			const env = {
				PUBLIC_URL: `https://127.0.0.1:${port}`,
				BEBETTER_OPS_REFUSALS_PER_MINUTE: '10',
				BEBETTER_FASTLY_SERVICE_ID: 'service',
				BEBETTER_FASTLY_TOKEN: canary.token,
			};
			host = await startHost({ ...kind, name: 'security', provisioned: 'empty', env });
			editor = await withUser(host, { role: 'Editor' });
			appUser = await withUser(host, { role: 'App User' });
		});
		afterAll(async () => {
			await host?.stop();
			site?.close();
		});

		const summary = (): Promise<SecuritySummary> => host.admin('GET', '/ops/security');
		const logIn = (email: string, password: string) =>
			callerOf(host, 'nobody', null).call('POST', '/auth/login', { email, password });
		const revoke = (body: object) =>
			callerOf(host, 'admin', host.adminToken).call('POST', '/ops/security/revoke-sessions', body);

		it('S7: counts logins by network and keeps no password, address or account name', async () => {
			const before = await summary();
			for (let attempt = 0; attempt < 3; attempt += 1)
				expect((await logIn(canary.email, canary.password)).status).toBe(401);
			expect((await logIn(editor.email, canary.password)).status).toBe(401);
			expect((await logIn(editor.email, editor.password)).status).toBe(200);

			const { day, week, sources, hours } = await summary();
			expect(day.login_failed - before.day.login_failed).toBe(4);
			expect(day.login_succeeded - before.day.login_succeeded).toBe(1);
			expect(week.login_failed).toBe(day.login_failed);
			expect(sources[0]).toMatchObject({ source: '127.0.0.0/24', login_failed: 4, accounts: 2 });
			expect(hours).toHaveLength(24);
			expect(hours.reduce((sum, hour) => sum + hour.login_failed, 0)).toBe(day.login_failed);
			expect(host.logs()).toContain('Failed login: ');
		});

		it('S7: finds no canary in logs, tables and answers', async () => {
			await callerOf(host, 'admin', host.adminToken).call(
				'GET',
				`/items/foods?filter[slug][_eq]=${canary.binding}`,
			);
			await callerOf(host, 'nobody', canary.token).call('GET', '/ops/security');
			const answers = await Promise.all(
				['/ops/security', '/ops/metrics', '/ops/performance', '/ops/health/detailed'].map((path) =>
					callerOf(host, 'admin', host.adminToken).call('GET', path),
				),
			);
			const tables = ['bebetter_security_events', 'bebetter_access_changes', 'bebetter_secrets'];
			const rows = await Promise.all(tables.map((table) => host.knex(table).select('*')));
			const told = [...answers.map(({ text }) => text), JSON.stringify(rows)];
			for (const secret of [canary.password, canary.email, canary.token, host.env['SECRET']!])
				expect(told.filter((text) => text.includes(secret))).toEqual([]);
			expect(JSON.stringify(rows)).not.toContain('127.0.0.1');
			for (const secret of [canary.password, canary.email, canary.token, host.env['SECRET']!])
				expect(host.logs()).not.toContain(secret);
			expect(told.filter((text) => text.includes(canary.binding))).toEqual([]);
			expect(JSON.stringify(rows)).toContain('INVALID_CREDENTIALS');
		});

		it('tells who changed who may do what, before and after', async () => {
			const role = await host.admin<{ id: string }>('POST', '/roles', { name: 'Auditors' });
			await host.admin('PATCH', `/roles/${role.id}`, { name: 'Inspectors' });
			await host.admin('PATCH', `/users/${appUser.id}`, { status: 'suspended' });
			await host.admin('PATCH', `/users/${appUser.id}`, { status: 'active', token: `${canary.token}-2` });
			await host.admin('DELETE', `/roles/${role.id}`);
			await expect
				.poll(
					async () =>
						(await summary()).changes.map(({ action, collection, changes }) => [action, collection, changes]),
					{ timeout: 30_000 },
				)
				.toEqual(
					expect.arrayContaining([
						['create', 'directus_roles', [{ field: 'name', before: null, after: 'Auditors' }]],
						['update', 'directus_roles', [{ field: 'name', before: 'Auditors', after: 'Inspectors' }]],
						['update', 'directus_users', [{ field: 'status', before: 'active', after: 'suspended' }]],
						[
							'update',
							'directus_users',
							[
								{ field: 'status', before: 'suspended', after: 'active' },
								{ field: 'token', before: 'set', after: 'set' },
							],
						],
						['delete', 'directus_roles', [{ field: 'name', before: 'Inspectors', after: null }]],
					]),
				);
			const { changes, day } = await summary();
			const { id } = await host.admin<{ id: string }>('GET', '/users/me?fields=id');
			expect(changes[0]?.by?.id).toBe(id);
			expect(day.access_changed).toBeGreaterThanOrEqual(5);
			expect(JSON.stringify(changes)).not.toContain(canary.token);
			await host.admin('PATCH', `/users/${appUser.id}`, { token: appUser.token });
		});

		it('dates a new secret by its fingerprint, and reminds of an old one', async () => {
			const ageOf = async (name: string) => (await summary()).secrets.find((secret) => secret.name === name);
			expect(await ageOf('SECRET')).toMatchObject({ age_days: 0, max_age_days: 90, overdue: false });
			expect(await ageOf('BEBETTER_HASH_KEYS:k1')).toMatchObject({ max_age_days: 365 });
			expect(await ageOf('BEBETTER_FASTLY_TOKEN')).toMatchObject({
				age_days: 0,
				max_age_days: 365,
				overdue: false,
			});
			const [row] = await host.knex('bebetter_secrets').where({ name: 'SECRET' });
			expect(row.fingerprint).toMatch(/^[\da-f]{4}$/);

			const longAgo = Date.now() - 91 * 86_400_000;
			await host.knex('bebetter_secrets').update({ first_seen: longAgo });
			expect(await ageOf('SECRET')).toMatchObject({ age_days: 91, overdue: true });
			expect((await summary()).secrets[0]?.name).toBe('SECRET');

			await host.restart({ SECRET: 'f'.repeat(64) });
			expect(await ageOf('SECRET')).toMatchObject({ age_days: 0, overdue: false });
			expect(await ageOf('BEBETTER_HASH_KEYS:k1')).toMatchObject({ age_days: 91, overdue: false });
		});

		it('reads the certificate of the public address, also one that nobody trusts', async () => {
			const { certificate } = await summary();
			expect(certificate).toMatchObject({ state: 'untrusted', days_left: 29, issuer: 'BeBetter test' });
			expect(certificate.problem).toContain('SELF_SIGNED');
		});

		it('ends sessions: their refresh tokens get nobody in any more', async () => {
			const login = async () =>
				(await logIn(editor.email, editor.password)).body.data as {
					refresh_token: string;
					access_token: string;
				};
			const refresh = (refresh_token: string) =>
				callerOf(host, 'nobody', null).call('POST', '/auth/refresh', { refresh_token, mode: 'json' });
			const [one, other] = [await login(), await login()];
			expect((await summary()).sessions.total).toBeGreaterThanOrEqual(2);

			expect((await revoke({ user: editor.id, confirm: 'yes' })).status).toBe(400);
			expect((await revoke({ user: editor.id, all: true, confirm: 'revoke' })).status).toBe(400);
			expect((await revoke({ confirm: 'revoke' })).status).toBe(400);
			expect(await host.knex('directus_sessions').where({ user: editor.id })).not.toEqual([]);

			const answer = await revoke({ user: editor.id, confirm: 'revoke' });
			expect(answer.status).toBe(200);
			expect(answer.body.data).toMatchObject({ users: 1 });
			for (const { refresh_token } of [one, other]) expect((await refresh(refresh_token)).status).toBe(401);
			const activity = await host.knex('directus_activity').where({ collection: 'bebetter_security' });
			expect(activity.map(({ item }) => item)).toEqual([`revoke-sessions:${editor.id}`]);
		});

		it('leaves the session of the caller, if asked', async () => {
			const cookie = async () => {
				const response = await host.fetch('/auth/login', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ email: host.adminEmail, password: host.adminPassword, mode: 'session' }),
				});
				return response.headers.getSetCookie()[0]!.split(';')[0]!;
			};
			const me = async (session: string) =>
				(await host.fetch('/users/me', { headers: { cookie: session } })).status;
			const [own, other] = [await cookie(), await cookie()];
			const response = await host.fetch('/ops/security/revoke-sessions', {
				method: 'POST',
				headers: { cookie: own, 'content-type': 'application/json' },
				body: JSON.stringify({ all: true, keep_own: true, confirm: 'Revoke' }),
			});
			expect(response.status).toBe(200);
			expect(await me(own)).toBe(200);
			expect(await me(other)).toBe(401);
			expect((await summary()).sessions).toEqual({ total: 1, users: 1 });
		});

		it('tells administrators once a week what changed, in their language', async () => {
			await host.admin('PATCH', '/users/me', { language: 'ar-SA' });
			const boss = await withUser(host, { role: 'Administrator' });
			const open = await host.knex('directus_access').whereNull('role').whereNull('user').first();
			await host.admin('POST', '/permissions', {
				policy: open.policy,
				collection: 'foods',
				action: 'read',
				fields: ['*'],
			});
			const job = { name: 'security-digest', payload: { tell: true }, wait: true };
			expect(await host.admin('POST', '/ops/jobs', job)).toMatchObject({
				status: 'done',
				result: { told: 2 },
			});
			expect(await host.admin('POST', '/ops/jobs', job)).toMatchObject({
				status: 'done',
				result: { told: 0 },
			});

			const { digest } = await summary();
			expect(digest.new_administrators.map(({ id }) => id)).toEqual([boss.id]);
			expect(digest.static_tokens.length).toBeGreaterThan(2);
			expect(digest.drift).toContainEqual({
				kind: 'public',
				policy: 'public',
				collection: 'foods',
				action: 'read',
			});
			const messages = await host.knex('directus_notifications').select('recipient', 'subject', 'message');
			expect(messages.map(({ subject }) => subject).toSorted()).toEqual([
				'Security this week',
				'الأمان هذا الأسبوع',
			]);
			expect(messages[0].message).toContain('foods read');
			await host.admin('DELETE', `/users/${boss.id}`);
		});

		it('S1, S6: sends away who was refused ten times in a minute, and still serves administrators', async () => {
			const asked = callerOf(host, 'app user', appUser.token);
			const statuses = [];
			for (let attempt = 0; attempt < 12; attempt += 1)
				statuses.push((await asked.call('GET', '/ops/security')).status);
			expect(statuses.slice(0, 10)).toEqual(Array(10).fill(403));
			expect(statuses.at(-1)).toBe(429);
			const response = await host.fetch('/ops/cache/purge', { method: 'POST' });
			expect(response.status).toBe(429);
			expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
			expect(await response.json()).toMatchObject({
				errors: [{ extensions: { code: 'REQUESTS_EXCEEDED' } }],
			});
			const { day } = await summary();
			expect(day.rate_limited).toBeGreaterThanOrEqual(3);
			await expect.poll(() => host.logs()).toContain('Rate limit exceeded: ');
		});

		it('is locked down by a command', async () => {
			const { body } = await logIn(editor.email, editor.password);
			const refused = await host.cli(['bebetter', 'lockdown']);
			expect(refused.code).not.toBe(0);
			const done = await host.cli([
				'bebetter',
				'lockdown',
				'--static-tokens',
				'--stop-jobs',
				'--maintenance',
				'--yes',
			]);
			expect(done.code, done.stderr).toBe(0);
			expect(done.stdout).toContain('"static_tokens"');
			await expect.poll(async () => (await host.fetch('/mobile/foods')).status).toBe(503);
			expect((await host.cli(['bebetter', 'maintenance', 'off'])).code).toBe(0);
			const refresh = await callerOf(host, 'nobody', null).call('POST', '/auth/refresh', {
				refresh_token: (body.data as { refresh_token: string }).refresh_token,
				mode: 'json',
			});
			expect(refresh.status).toBe(401);
			expect((await callerOf(host, 'admin', host.adminToken).call('GET', '/users/me')).status).toBe(401);
			expect((await logIn(host.adminEmail, host.adminPassword)).status).toBe(200);
		});
	},
	{ only: bothMajorsAndDatabases },
);

/** HTTPS with a certificate of its own, which runs out in 30 days. */
async function startSite(): Promise<Server> {
	const [key, cert] = ['site-key.pem', 'site-cert.pem'].map((file) => join(workFolder, file)) as [
		string,
		string,
	];
	const request = 'req -x509 -newkey rsa:2048 -nodes -days 30 -subj'.split(' ');
	execFileSync('openssl', [...request, '/O=BeBetter test/CN=127.0.0.1', '-keyout', key, '-out', cert], {
		stdio: 'ignore',
	});
	const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) =>
		response.end(),
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

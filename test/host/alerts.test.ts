import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { AlertsView, SilenceView, TestResultView } from '../../domain/operations/alerts/contract.ts';
import type { Notice } from '../../domain/operations/alerts/notice.ts';
import {
	bothMajorsAndDatabases,
	describeOnHosts,
	type Host,
	startHost,
	withUser,
} from '../support/host/index.ts';
import { openMailSink, type MailSink } from '../support/operations/mail-sink.ts';
import { openReceiver, type Receiver } from '../support/operations/receiver.ts';

const secret = 'known to both';
const rule = 'dead-letters';

describeOnHosts(
	'alerts',
	(kind) => {
		let host: Host;
		let other: Host | undefined;
		let hook: Receiver;
		let deadMan: Receiver;
		let mail: MailSink;

		beforeAll(async () => {
			[hook, deadMan, mail] = await Promise.all([openReceiver(), openReceiver(), openMailSink()]);
			const env = {
				BEBETTER_ALERT_WEBHOOK_URL: hook.url,
				BEBETTER_ALERT_WEBHOOK_SECRET: secret,
				BEBETTER_ALERT_ALLOW_PRIVATE: 'true',
				BEBETTER_ALERT_EMAILS: 'on-call@example.com',
				BEBETTER_DEADMAN_URL: deadMan.url,
				EMAIL_TRANSPORT: 'smtp',
				EMAIL_SMTP_HOST: '127.0.0.1',
				EMAIL_SMTP_PORT: String(mail.port),
				EMAIL_SMTP_IGNORE_TLS: 'true',
				EMAIL_FROM: 'alerts@example.com',
			};
			host = await startHost({ ...kind, name: 'alerts', provisioned: 'empty', env });
			// SQLite is a file of one process.
			if (kind.database === 'postgres') other = await startHost({ ...kind, shareDatabaseWith: host });
			for (const quiet of await others()) await set(quiet, { is_enabled: false });
		});
		afterAll(async () => {
			await other?.stop();
			await host?.stop();
			await Promise.all([hook?.close(), deadMan?.close(), mail?.close()]);
		});

		/** Every rule but the one that the tests are about: a machine under load fires some by itself. */
		const others = async () =>
			(await host.admin<AlertsView>('GET', '/ops/alerts')).alerts
				.filter((alert) => alert.rule !== rule && alert.can_change)
				.map((alert) => alert.rule);
		const set = (name: string, change: object) =>
			host.admin<AlertsView>('PUT', `/ops/alerts/rules/${name}`, change);
		const evaluate = async (): Promise<AlertsView> => {
			const views = await Promise.all(
				[host, ...(other ? [other] : [])].map((instance) =>
					instance.admin<AlertsView>('POST', '/ops/alerts/evaluate'),
				),
			);
			return views[0]!;
		};
		const alertOf = (view: AlertsView, name = rule) => view.alerts.find((alert) => alert.rule === name)!;
		/** Tests, and what is told of our rule: on a busy machine others may fire, such as that answers are slow. */
		const notices = (): (Notice & { id: string })[] =>
			hook.received
				.map(({ body }) => JSON.parse(body) as Notice & { id: string })
				.filter((notice) => notice.state === 'test' || notice.rule === rule);
		/** Directus mails its notifications to administrators besides. */
		const mailed = () => mail.messages.filter((message) => /^To: on-call@example.com/m.test(message));
		const bury = async (count: number): Promise<void> => {
			const now = new Date();
			for (let made = 0; made < count; made += 1)
				await host.knex('job_runs').insert({
					id: crypto.randomUUID(),
					name: 'planted',
					slot: `manual:${crypto.randomUUID()}`,
					status: 'dead',
					run_at: now,
					created_at: now,
					finished_at: now,
				});
		};
		const unbury = () => host.knex('job_runs').where({ name: 'planted' }).delete();
		const ask = async (method: string, path: string, body?: unknown, token = host.adminToken) => {
			const response = await host.fetch(path, {
				method,
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
				...(body !== undefined && { body: JSON.stringify(body) }),
			});
			const { errors = [] } = (await response.json()) as {
				errors?: { message: string; extensions: object }[];
			};
			return { status: response.status, message: errors[0]?.message, ...errors[0]?.extensions };
		};
		const notifications = (user: string) =>
			host.knex('directus_notifications').where({ recipient: user }).orderBy('id') as Promise<
				{ subject: string; message: string }[]
			>;

		it('are tested by every channel, and each says what became of it', async () => {
			const results = await host.admin<TestResultView[]>('POST', '/ops/alerts/test');
			expect(results).toEqual([
				{ channel: 'studio', is_sent: true, error: null },
				{ channel: 'email', is_sent: true, error: null },
				{ channel: 'webhook', is_sent: true, error: null },
			]);
			expect(notices()).toMatchObject([{ state: 'test' }]);
			expect(mailed()).toHaveLength(1);
			hook.answerWith(500);
			const [, , webhook] = await host.admin<TestResultView[]>('POST', '/ops/alerts/test');
			expect(webhook).toEqual({ channel: 'webhook', is_sent: false, error: 'The webhook answered 500.' });
			hook.answerWith(204);
			hook.received.length = 0;
			mail.messages.length = 0;
		});

		it('tell of a job that was given up, once, whoever evaluates, with a signature that fits', async () => {
			await withUser(host, { role: 'Administrator', language: 'ar-SA' });
			await host.knex('directus_notifications').delete();
			await bury(2);
			for (let times = 0; times < 3; times += 1) await evaluate();
			const view = await evaluate();

			expect(alertOf(view)).toMatchObject({
				phase: 'firing',
				value: 2,
				severity: 'warning',
				is_silenced: false,
			});
			expect(view.alerts[0]!.rule).toBe(rule);
			expect(view.history[0]).toMatchObject({ rule, value: 2, resolved_at: null });
			await vi.waitFor(() => expect(notices()).toHaveLength(1), { timeout: 30_000 });
			expect(notices()[0]).toMatchObject({
				rule,
				state: 'firing',
				value: 2,
				threshold: 0,
				severity: 'warning',
			});

			const [{ method, headers, body }] = hook.received as [Receiver['received'][number]];
			const timestamp = String(headers['bebetter-timestamp']);
			expect(method).toBe('POST');
			expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(30);
			expect(headers['bebetter-signature']).toBe(
				`v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
			);
			expect(headers['bebetter-delivery']).toBe(notices()[0]!.id);

			const people = await host.knex('directus_users').whereNotNull('role').select('id', 'language');
			for (const { id, language } of people) {
				const [notification, ...more] = await notifications(id);
				expect(more).toEqual([]);
				expect(notification?.subject).toMatch(
					language === 'ar-SA' ? /^تنبيه: / : /^Alert: A job was given up/,
				);
			}
			await vi.waitFor(() => expect(mailed()).toHaveLength(1), { timeout: 30_000 });
			expect(mailed()[0]).toContain('Subject: Alert: A job was given up');
		});

		it('tell the end once too', async () => {
			await unbury();
			for (let times = 0; times < 3; times += 1) await evaluate();
			expect(alertOf(await evaluate()).phase).toBe('well');
			await vi.waitFor(() => expect(notices().map(({ state }) => state)).toEqual(['firing', 'resolved']), {
				timeout: 30_000,
			});
			expect((await host.admin<AlertsView>('GET', '/ops/alerts')).history[0]!.resolved_at).not.toBeNull();
			hook.received.length = 0;
		});

		it('try again what could not be sent, with the same id, and the end after the beginning', async () => {
			hook.answerWith(503);
			await bury(1);
			await evaluate();
			await vi.waitFor(() => expect(notices()).toHaveLength(1), { timeout: 30_000 });
			await unbury();
			const view = await evaluate();
			expect(view.channels.find(({ name }) => name === 'webhook')).toMatchObject({
				waiting: 2,
				last_error: 'The webhook answered 503.',
			});
			expect(notices()).toHaveLength(1);

			hook.answerWith(204);
			await host
				.knex('bebetter_alert_outbox')
				.where({ status: 'queued' })
				.update({ due_at: new Date(0) });
			await evaluate();
			await vi.waitFor(
				() => expect(notices().map(({ state }) => state)).toEqual(['firing', 'firing', 'resolved']),
				{ timeout: 30_000 },
			);
			expect(notices()[1]!.id).toBe(notices()[0]!.id);
			hook.received.length = 0;
		});

		it('are silent for a while when somebody asks, and tell afterwards what still fires', async () => {
			const silence = await host.admin<SilenceView>('POST', '/ops/alerts/silences', {
				rule,
				minutes: 60,
				reason: 'mending it',
			});
			expect(silence).toMatchObject({ rule, reason: 'mending it', created_by: { name: expect.any(String) } });
			await bury(1);
			const view = await evaluate();
			expect(alertOf(view)).toMatchObject({ phase: 'firing', is_silenced: true });
			expect(view.silences).toMatchObject([{ id: silence.id }]);
			expect(notices()).toEqual([]);

			const after = await host.admin<AlertsView>('DELETE', `/ops/alerts/silences/${silence.id}`);
			expect(after.silences).toEqual([]);
			await vi.waitFor(() => expect(notices()).toMatchObject([{ rule, state: 'firing' }]), {
				timeout: 30_000,
			});
			expect(await ask('DELETE', `/ops/alerts/silences/${silence.id}`)).toMatchObject({
				status: 404,
				code: 'SILENCE_NOT_FOUND',
			});
		});

		it('go by what administrators set', async () => {
			await bury(1);
			expect(alertOf(await set(rule, { threshold: 5 }))).toMatchObject({
				threshold: 5,
				default_threshold: 0,
				phase: 'well',
			});
			expect(alertOf(await set(rule, { threshold: 1, for_seconds: 600 })).phase).toBe('pending');
			expect(alertOf(await set(rule, { is_enabled: false })).phase).toBe('off');
			expect(alertOf(await set(rule, {}))).toMatchObject({ threshold: 0, is_enabled: true, phase: 'firing' });

			expect(await ask('PUT', '/ops/alerts/rules/nothing', {})).toMatchObject({
				status: 404,
				code: 'RULE_NOT_FOUND',
			});
			expect(await ask('PUT', `/ops/alerts/rules/${rule}`, { threshold: -1 })).toMatchObject({
				status: 400,
				field: 'threshold',
			});
			expect(
				await ask('POST', '/ops/alerts/silences', { rule: 'dead-leters', minutes: 5, reason: 'x' }),
			).toMatchObject({ status: 400, field: 'rule', message: expect.stringContaining('dead-letters') });
			expect(
				await ask('POST', '/ops/alerts/silences', { rule: null, minutes: 5, reason: ' ' }),
			).toMatchObject({ status: 400, field: 'reason' });
		});

		it('are told by a command, whose exit code says whether any fires', async () => {
			const firing = await host.cli(['bebetter', 'alerts']);
			expect(firing.code).toBe(1);
			expect(firing.stdout).toContain('firing\twarning\tdead-letters');
			await unbury();
			await evaluate();
		});

		it('are looked at by themselves, and a watcher outside hears of it', async () => {
			await bury(1);
			deadMan.received.length = 0;
			await host.knex('bebetter_alert_evaluation').update({ due_at: new Date(0) });
			await vi.waitFor(
				async () => expect(alertOf(await host.admin<AlertsView>('GET', '/ops/alerts')).phase).toBe('firing'),
				{ timeout: 60_000, interval: 500 },
			);
			await vi.waitFor(() => expect(deadMan.received.length).toBeGreaterThan(0), { timeout: 30_000 });
			expect(deadMan.received[0]!.method).toBe('GET');
		});

		it('are for administrators only, and documented', async () => {
			const editor = await withUser(host, { role: 'App User' });
			for (const [method, path] of [
				['GET', '/ops/alerts'],
				['GET', '/ops/alerts/history'],
				['PUT', `/ops/alerts/rules/${rule}`],
				['POST', '/ops/alerts/silences'],
				['POST', '/ops/alerts/test'],
				['POST', '/ops/alerts/evaluate'],
			] as const)
				expect(await ask(method, path, method === 'GET' ? undefined : {}, editor.token)).toMatchObject({
					status: 403,
				});
			const { paths } = (await (await host.fetch('/mobile/openapi.json')).json()) as { paths: object };
			expect(Object.keys(paths)).toEqual(
				expect.arrayContaining(['/ops/alerts', '/ops/alerts/rules/{rule}', '/ops/database/care']),
			);
		});
	},
	{ only: bothMajorsAndDatabases },
);

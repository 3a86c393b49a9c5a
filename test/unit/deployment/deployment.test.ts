import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { redisSafety } from '../../../host/local-config.ts';
import { configVariables } from '../../../platform/config.ts';
import { blueprint, compose, readText, variablesAsked, variablesSet } from './deployment-files.ts';
import { missingHost, readsVariable } from './known-variables.ts';

/** Read by Node and by the system, not by Directus. */
const systemVariables = ['NODE_OPTIONS', 'TZ'];
/** Named by the script that dumps the database. */
const dumps = readText('ops/backup/backup-loop.sh');
const secret = /SECRET|PASSWORD|TOKEN|_KEYS?$/;
const ours = configVariables.map(({ name }) => name);
const services = Object.entries(compose().services);

describe('docker-compose.yml', () => {
	test.each(services)('%s has a health check, restarts, and rotates its log', (_name, service) => {
		const [command, ...words] = service.healthcheck?.test ?? [];
		expect(command).toMatch(/^CMD(-SHELL)?$/);
		expect(words.map((word) => typeof word)).toEqual(words.map(() => 'string'));
		expect(words.length).toBeGreaterThan(0);
		expect(service.restart).toBe('unless-stopped');
		expect(service.logging).toMatchObject({
			driver: 'json-file',
			options: { 'max-size': '20m', 'max-file': '5' },
		});
		expect(service.stop_grace_period).toMatch(/^\d+s$/);
	});

	test('only Directus is published, and to this machine only', () => {
		const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
		expect(published).toEqual([['directus', '127.0.0.1:${PORT:-8055}:8055']]);
	});

	test('images are pinned', () => {
		const dockerfile = Array.from(readText('Dockerfile').matchAll(/^FROM (\S+)/gm), ([, image]) => image);
		const images = [...services.flatMap(([, { image }]) => image ?? []), ...dockerfile];
		expect(images).toContain('directus/directus:12.4.0');
		for (const image of images) expect(image).toMatch(/^[\w./-]+:\d+[\w.-]*$/);
	});

	test('Directus waits until what it needs answers', () => {
		expect(compose().services['directus']?.depends_on).toEqual({
			database: { condition: 'service_healthy' },
			cache: { condition: 'service_healthy' },
		});
	});

	test('the worker is Directus’s own image with its settings, and waits until the model is there', () => {
		const { directus, worker } = compose().services;
		expect(worker?.environment).toEqual(directus?.environment);
		expect(worker?.build).toEqual(directus?.build);
		expect(worker?.command?.slice(0, 4)).toEqual(['node', 'cli.js', 'bebetter', 'worker']);
		expect(worker?.depends_on?.['directus']).toEqual({ condition: 'service_healthy' });
		expect(directus?.environment?.['BEBETTER_ROLE']).toBe('web');
		const port = worker?.command?.[worker.command.indexOf('--health-port') + 1];
		expect(worker?.healthcheck?.test.at(-1)).toContain(`127.0.0.1:${port}/`);
	});

	test('what is required says so, and where to set it', () => {
		const required = variablesAsked().filter(({ operator }) => operator !== ':-');
		expect(new Set(required.map(({ name }) => name))).toEqual(
			new Set([
				'SECRET',
				'BEBETTER_HASH_KEYS',
				'BEBETTER_BACKUP_KEYS',
				'ADMIN_EMAIL',
				'ADMIN_PASSWORD',
				'PUBLIC_URL',
				'DB_PASSWORD',
			]),
		);
		for (const { name, operator, rest } of required)
			expect([operator, rest]).toEqual([':?', `set ${name} in .env, see .env.example`]);
	});

	test('no secret has a default', () => {
		for (const [name, { environment = {} }] of services)
			for (const [variable, value] of Object.entries(environment))
				if (secret.test(variable)) expect(value, `${name}: ${variable}`).toMatch(/^\$\{\w+:\?/);
	});

	test('it asks for what .env.example explains, and for nothing else', () => {
		const explained = Array.from(readText('.env.example').matchAll(/^#?([A-Z_]+)=/gm), ([, name]) => name);
		expect([...new Set(variablesAsked().map(({ name }) => name))].sort()).toEqual([...explained].sort());
	});

	test('.env.example gives no secret a value, and the same defaults as the compose file', () => {
		const example = readText('.env.example');
		for (const { name, operator, rest } of variablesAsked())
			expect(example).toMatch(operator === ':-' ? `#${name}=${rest}\n` : `\n${name}=\n`);
	});
});

test("Directus's health check is a program that Node accepts and that tells up from down", async () => {
	const [command, program, flag, source = ''] = compose().services['directus']?.healthcheck?.test ?? [];
	expect([command, program, flag]).toEqual(['CMD', 'node', '-e']);
	const server = createServer((_request, response) => response.end('pong')).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const check = source.replace(':8055', `:${port}`);
	const run = async () => (await once(spawn(process.execPath, ['-e', check]), 'exit'))[0];
	expect(await run()).toBe(0);
	server.close();
	server.closeAllConnections();
	expect(await run()).toBe(1);
});

describe('render.yaml', () => {
	const web = blueprint().services.find(({ type }) => type === 'web');
	const worker = blueprint().services.find(({ type }) => type === 'worker');
	const cache = blueprint().services.find(({ type }) => type === 'keyvalue');

	test('no secret has a value', () => {
		for (const { key, value } of web?.envVars ?? []) if (secret.test(key)) expect(value, key).toBeUndefined();
	});

	test('every variable has exactly one source', () => {
		for (const { key, ...sources } of web?.envVars ?? []) expect(Object.keys(sources), key).toHaveLength(1);
	});

	test('the web service is the Dockerfile with a health check and without a disk', () => {
		expect(web).toMatchObject({ dockerfilePath: './Dockerfile', healthCheckPath: '/ops/health/ready' });
		expect(web?.disk).toBeUndefined();
	});

	test('the cache evicts nothing, and neither it nor the database is open to the world', () => {
		expect(cache).toMatchObject({ maxmemoryPolicy: 'noeviction', ipAllowList: [] });
		expect(blueprint().databases).toMatchObject([{ ipAllowList: [] }]);
	});

	test('the worker works jobs, and is told nothing but what the web service is told', () => {
		expect(web?.envVars).toContainEqual({ key: 'BEBETTER_ROLE', value: 'web' });
		expect(worker).toMatchObject({
			dockerfilePath: web?.dockerfilePath,
			dockerCommand: 'node cli.js bebetter worker',
		});
		const told = web?.envVars?.map(({ key }) => key) ?? [];
		for (const { key, fromService } of worker?.envVars ?? []) {
			expect(told).toContain(key);
			expect(fromService).toEqual({ type: 'web', name: web?.name, envVarKey: key });
		}
		for (const family of ['SECRET', 'DB_CLIENT', 'REDIS_HOST', 'STORAGE_S3_BUCKET'])
			expect(worker?.envVars?.map(({ key }) => key)).toContain(family);
	});

	test('references name services and databases of this file', () => {
		const names = [...blueprint().services, ...blueprint().databases].map(({ name }) => name);
		for (const { fromService, fromDatabase } of [...(web?.envVars ?? []), ...(worker?.envVars ?? [])]) {
			const reference = fromService ?? fromDatabase;
			if (reference) expect(names).toContain(reference.name);
		}
	});
});

describe('both files', () => {
	test.skipIf(missingHost)(`set only what is read${missingHost ? ` (${missingHost})` : ''}`, () => {
		const isRead = readsVariable();
		const unknown = variablesSet().filter(
			(name) =>
				!isRead(name) && !ours.includes(name) && !systemVariables.includes(name) && !dumps.includes(name),
		);
		expect(unknown).toEqual([]);
	});

	test.skipIf(missingHost)('are checked by a list that knows a wrong name from a right one', () => {
		const isRead = readsVariable();
		expect(
			['SECRET', 'IP_TRUST_PROXY', 'DB_POOL__MAX', 'STORAGE_S3_KEY'].filter((name) => !isRead(name)),
		).toEqual([]);
		expect(['SECRETS', 'IP_TRUST_PROXIES', 'EXTENSION_MUST_LOAD'].filter(isRead)).toEqual([]);
	});

	test('survive the loss of Redis as the local configuration does', () => {
		const safety = redisSafety({ REDIS_HOST: 'cache' });
		const web = Object.fromEntries(
			blueprint()
				.services.find(({ type }) => type === 'web')
				?.envVars?.map(({ key, value }) => [key, value]) ?? [],
		);
		expect(compose().services['directus']?.environment).toMatchObject(safety);
		expect(web).toMatchObject(safety);
	});

	test('name Redis by host and port: Directus ignores the safety settings beside an address', () => {
		expect(variablesSet()).not.toContain('REDIS');
		expect(variablesSet()).toEqual(expect.arrayContaining(['REDIS_HOST', 'REDIS_PORT']));
	});
});

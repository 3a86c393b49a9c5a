import { describe, expect, it } from 'vitest';
import { localConfig, makeSecrets } from '../../../host/local-config.ts';

const secrets = {
	SECRET: 's',
	ADMIN_EMAIL: 'stored@example.com',
	ADMIN_PASSWORD: 'stored',
	ADMIN_TOKEN: 'token',
	BEBETTER_HASH_KEYS: 'k1:stored',
};
const configure = (environment: Record<string, string>) => localConfig(environment, secrets, '/local');

describe('the configuration of a local instance', () => {
	it('is SQLite without Redis when nothing is said', () => {
		const env = configure({});
		expect(env).toMatchObject({ DB_CLIENT: 'sqlite3', DB_FILENAME: '/local/data.db', PORT: '8055' });
		expect(env).toMatchObject({ EXTENSIONS_MUST_LOAD: 'true', CACHE_SCHEMA_FREEZE_ENABLED: 'true' });
		expect(env).not.toHaveProperty('REDIS');
		expect(env).not.toHaveProperty('NODE_OPTIONS');
	});

	it.each([
		['PORT', '9000'],
		['ADMIN_EMAIL', 'given@example.com'],
		['ADMIN_PASSWORD', 'given'],
		['ADMIN_TOKEN', 'given'],
		['PUBLIC_URL', 'https://example.com'],
		['CACHE_ENABLED', 'true'],
		['BEBETTER_SEED_ON_START', 'false'],
	])('lets %s from the environment win', (name, value) => {
		expect(configure({ [name]: value })[name]).toBe(value);
	});

	it('follows PORT in the public address', () => {
		expect(configure({ PORT: '9000' })['PUBLIC_URL']).toBe('http://localhost:9000');
	});

	it('takes an empty variable for one that is not set', () => {
		expect(configure({ ADMIN_PASSWORD: '', PORT: '' })).toMatchObject({
			ADMIN_PASSWORD: 'stored',
			PORT: '8055',
		});
	});

	it('leaves SQLite alone when a database is named', () => {
		const env = configure({ DB_CLIENT: 'pg', DB_HOST: 'db' });
		expect(env).toMatchObject({ DB_CLIENT: 'pg', DB_HOST: 'db' });
		expect(env).not.toHaveProperty('DB_FILENAME');
	});

	it('hands Redis over in parts, because Directus reads no other REDIS_ variable beside an address', () => {
		const env = configure({ REDIS: 'rediss://app:p%40ss@cache:6380/2' });
		expect(env).toMatchObject({
			REDIS_HOST: 'cache',
			REDIS_PORT: '6380',
			REDIS_USERNAME: 'app',
			REDIS_DB: '2',
		});
		expect(env).toMatchObject({
			REDIS_PASSWORD: 'p@ss',
			REDIS_TLS: 'true',
			REDIS_MAX_RETRIES_PER_REQUEST: '1',
		});
		expect(env).not.toHaveProperty('REDIS');
	});

	it('asks for DB_CLIENT rather than ignore a database address', () => {
		expect(() => configure({ DB_HOST: 'db' })).toThrow(/DB_HOST is set but DB_CLIENT is not/);
	});

	it('survives the loss of Redis wherever Redis is configured', () => {
		const env = configure({ REDIS: 'redis://cache', NODE_OPTIONS: '--max-old-space-size=512' });
		expect(env).toMatchObject({
			REDIS_MAX_RETRIES_PER_REQUEST: '1',
			SYNCHRONIZATION_STORE: 'redis',
			RATE_LIMITER_STORE: 'memory',
			NODE_OPTIONS: '--max-old-space-size=512 --unhandled-rejections=warn',
		});
	});

	it('never lets a bundle that fails to load pass', () => {
		const given = { EXTENSIONS_MUST_LOAD: 'false', EXTENSIONS_PATH: '/elsewhere' };
		expect(configure(given)).toMatchObject({
			EXTENSIONS_MUST_LOAD: 'true',
			EXTENSIONS_PATH: '/local/extensions',
		});
	});
});

describe('secrets', () => {
	it('are random', () => {
		expect(makeSecrets({}).SECRET).not.toBe(makeSecrets({}).SECRET);
		expect(makeSecrets({}).ADMIN_PASSWORD).not.toBe(makeSecrets({}).ADMIN_PASSWORD);
	});

	it('come from the environment where it has them', () => {
		expect(makeSecrets({ ADMIN_PASSWORD: 'given' }).ADMIN_PASSWORD).toBe('given');
	});
});

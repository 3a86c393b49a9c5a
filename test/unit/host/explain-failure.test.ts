import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { explainFailure } from '../../../host/explain-failure.ts';
import { assertPortFree, busyPortSentence, freePort } from '../../../host/ports.ts';

const postgres = {
	DB_CLIENT: 'pg',
	DB_CONNECTION_STRING: 'postgres://user:hidden@db:5432/app',
	PORT: '8055',
};

it('names a busy port and the way out', async () => {
	const port = await freePort();
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	await expect(assertPortFree(port, '127.0.0.1')).rejects.toThrow(busyPortSentence(port));
	await new Promise((resolve) => server.close(resolve));
	expect(busyPortSentence(8055)).toContain('PORT=8056 npm start');
});

it.each([
	['Error: connect ECONNREFUSED 10.0.0.1:5432', 'is it running?'],
	["Can't connect to the database.\ngetaddrinfo ENOTFOUND db", 'check DB_HOST'],
	['password authentication failed for user "user"', 'check DB_USER and DB_PASSWORD'],
	['database "app" does not exist', 'createdb app'],
])('explains the database failure %s', (logs, remedy) => {
	const sentence = explainFailure(logs, postgres);
	expect(sentence).toContain('postgres://db:5432/app');
	expect(sentence).toContain(remedy);
	expect(sentence).not.toContain('hidden');
});

it.each([
	['SQLITE_FULL: database or disk is full', /disk is full/],
	['Port 8055 is already in use', /Port 8055 is in use/],
	['MaxRetriesPerRequestError: reached', /Redis at .* does not answer/],
	[
		"EXTENSION_MUST_LOAD is enabled and an extension failed to load.\nCouldn't register bundle\nError: bad config",
		/could not be loaded: Couldn't register bundle: Error: bad config/,
	],
	[
		'starting\nTypeError: something failed\n    at x (y.js:1:1)',
		/Directus ended: TypeError: something failed/,
	],
])('turns %j into one sentence', (logs, expected) => {
	expect(explainFailure(logs, { ...postgres, REDIS: 'redis://cache' })).toMatch(expected);
});

import { busyPortSentence } from './ports.ts';

const databaseTrouble = new RegExp(
	[
		"Can't connect to the database",
		'connect (ECONNREFUSED|ETIMEDOUT)',
		'getaddrinfo',
		'password authentication failed',
		'SASL',
		'database "[^"]+" does not exist',
		'SQLITE_CANTOPEN',
	].join('|'),
);

/**
 * One sentence for the failures that people really meet, out of what Directus wrote before it ended. Anything else is
 * answered with the last error as it stands.
 */
export function explainFailure(logs: string, env: Record<string, string>): string {
	if (/ENOSPC|SQLITE_FULL|database or disk is full|No space left on device/i.test(logs)) {
		return 'The disk is full: free some space and start again.';
	}
	if (/EADDRINUSE|is already in use/.test(logs)) return busyPortSentence(Number(env['PORT'] ?? 8055));
	if (/MaxRetriesPerRequestError/.test(logs)) {
		return `Redis at ${env['REDIS'] || env['REDIS_HOST']} does not answer: start it, or unset REDIS.`;
	}
	if (/EXTENSION_MUST_LOAD is enabled/.test(logs))
		return `The bundle could not be loaded: ${extensionReason(logs)}`;
	if (/doesn't have Directus tables/.test(logs)) {
		return `The database at ${databaseAddress(env)} is empty: run "directus bootstrap" first.`;
	}
	if (databaseTrouble.test(logs)) {
		return `The database at ${databaseAddress(env)} cannot be used: ${databaseReason(logs)}`;
	}
	return `Directus ended: ${lastError(logs)}`;
}

/** Where the database is, without its password. */
export function databaseAddress(env: Record<string, string>): string {
	if (env['DB_CLIENT'] === 'sqlite3') return env['DB_FILENAME'] ?? 'the SQLite file';
	const url = env['DB_CONNECTION_STRING'];
	if (url) return url.replace(/\/\/[^@/]*@/, '//');
	return `${env['DB_HOST'] ?? 'localhost'}:${env['DB_PORT'] ?? '5432'}/${env['DB_DATABASE'] ?? ''}`;
}

function databaseReason(logs: string): string {
	if (/ECONNREFUSED/.test(logs)) return 'nothing answers there; is it running?';
	if (/ENOTFOUND|EAI_AGAIN/.test(logs)) return 'the host name is unknown; check DB_HOST.';
	if (/password authentication failed|no password was provided|SASL/.test(logs)) {
		return 'it refuses the login; check DB_USER and DB_PASSWORD.';
	}
	const missing = /database "([^"]+)" does not exist/.exec(logs);
	if (missing) return `it has no database "${missing[1]}"; create it with: createdb ${missing[1]}`;
	if (/ETIMEDOUT|timeout/i.test(logs)) return 'it does not answer in time; check DB_HOST and the firewall.';
	if (/SQLITE_CANTOPEN/.test(logs)) return 'the file cannot be opened; check its folder and rights.';
	return lastError(logs);
}

function extensionReason(logs: string): string {
	const lines = logs.slice(logs.indexOf('EXTENSION_MUST_LOAD is enabled')).split('\n').slice(1);
	const [reason = 'no reason was given', detail] = lines.map((line) => line.trim()).filter(Boolean);
	return detail ? `${reason}: ${detail}` : reason;
}

function lastError(logs: string): string {
	const lines = logs.split('\n').map((line) => line.trim());
	const errors = lines.filter((line) => /error|fail|cannot|can't/i.test(line) && !line.startsWith('at '));
	return errors.at(-1) ?? lines.filter(Boolean).at(-1) ?? 'it wrote nothing.';
}

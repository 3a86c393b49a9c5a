import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import { type LocalSecrets, makeSecrets } from './local-config.ts';

/**
 * Reads the stored secrets, or makes and stores them, readable by the owner only. A file that lost a line gets it back
 * instead of an instance with an undefined password.
 */
export function ensureSecrets(file: string, environment: NodeJS.ProcessEnv): LocalSecrets {
	const stored = readEnvFile(file);
	const secrets = { ...makeSecrets(environment), ...stored } as LocalSecrets;
	const complete = Object.keys(secrets).every((name) => name in stored);
	if (!complete) writeSecrets(file, secrets);
	return secrets;
}

function readEnvFile(file: string): Record<string, string> {
	if (!existsSync(file)) return {};
	const parsed = Object.entries(parseEnv(readFileSync(file, 'utf8')));
	return Object.fromEntries(parsed.filter(([, value]) => value)) as Record<string, string>;
}

function writeSecrets(file: string, secrets: LocalSecrets): void {
	mkdirSync(dirname(file), { recursive: true });
	const lines = Object.entries(secrets).map(([name, value]) => `${name}=${quote(value)}`);
	writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
	chmodSync(file, 0o600);
}

/** A password may hold #, quotes or spaces; backticks are the quote that the fewest passwords contain. */
function quote(value: string): string {
	if (/^[\w@.+-]+$/.test(value)) return value;
	const mark = ['`', '"', "'"].find((candidate) => !value.includes(candidate));
	return mark ? `${mark}${value}${mark}` : value;
}

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureSecrets } from '../../../host/local-secrets.ts';

let folder: string;
const file = () => join(folder, 'instance', '.env');

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'bebetter-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps the same secrets on the second run', () => {
	expect(ensureSecrets(file(), {})).toEqual(ensureSecrets(file(), {}));
});

it('stores them for the owner only', () => {
	ensureSecrets(file(), {});
	expect(statSync(file()).mode & 0o777).toBe(0o600);
});

it('remembers the password the administrator was created with', () => {
	ensureSecrets(file(), { ADMIN_PASSWORD: 'first' });
	expect(ensureSecrets(file(), { ADMIN_PASSWORD: 'second' }).ADMIN_PASSWORD).toBe('first');
});

it.each(['with space', 'hash#mark', `both'and"`, 'dollar$HOME', 'back\\slash'])(
	'gives back the password %s',
	(password) => {
		ensureSecrets(file(), { ADMIN_PASSWORD: password });
		expect(ensureSecrets(file(), {}).ADMIN_PASSWORD).toBe(password);
	},
);

it('restores a line that was lost and keeps the others', () => {
	const { SECRET } = ensureSecrets(file(), {});
	const kept = readFileSync(file(), 'utf8').replace(/^ADMIN_TOKEN=.*\n/m, '');
	writeFileSync(file(), kept);
	const again = ensureSecrets(file(), {});
	expect(again.SECRET).toBe(SECRET);
	expect(again.ADMIN_TOKEN).toMatch(/.{20}/);
});

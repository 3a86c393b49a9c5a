import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../../../host/file-lock.ts';
import { packedFingerprint } from '../../../host/pack-bundle.ts';
import { createDatabase, databaseExists, databaseNameOf, dropDatabase } from './postgres.ts';
import { copyDatabase, templateDatabase, templateFolder } from './template.ts';
import type { Host, HostKind } from './types.ts';

export type Provisioned = 'empty' | 'seeded';

/**
 * Copies the database that this bundle provisions, and makes it first when the bundle has changed: `make` starts an
 * ordinary instance once, and what it leaves behind is kept. The copy happens under the lock because a template may be
 * replaced by a newer bundle's.
 */
export async function copyProvisionedTemplate(
	kind: HostKind,
	content: Provisioned,
	target: { folder: string; name: string },
	make: () => Promise<Host>,
): Promise<Record<string, string>> {
	const stem = join(templateFolder(kind), content);
	const source = { database: `${templateDatabase(kind)}_${content}`, file: `${stem}.db` };
	return withFileLock(`${stem}.lock`, async () => {
		if (!(await isCurrent(kind, stem, source.database))) {
			await keepDatabase(await make(), source);
			writeFileSync(`${stem}.bundle`, packedFingerprint());
		}
		return copyDatabase(kind, source, target.folder, target.name);
	});
}

async function isCurrent(kind: HostKind, stem: string, database: string): Promise<boolean> {
	const stamp = `${stem}.bundle`;
	if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== packedFingerprint()) return false;
	return kind.database === 'sqlite' ? existsSync(`${stem}.db`) : databaseExists(database);
}

async function keepDatabase(host: Host, source: { database: string; file: string }): Promise<void> {
	try {
		await host.kill('SIGTERM');
		await host.knex.destroy();
		if (host.database === 'sqlite') copyFileSync(host.env['DB_FILENAME'] ?? '', source.file);
		else {
			await dropDatabase(source.database);
			await createDatabase(source.database, databaseNameOf(host.env['DB_CONNECTION_STRING'] ?? ''));
		}
	} finally {
		await host.stop();
	}
}

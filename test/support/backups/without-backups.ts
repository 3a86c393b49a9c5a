import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../host/index.ts';
import { backupsEnded } from './backups-ended.ts';

/** Removes the backup that a new instance makes by itself, once it is there. */
export async function withoutBackups(host: Host): Promise<void> {
	await backupsEnded(host);
	await host.knex('bebetter_backups').delete();
	rmSync(join(host.folder, 'uploads/bebetter-backups'), { recursive: true, force: true });
}

import { backupsEnded } from '../backups/backups-ended.ts';
import type { Host } from '../host/index.ts';

/** Makes every backup so old, hours; the one that a new instance makes by itself too, once it is there. */
export async function ageBackups(host: Host, hours: number): Promise<void> {
	await backupsEnded(host);
	await host
		.knex('bebetter_backups')
		.where({ status: 'verified' })
		.update({ started_at: new Date(Date.now() - hours * 3_600_000) });
}

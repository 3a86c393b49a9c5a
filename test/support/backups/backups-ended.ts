import { backupJobs } from '../../../domain/operations/backups/contract.ts';
import type { Host } from '../host/index.ts';
import { until } from '../publishing/reading.ts';

/** Waits for the backup that a new instance makes by itself, and for every other that is under way. */
export async function backupsEnded({ knex }: Host): Promise<void> {
	const noneIsUnderWay = async (): Promise<boolean> => {
		const underWay = await knex('job_runs')
			.whereIn('name', [...backupJobs])
			.whereIn('status', ['queued', 'running'])
			.first('id');
		return underWay === undefined;
	};
	await until('no backup is under way', noneIsUnderWay, 90_000);
}

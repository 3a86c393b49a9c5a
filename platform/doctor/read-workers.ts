import { isUnderMaintenance } from '../../domain/operations/maintenance/state.ts';
import type { WorkerFacts } from '../../domain/operations/doctor/workers.ts';
import type { HostContext } from '../host-context.ts';
import { readClock } from '../jobs/ledger/clock.ts';
import { table } from '../jobs/ledger/run.ts';
import { readMaintenance } from '../maintenance/store.ts';
import { readProcesses } from '../processes/read-processes.ts';

export async function readWorkerFacts({ database, env }: HostContext): Promise<WorkerFacts> {
	const seen = await readProcesses(database);
	const isWeb = env['BEBETTER_ROLE'] === 'web';
	const oldest: { run_at: string | number | Date } | undefined = await database(table)
		.where({ status: 'queued' })
		.orderBy('run_at')
		.first('run_at');
	const waited = oldest && (await readClock(database)) - new Date(oldest.run_at).getTime();
	return {
		// A command has the environment of the instances; none may have been seen yet.
		webOnly: Math.max(seen.filter(({ role }) => role === 'web').length, isWeb ? 1 : 0),
		working: seen.filter(({ role }) => role !== 'web').length,
		oldestDueSeconds: waited !== undefined && waited > 0 ? waited / 1000 : null,
		isMaintenance: isUnderMaintenance(await readMaintenance(database), Date.now()),
	};
}

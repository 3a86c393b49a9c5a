import type { Signals } from '../../domain/operations/signals.ts';
import type { HostContext } from '../host-context.ts';
import { lastRun } from './read-results.ts';

const hourMs = 3_600_000;

/** How many rules of severity error the last run found broken, and how long ago it ended. */
export async function integritySignals({ database }: HostContext): Promise<Signals> {
	const run = await lastRun(database);
	return {
		integrity_errors: run && run.failing_errors,
		integrity_age_hours: run && (Date.now() - Date.parse(run.finished_at)) / hourMs,
	};
}

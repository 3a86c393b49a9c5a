import type { HostContext } from '../../host-context.ts';
import { bytesOf, type Manifest } from '../../../domain/operations/backups/manifest.ts';
import { restoreInto, type RestoreReport } from '../restore/restore-into.ts';
import type { BackupRecord } from '../records.ts';
import { scratchTarget } from './scratch-target.ts';

export interface DrillOutcome {
	readonly target: 'sqlite' | 'postgres';
	readonly rows: number;
	readonly bytes: number;
	/** Null when it failed. */
	readonly recovery_seconds: number | null;
	readonly recovery_point_seconds: number;
	readonly report: RestoreReport | null;
	/** In words for an operator. */
	readonly error: string | null;
}

/**
 * Restores a backup for real into a database that is thrown away, and measures how long recovery takes and how much
 * would be lost.
 */
export async function runDrill(
	context: HostContext,
	{ storage, prefix: folder }: BackupRecord,
	manifest: Manifest,
	signal: AbortSignal,
): Promise<DrillOutcome> {
	const recovery_point_seconds = (Date.now() - Date.parse(manifest.snapshot_started_at)) / 1000;
	const bytes = bytesOf(manifest);
	const { target, remove } = await scratchTarget(context);
	try {
		const report = await restoreInto(context, { storage, folder, target, signal });
		const { rows, total_seconds: recovery_seconds } = report;
		return {
			target: target.kind,
			rows,
			bytes,
			recovery_seconds,
			recovery_point_seconds,
			report,
			error: null,
		};
	} catch (error) {
		if (signal.aborted) throw error;
		const problem = (error as Error).message;
		const nothing = { rows: 0, recovery_seconds: null, report: null };
		return { target: target.kind, bytes, recovery_point_seconds, ...nothing, error: problem };
	} finally {
		await remove();
	}
}

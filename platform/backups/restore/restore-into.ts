import type { HostContext } from '../../host-context.ts';
import { runHostCommand } from './host-command.ts';
import type { LoadReport } from './load-backup.ts';
import type { Target } from './target.ts';

export interface RestoreOptions {
	/** Where the backup is. */
	readonly storage: string;
	readonly folder: string;
	readonly target: Target;
	readonly signal: AbortSignal;
	/** In words for an operator. */
	readonly onLine?: (line: string) => void;
}

export interface RestoreReport extends LoadReport {
	/** Until everything was restored and verified. */
	readonly total_seconds: number;
}

/** How the last line of the loading process begins. */
export const reportMark = 'bebetter-restore-report ';
/** How its lines for an operator begin. */
export const progressMark = 'bebetter-restore: ';

/**
 * Makes a working Directus of an empty database: its own tables by its own command, our model, and the rows of the
 * backup, in a process of its own because a Directus has one database for life.
 *
 * @throws {Error} when the target is not empty, and what the parts throw
 */
export async function restoreInto(
	{ env }: HostContext,
	{ storage, folder, target, signal, onLine = () => undefined }: RestoreOptions,
): Promise<RestoreReport> {
	await target.requireEmpty();
	const began = performance.now();
	const command = { env, changes: target.env, signal };
	onLine(`making Directus's own tables in ${target.name}`);
	await runHostCommand(['bootstrap', '--skipAdminInit'], command);
	const load = ['bebetter', 'backup', 'load', '--storage', storage, '--folder', folder];
	const lines = await runHostCommand(load, {
		...command,
		onLine: (line) => {
			if (line.startsWith(progressMark)) onLine(line.slice(progressMark.length));
		},
	});
	const report = lines.find((line) => line.startsWith(reportMark));
	if (!report) throw new Error('The process that restores ended without a report.');
	const loaded = JSON.parse(report.slice(reportMark.length)) as LoadReport;
	return { ...loaded, total_seconds: Math.round(performance.now() - began) / 1000 };
}

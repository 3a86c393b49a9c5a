import type { Knex } from 'knex';
import { backupToolsOf, type BackupTools } from '../backups/backup-tools.ts';
import { chooseBackup } from '../backups/choose-backup.ts';
import { newestVerified } from '../backups/records.ts';
import { requireFreshBackup } from '../backups/require-fresh.ts';
import { applyRows } from '../backups/restore-rows/apply-rows.ts';
import { planRows, type RowsPlan, type WhichRows } from '../backups/restore-rows/plan-rows.ts';
import { openBackup, type KnownBackup } from '../backups/verify-in-parts.ts';
import type { HostContext } from '../host-context.ts';
import { print } from './terminal.ts';

type Typed = Readonly<Record<string, unknown>>;

const mostShown = 50;

/** Shows what putting rows back would do, and does it when asked to. */
export async function restoreRows(context: HostContext, typed: Typed): Promise<void> {
	const { database: knex } = context;
	const { collection, apply } = typed;
	if (typeof collection !== 'string') throw new Error('Say of which collection: --collection <name>');
	const tools = backupToolsOf(context);
	const { which, known } = await choose(knex, tools, typed);
	const opened = await openBackup(tools, known);
	print(`from the backup ${opened.manifest.id} of ${opened.manifest.snapshot_started_at}`);
	const plan = await planRows(knex, opened, collection, which);
	show(plan);
	if (apply !== true) return print('Nothing was changed. Add --apply to do it.');
	const overwrites = plan.rows.some(({ change }) => change.kind === 'overwrite');
	if (overwrites && typed['backup'] !== false) await requireFreshBackup(knex, Date.now());
	const { inserted, overwritten } = await applyRows(knex, plan);
	print(`${inserted} rows came back, ${overwritten} were overwritten.`);
}

async function choose(
	knex: Knex,
	tools: BackupTools,
	{ ids, deletedSince, from }: Typed,
): Promise<{ which: WhichRows; known: KnownBackup }> {
	if ((ids === undefined) === (deletedSince === undefined))
		throw new Error('Say which rows: --ids <id>,<id> or --deleted-since 2026-11-20T08:00:00Z');
	if (ids !== undefined) {
		const list = String(ids)
			.split(',')
			.map((id) => id.trim())
			.filter(Boolean);
		const known = await chooseBackup(knex, tools, from as string | undefined);
		return { which: { ids: new Set(list) }, known };
	}
	const since = new Date(String(deletedSince));
	if (Number.isNaN(since.getTime()))
		throw new Error('--deleted-since must be a time such as 2026-11-20T08:00:00Z');
	const known = await newestVerified(knex, since);
	if (!known) throw new Error(`There is no verified backup from before ${since.toISOString()}.`);
	return { which: { missing: true }, known };
}

function show({ rows, unknown, ownerless }: RowsPlan): void {
	for (const { change } of rows.slice(0, mostShown)) {
		print(`${change.kind}\t${change.key}`);
		if (change.kind !== 'overwrite') continue;
		for (const [column, { now, backup }] of Object.entries(change.columns))
			print(`\t${column}: ${short(now)} -> ${short(backup)}`);
	}
	if (rows.length > mostShown) print(`… and ${rows.length - mostShown} more`);
	const count = (kind: string) => rows.filter(({ change }) => change.kind === kind).length;
	print(
		`${count('insert')} would come back, ${count('overwrite')} would be overwritten, ${count('same')} are the same.`,
	);
	if (unknown.length > 0) print(`not in the backup: ${unknown.join(', ')}`);
	if (ownerless > 0) print(`${ownerless} stay away: they are of people who are gone.`);
}

function short(value: unknown): string {
	const text = JSON.stringify(value);
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { FixApplied, FixPreview } from '../../../domain/operations/integrity/contract.ts';
import type { Caller } from '../../access/caller.ts';
import { readLastVerifiedBackup } from '../../backups/last-verified.ts';
import { isFresh } from '../../backups/require-fresh.ts';
import type { HostContext } from '../../host-context.ts';
import { ApiError } from '../../http/errors.ts';
import { guardedConnection } from '../../sql/guarded-connection.ts';
import { boundedRead, longestMs } from '../bounded-read.ts';
import { ruleNotFound } from '../own-rules.ts';
import { findRule } from '../rules.ts';
import { fixesTable } from '../tables.ts';
import { fixerOf, planFix, valuesNow, valuesOf, type Fixing, type FixPlan } from './plan-fix.ts';

/** Rows that a preview shows in full. */
const mostShown = 50;

export interface FixName {
	readonly rule: string;
	readonly action: string;
}

/** @throws {ApiError} 404 RULE_NOT_FOUND, FIXER_NOT_FOUND; 409 RULE_CANNOT_RUN */
export async function previewFix(context: HostContext, name: FixName): Promise<FixPreview> {
	const fixing = await fixingOf(context, name);
	const plan = await look(context.database, fixing);
	const takenAt = await readLastVerifiedBackup(context.database);
	return {
		rule: fixing.rule.id,
		action: fixing.fixer.action,
		collection: plan.collection,
		total: plan.total,
		ids: plan.ids.map(String),
		changes: plan.changes.slice(0, mostShown),
		digest: plan.digest,
		backup: { taken_at: takenAt?.toISOString() ?? null, is_fresh: isFresh(takenAt, Date.now()) },
	};
}

/**
 * Does what the preview with that digest showed, in one transaction, as the person who asks for it; Directus keeps
 * activity and revisions where the collection has them.
 *
 * @throws {ApiError} as `previewFix`; 409 ROWS_CHANGED when it would do something else by now; 409 BACKUP_NEEDED
 */
export async function applyFix(
	context: HostContext,
	name: FixName,
	{ digest, without_backup }: { readonly digest: string; readonly without_backup: boolean },
	caller: Caller,
): Promise<FixApplied> {
	const { database, services } = context;
	const fixing = await fixingOf(context, name);
	const backupAt = await readLastVerifiedBackup(database);
	if (!without_backup && !isFresh(backupAt, Date.now())) throw backupNeeded();

	const plan = await look(database, fixing);
	refuseChanged(plan, digest);
	if (plan.ids.length === 0) return { changed: 0, remaining: 0 };

	const connection = guardedConnection(
		database,
		async (trx) => refuseChanged(await planFix(trx, fixing, { locks: true }), digest),
		(trx) =>
			trx(fixesTable).insert({
				id: randomUUID(),
				rule: fixing.rule.id,
				action: fixing.fixer.action,
				collection: plan.collection,
				rows: plan.ids.length,
				ids: JSON.stringify(plan.ids),
				user: caller.user,
				applied_at: new Date(),
				backup_at: backupAt,
			}),
	);
	const service = new services.ItemsService(plan.collection, {
		knex: connection,
		schema: fixing.schema,
		accountability: caller.accountability,
	});
	const values = valuesOf(fixing.fixer);
	if (values) await service.updateMany([...plan.ids], valuesNow(values, new Date()));
	else await service.deleteMany([...plan.ids]);
	return { changed: plan.ids.length, remaining: (await look(database, fixing)).total };
}

const look = (database: Knex, fixing: Fixing): Promise<FixPlan> =>
	boundedRead(database, longestMs(database), (trx) => planFix(trx, fixing, { locks: false }));

async function fixingOf({ database, services, getSchema }: HostContext, name: FixName): Promise<Fixing> {
	const schema = await getSchema();
	const known = await findRule(database, schema, name.rule);
	if (!known) throw ruleNotFound();
	return { services, schema, rule: known.rule, fixer: fixerOf(known.rule, name.action) };
}

function refuseChanged(plan: FixPlan, digest: string): void {
	if (plan.digest !== digest)
		throw new ApiError(
			409,
			'ROWS_CHANGED',
			'The rows have changed since the preview, so nothing was done. Look at a new preview.',
			{
				messages: {
					en: 'The rows have changed since the preview, so nothing was done. Look at the new preview.',
					ar: 'تغيّرت الصفوف منذ المعاينة فلم يُنفَّذ شيء. راجع المعاينة الجديدة.',
				},
			},
		);
}

const backupNeeded = (): ApiError =>
	new ApiError(
		409,
		'BACKUP_NEEDED',
		'There is no verified backup of the last hour. Make one first, or confirm with "without_backup": true.',
		{
			messages: {
				en: 'There is no verified backup of the last hour. Make one first, or confirm that you go on without.',
				ar: 'لا توجد نسخة احتياطية متحقق منها خلال الساعة الأخيرة. أنشئ واحدة أولا، أو أكد المتابعة بدونها.',
			},
		},
	);

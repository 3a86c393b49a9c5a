import type { Knex } from 'knex';
import type { RuleOverride } from '../../domain/operations/alerts/rule.ts';
import { now } from '../jobs/ledger/clock.ts';
import { rulesTable } from './tables.ts';

export async function readOverrides(knex: Knex): Promise<RuleOverride[]> {
	const rows = await knex(rulesTable).select('rule', 'is_enabled', 'threshold', 'for_seconds');
	return rows.map(({ rule, is_enabled, threshold, for_seconds }) => ({
		rule,
		isEnabled: Boolean(is_enabled),
		threshold: threshold === null ? null : Number(threshold),
		forSeconds: for_seconds,
	}));
}

/** Keeps what an administrator set; a rule that is as declared needs no row. */
export async function keepOverride(
	knex: Knex,
	{ rule, isEnabled, threshold, forSeconds }: RuleOverride,
	by: string | null,
): Promise<void> {
	if (isEnabled && threshold === null && forSeconds === null) {
		await knex(rulesTable).where({ rule }).delete();
		return;
	}
	const row = {
		rule,
		is_enabled: isEnabled,
		threshold,
		for_seconds: forSeconds,
		changed_at: now(knex),
		changed_by: by,
	};
	await knex(rulesTable).insert(row).onConflict('rule').merge();
}

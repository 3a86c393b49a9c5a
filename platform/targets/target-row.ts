import { randomUUID } from 'node:crypto';
import { toStored } from '../../domain/nutrition/targets/stored-target.ts';
import type { Target } from '../../domain/nutrition/targets/target.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import type { NewRow } from '../sql/insert-rows.ts';

export interface RowContext {
	readonly user: string;
	readonly inputHash: string;
	/** The person's local date. */
	readonly today: CivilDate;
	readonly now: Date;
}

/** A new current row of `user_targets`. */
export function targetRow(target: Target, { user, inputHash, today, now }: RowContext): NewRow {
	return {
		id: randomUUID(),
		user,
		...toStored(target),
		formula_version: target.inputs.formula_version,
		input_hash: inputHash,
		effective_date: today,
		computed_at: now,
	};
}

import { randomUUID } from 'node:crypto';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import type { TargetInputs } from '../../domain/nutrition/targets/inputs.ts';
import type { Target } from '../../domain/nutrition/targets/target.ts';
import type { NewRow } from '../sql/insert-rows.ts';

export interface RowContext {
	readonly user: string;
	readonly inputHash: string;
	/** The person's local date. */
	readonly today: CivilDate;
	readonly now: Date;
}

/** A row of `user_targets`; `inputs_snapshot` holds what the target depends on and the numbers before rounding. */
export function targetRow(target: Target, { user, inputHash, today, now }: RowContext): NewRow {
	const { inputs } = target;
	return {
		id: randomUUID(),
		user,
		status: target.status,
		...resultOf(target),
		formula_version: inputs.formula_version,
		input_hash: inputHash,
		effective_date: today,
		computed_at: now,
	};
}

function resultOf(target: Target): NewRow {
	switch (target.status) {
		case 'ok': {
			const { status: _status, inputs, unrounded, ...numbers } = target;
			return { ...numbers, inputs_snapshot: { ...inputs, unrounded } };
		}
		case 'incomplete':
			return { missing: target.missing, inputs_snapshot: snapshotOf(target.inputs) };
		case 'invalid_input':
			return { reason: `${target.field}_out_of_range`, inputs_snapshot: snapshotOf(target.inputs) };
		case 'out_of_scope':
			return { reason: target.reason, inputs_snapshot: snapshotOf(target.inputs) };
	}
}

const snapshotOf = (inputs: TargetInputs): NewRow => ({ ...inputs });

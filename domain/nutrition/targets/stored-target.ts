import type { TargetInputs } from './inputs.ts';
import type { Target, TargetNumbers, Unrounded } from './target.ts';

/** What a stored target keeps of where it comes from. */
export type InputsSnapshot = TargetInputs & { readonly unrounded?: Unrounded };

/** The result columns of a row of `user_targets`: numbers where there are some, else the reason. */
export interface StoredTarget extends Partial<{ readonly [N in keyof TargetNumbers]: number | null }> {
	readonly status: Target['status'];
	readonly reason?: string | null;
	readonly missing?: readonly string[] | null;
	readonly flags?: readonly string[] | null;
	readonly formula_id?: string | null;
	readonly sources?: readonly string[] | null;
	readonly inputs_snapshot?: Readonly<Record<string, unknown>> | InputsSnapshot | null;
}

export function toStored(target: Target): StoredTarget & { readonly inputs_snapshot: InputsSnapshot } {
	const { status, inputs } = target;
	switch (target.status) {
		case 'ok': {
			const { inputs: _inputs, unrounded, ...result } = target;
			return { ...result, inputs_snapshot: { ...inputs, unrounded } };
		}
		case 'incomplete':
			return { status, missing: target.missing, inputs_snapshot: inputs };
		case 'invalid_input':
			return { status, reason: `${target.field}_out_of_range`, inputs_snapshot: inputs };
		case 'out_of_scope':
			return { status, reason: target.reason, inputs_snapshot: inputs };
	}
}

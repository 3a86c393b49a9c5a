import type { Check, CheckName } from '../../../domain/operations/health/contract.ts';
import type { Delivery } from '../../delivery.ts';
import type { HostContext } from '../../host-context.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Provisioned } from '../provisioned.ts';
import { type Outcome, SharedQuestion } from '../shared-question.ts';

/** What checks look at. */
export interface CheckSources {
	readonly context: HostContext;
	readonly telemetry: Telemetry;
	readonly delivery: Delivery;
	readonly provisioned: Provisioned;
}

/** What a check saw: the number that is judged, and what belongs to it. */
export interface Reading {
	readonly observed: number;
	readonly facts?: Check['facts'];
	/** Whether something else than the number is not as it should be: a warning. */
	readonly isAmiss?: boolean;
}

export interface CheckQuestion {
	readonly name: CheckName;
	/** A database that does not answer is asked by nobody but the check of that name. */
	readonly needsDatabase: boolean;
	readonly ask: () => Promise<Outcome<Reading>>;
}

/** A check with a time limit of its own. */
export function question(
	name: CheckName,
	read: () => Promise<Reading>,
	{ needsDatabase = false } = {},
): CheckQuestion {
	const shared = new SharedQuestion(read);
	return { name, needsDatabase, ask: () => shared.ask() };
}

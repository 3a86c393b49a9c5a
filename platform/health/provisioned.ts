import type { HostContext } from '../host-context.ts';
import { planProvision } from '../provision/index.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { SharedQuestion } from './shared-question.ts';

const lookAgainMs = 30_000;

/** Whether the database has the model of this release. Once it has, nobody looks again. */
export class Provisioned {
	readonly missing: SharedQuestion<number>;

	constructor(context: HostContext, telemetry: Telemetry) {
		this.missing = new SharedQuestion(() => countMissing(context, telemetry), { freshMs: lookAgainMs });
	}

	async isComplete(): Promise<boolean> {
		const outcome = await this.missing.ask();
		return outcome.isKnown && outcome.answer === 0;
	}
}

async function countMissing(context: HostContext, telemetry: Telemetry): Promise<number> {
	if (telemetry.isProvisioned) return 0;
	const { steps } = await planProvision(context);
	telemetry.isProvisioned = steps.length === 0;
	return steps.length;
}

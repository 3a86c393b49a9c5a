import { checkNames, type Check, type DetailedHealth } from '../../domain/operations/health/contract.ts';
import { checkRules, judge, worst } from '../../domain/operations/health/judge.ts';
import type { CheckQuestion, CheckSources, Reading } from './checks/check-question.ts';
import { databaseChecks } from './checks/database-checks.ts';
import { deliveryChecks } from './checks/delivery-checks.ts';
import { jobChecks } from './checks/job-checks.ts';
import { machineChecks } from './checks/machine-checks.ts';
import type { Outcome } from './shared-question.ts';

/** Every check that applies to this process, each with a time limit of its own. */
export class HealthChecks {
	readonly #sources: CheckSources;
	readonly #questions: readonly CheckQuestion[];

	constructor(sources: CheckSources) {
		this.#sources = sources;
		this.#questions = [databaseChecks, deliveryChecks, jobChecks, machineChecks]
			.flatMap((make) => make(sources))
			.sort((one, other) => checkNames.indexOf(one.name) - checkNames.indexOf(other.name));
	}

	/** Within little more than 4 s, whatever hangs: 2 for the database, and 2 for all others together. */
	async read(now: number): Promise<DetailedHealth> {
		const { telemetry } = this.#sources;
		const isUp = await telemetry.database.answers();
		const checks = await Promise.all(
			this.#questions.map(async (question) => checkOf(question, await askUnlessInVain(question, isUp))),
		);
		return {
			status: worst(checks.map(({ status }) => status)),
			instance: telemetry.instance,
			timestamp: new Date(now).toISOString(),
			uptime: Math.round(process.uptime()),
			checks,
		};
	}
}

const askUnlessInVain = ({ needsDatabase, ask }: CheckQuestion, isUp: boolean): Promise<Outcome<Reading>> =>
	needsDatabase && !isUp
		? Promise.resolve({ isKnown: false, problem: 'database does not answer', tookMs: 0 })
		: ask();

function checkOf({ name }: CheckQuestion, outcome: Outcome<Reading>): Check {
	const { unit, warn, error } = checkRules[name];
	const isAmiss = outcome.isKnown && outcome.answer.isAmiss;
	const observed = outcome.isKnown ? Math.round(outcome.answer.observed * 1000) / 1000 : null;
	return {
		name,
		status: judge(name, observed, isAmiss),
		observed,
		unit,
		warn_above: warn,
		error_above: error,
		took_ms: Math.round(outcome.tookMs),
		facts: outcome.isKnown ? (outcome.answer.facts ?? {}) : {},
		problem: outcome.isKnown ? null : outcome.problem,
	};
}

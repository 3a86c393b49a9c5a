/** A file of test/faults. */
export interface FaultSuite {
	readonly name: string;
	/** How long it takes on two shared cores. */
	readonly seconds: number;
}

/** Those that prove most in a second come first: CI has no time for all of them. */
export const faultSuites: readonly FaultSuite[] = [
	{ name: 'full-disk', seconds: 60 },
	{ name: 'many-connections', seconds: 105 },
	{ name: 'database-down', seconds: 150 },
	{ name: 'redis-down', seconds: 170 },
	{ name: 'instances', seconds: 100 },
	{ name: 'provisioning-killed', seconds: 240 },
	{ name: 'other-releases', seconds: 300 },
	{ name: 'reloads', seconds: 120 },
	{ name: 'bulk-recompute', seconds: 180 },
	{ name: 'backup-drill', seconds: 780 },
	{ name: 'year-of-events', seconds: 1200 },
];

/** Whether a suite that begins now usually ends before the budget of the whole run does. */
export function fits({ seconds }: FaultSuite, elapsedMs: number, budgetMs: number): boolean {
	return elapsedMs + seconds * 1000 <= budgetMs;
}

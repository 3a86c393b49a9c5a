/** What is counted where it happens, since the process began. */
export class Counters {
	readonly queries = { done: 0, failed: 0 };
	readonly logins = { success: 0, failed: 0 };
	readonly events = { accepted: 0, duplicate: 0, rejected: 0 };
	publishes = 0;

	/** @param status as Directus has it: `success` or `fail` */
	countLogin(status: unknown): void {
		this.logins[status === 'success' ? 'success' : 'failed'] += 1;
	}

	countEvents(receipt: { accepted: number; duplicates: number; rejected: readonly unknown[] }): void {
		this.events.accepted += receipt.accepted;
		this.events.duplicate += receipt.duplicates;
		this.events.rejected += receipt.rejected.length;
	}
}

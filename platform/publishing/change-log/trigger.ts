import { createHash } from 'node:crypto';

/** The statements that install one trigger, under a name that changes when they do. */
export interface Trigger {
	readonly name: string;
	readonly table: string;
	readonly statements: readonly string[];
}

export const triggerPrefix = 'bebetter_log_';

/** A name that tells this version of a trigger from an older one. */
export function triggerName(table: string, kind: string, body: string): string {
	const version = createHash('sha256').update(body).digest('hex').slice(0, 8);
	return `${triggerPrefix}${table}_${kind}_${version}`;
}

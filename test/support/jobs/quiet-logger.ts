import type { Logger } from 'pino';

export interface KeptLog {
	readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
	readonly lines: string[];
}

/** Keeps what is logged instead of printing it. */
export function keptLog(): KeptLog {
	const lines: string[] = [];
	const keep = (...parts: unknown[]): void => void lines.push(parts.map(String).join(' '));
	return { lines, logger: { info: keep, warn: keep, error: keep } };
}

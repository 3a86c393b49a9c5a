import type { Logger } from 'pino';

const everyMs = 60_000;

/** Warns at most once a minute: what is looked at every second may be out of order for an hour. */
export function throttledWarning(logger: Pick<Logger, 'warn'>): (error: unknown, message: string) => void {
	let last = -Infinity;

	return (error, message) => {
		const now = performance.now();
		if (now - last < everyMs) return;
		last = now;
		logger.warn(error, message);
	};
}

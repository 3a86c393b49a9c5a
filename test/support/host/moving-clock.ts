import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { until } from '../publishing/reading.ts';
import type { Host } from './types.ts';

/** The time at which a host's process lives. */
export interface MovingClock {
	/** For the host's start; a command that gets it too lives at the same time. */
	readonly env: Record<string, string>;
	/** Moves a running host, and what is started later, to a time in ms since 1970. It goes on from there. */
	moveTo(host: Host | null, time: number): Promise<void>;
	/** What the time is there, ms since 1970. */
	now(): number;
}

export function movingClock(startsAt: number): MovingClock {
	const file = join(tmpdir(), `bebetter-clock-${randomUUID()}`);
	let ahead = 0;
	const write = (time: number): void => {
		ahead = time - Date.now();
		writeFileSync(file, String(ahead));
	};
	write(startsAt);
	const preload = new URL('./shifted-clock.mjs', import.meta.url).href;
	return {
		env: { BEBETTER_TEST_CLOCK: file, NODE_OPTIONS: `--import=${preload}` },
		now: () => Date.now() + ahead,
		async moveTo(host, time) {
			write(time);
			if (!host) return;
			const seen = moves(host);
			await host.kill('SIGUSR2');
			await until('the clock has moved', async () => moves(host) > seen);
		},
	};
}

const moves = (host: Host): number => host.logs().split('clock moved to').length;

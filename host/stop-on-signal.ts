import type { RunningDirectus } from './directus-process.ts';

/** Waits until Directus ends, stopping it in order on Ctrl-C. A terminal sends the signal twice; it counts once. */
export async function runUntilStopped(
	directus: RunningDirectus,
	alsoStop: () => void = () => {},
): Promise<void> {
	let stopping = false;
	const onSignal = () => {
		if (stopping) return;
		stopping = true;
		process.stderr.write('\nStopping…\n');
		alsoStop();
		void directus.stop();
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
	await directus.exited;
	if (!stopping) {
		process.stderr.write('Directus ended by itself; its last words are in .directus/local/directus.log\n');
		process.exitCode = 1;
		alsoStop();
	}
}

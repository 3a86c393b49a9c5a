import { startHelper } from './helper.ts';

export interface ReadersReport {
	/** Milliseconds, of each read. */
	readonly latencies: readonly number[];
	readonly errors: number;
	/** Reads that brought a smaller number than an earlier read of the same reader. */
	readonly backwards: number;
	readonly highest: number;
}

export interface ReadersOptions {
	readonly url: string;
	readonly count: number;
}

/** Starts readers in a process of their own, each as fast as it is answered. @returns a function that ends them */
export async function startReaders(options: ReadersOptions): Promise<() => Promise<ReadersReport>> {
	const { ask, stop } = await startHelper('readers-process', options);
	return async () => {
		const report = await ask<ReadersReport>('stop');
		stop();
		return report;
	};
}

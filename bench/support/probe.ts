import { startHelper } from './helper.ts';

/** Asks Redis for one key again and again, in a process of its own. */
export interface Probe {
	/** The longest that a GET took while the work went on, ms. */
	readonly worstWhile: (work: () => Promise<unknown>) => Promise<number>;
	readonly stop: () => void;
}

export async function startProbe(key: string): Promise<Probe> {
	const { ask, stop } = await startHelper('probe-process', key);
	return {
		worstWhile: async (work) => {
			await ask('worst since the last question');
			await work();
			return ask('worst since the last question');
		},
		stop,
	};
}

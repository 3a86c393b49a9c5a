import { onBeforeUnmount, ref, shallowRef } from 'vue';
import { useOps } from '../../shared/use-ops.ts';

/** The job as far as this page shows it. */
export interface CareRun {
	readonly id: string;
	readonly status: 'queued' | 'running' | 'done' | 'dead' | 'cancelled';
	readonly progress: number;
	readonly total: number | null;
	readonly result: Readonly<Record<string, number>> | null;
	readonly error: string | null;
}

const lookEveryMs = 1_000;

/**
 * Starts the care and follows it to its end, as long as the page is open.
 *
 * @param onEnd called when it has ended, well or not
 */
export function useCare(onEnd: () => void) {
	const ask = useOps();
	const run = shallowRef<CareRun | null>(null);
	const isUnderWay = ref(false);
	const failure = ref<string | null>(null);
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function start(): Promise<void> {
		if (isUnderWay.value) return;
		isUnderWay.value = true;
		failure.value = null;
		run.value = null;
		await look(() => ask<{ data: CareRun }>('POST', '/database/care'));
	}

	async function look(request: () => Promise<{ data: CareRun }>): Promise<void> {
		try {
			run.value = (await request()).data;
		} catch (error) {
			failure.value = (error as Error).message;
			isUnderWay.value = false;
			return;
		}
		const { id, status } = run.value;
		if (status === 'queued' || status === 'running') {
			timer = setTimeout(() => void look(() => ask('GET', `/jobs/${id}`)), lookEveryMs);
			return;
		}
		isUnderWay.value = false;
		onEnd();
	}

	onBeforeUnmount(() => clearTimeout(timer));
	return { run, isUnderWay, failure, start };
}

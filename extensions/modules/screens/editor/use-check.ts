import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { Problem } from '../../../../domain/problem.ts';
import type { Change, ChangeReport } from '../../../../domain/screens/studio/contract.ts';
import type { ScreensApi } from '../api.ts';

/** In milliseconds: problems come while one still remembers what one wrote, not at every letter. */
const pause = 400;

/** What is wrong with a change, asked from the server whenever it is another one; the last question wins. */
export function useCheck(api: ScreensApi, change: () => Change | null) {
	const report = shallowRef<ChangeReport | null>(null);
	const failure = ref<string | null>(null);
	const isChecking = ref(false);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let running: AbortController | undefined;

	function stop(): void {
		clearTimeout(timer);
		running?.abort();
	}

	function askLater(): void {
		stop();
		if (!change()) return;
		isChecking.value = true;
		timer = setTimeout(() => void ask(), pause);
	}

	async function ask(): Promise<void> {
		stop();
		const asked = change();
		if (!asked) return;
		const mine = new AbortController();
		running = mine;
		isChecking.value = true;
		try {
			const { reports } = await api.check({ changes: [asked] }, mine.signal);
			if (mine.signal.aborted) return;
			report.value = reports[0] ?? null;
			failure.value = null;
		} catch (error) {
			if (mine.signal.aborted) return;
			failure.value = error instanceof Error ? error.message : String(error);
		}
		isChecking.value = false;
	}

	const problems = computed(() => (report.value?.problems ?? []) as Problem[]);
	const counts = computed(() => ({
		errors: problems.value.filter(({ severity }) => severity === 'error').length,
		warnings: problems.value.filter(({ severity }) => severity === 'warning').length,
	}));

	watch(change, askLater, { immediate: true });
	onScopeDispose(stop);

	return { report, failure, isChecking, ask, problems, counts };
}

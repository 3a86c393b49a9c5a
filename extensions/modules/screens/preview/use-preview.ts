import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { readAnswer } from '../../../../domain/screens/preview/read-answer.ts';
import type { Change, Preview, Viewer } from '../../../../domain/screens/studio/contract.ts';
import { useScreensApi } from '../api.ts';

export interface PreviewQuestion {
	screen_key: string;
	viewer: Viewer;
	changes: Change[];
}

/** In milliseconds: long enough not to ask for every letter that is typed. */
const pause = 250;

/** What the endpoint would answer to a phone; asked anew whenever the question changes, the last question wins. */
export function usePreview(question: () => PreviewQuestion) {
	const api = useScreensApi();
	const preview = shallowRef<Preview | null>(null);
	const failure = ref<string | null>(null);
	const isLoading = ref(true);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let running: AbortController | undefined;

	function askLater(): void {
		isLoading.value = true;
		clearTimeout(timer);
		timer = setTimeout(() => void ask(), pause);
	}

	async function ask(): Promise<void> {
		running?.abort();
		const mine = new AbortController();
		running = mine;
		isLoading.value = true;
		try {
			const answer = await api.preview(question(), mine.signal);
			if (mine.signal.aborted) return;
			preview.value = answer;
			failure.value = null;
		} catch (error) {
			if (mine.signal.aborted) return;
			failure.value = error instanceof Error ? error.message : String(error);
		}
		isLoading.value = false;
	}

	watch(() => JSON.stringify(question()), askLater);
	void ask();
	onScopeDispose(() => {
		clearTimeout(timer);
		running?.abort();
	});

	return {
		answer: computed(() => preview.value && readAnswer(preview.value.status, preview.value.body)),
		references: computed(() => preview.value?.references ?? {}),
		failure,
		isLoading,
		ask,
	};
}

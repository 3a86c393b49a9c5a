import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

export interface Polling {
	/** When the last reading ended; null before the first. */
	readonly refreshedAt: Readonly<Ref<Date | null>>;
	readonly isRefreshing: Readonly<Ref<boolean>>;
	/** Reads now; while a reading is under way, nothing more. */
	refresh(): Promise<void>;
}

/**
 * Reads when the page opens, when somebody comes back to it, and every so often as long as somebody can see it.
 *
 * @param load that tells of its failures itself
 * @param everyMs from the end of one reading to the next
 */
export function usePolling(load: () => Promise<void>, everyMs = 15_000): Polling {
	const refreshedAt = ref<Date | null>(null);
	const isRefreshing = ref(false);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isOpen = false;

	async function refresh(): Promise<void> {
		if (isRefreshing.value) return;
		clearTimeout(timer);
		isRefreshing.value = true;
		try {
			await load();
			refreshedAt.value = new Date();
		} finally {
			isRefreshing.value = false;
			if (isOpen && isSeen()) timer = setTimeout(refreshQuietly, everyMs);
		}
	}

	const refreshQuietly = (): void => void refresh();
	const onVisibility = (): void => {
		clearTimeout(timer);
		if (isSeen()) refreshQuietly();
	};

	onMounted(() => {
		isOpen = true;
		document.addEventListener('visibilitychange', onVisibility);
		refreshQuietly();
	});
	onBeforeUnmount(() => {
		isOpen = false;
		clearTimeout(timer);
		document.removeEventListener('visibilitychange', onVisibility);
	});

	return { refreshedAt, isRefreshing, refresh };
}

const isSeen = (): boolean => document.visibilityState === 'visible';

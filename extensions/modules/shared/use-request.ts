import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';

export interface Loading<Data> {
	readonly data: Readonly<ShallowRef<Data | null>>;
	readonly isLoading: Readonly<Ref<boolean>>;
	/** For the person to read; null when nothing went wrong. */
	readonly failure: Readonly<Ref<string | null>>;
	load(): Promise<void>;
	/** Shows what another request answered, such as a change; readings under way are older and are dropped. */
	accept(answer: Data): void;
}

/** The last answer of a request that a page shows; an answer that a newer request has overtaken is dropped. */
export function useRequest<Data>(request: () => Promise<Data>): Loading<Data> {
	const data = shallowRef<Data | null>(null);
	const isLoading = ref(false);
	const failure = ref<string | null>(null);
	let latest = 0;

	async function load(): Promise<void> {
		const own = ++latest;
		isLoading.value = true;
		failure.value = null;
		try {
			const answer = await request();
			if (own === latest) data.value = answer;
		} catch (error) {
			if (own === latest) failure.value = (error as Error).message;
		} finally {
			if (own === latest) isLoading.value = false;
		}
	}

	function accept(answer: Data): void {
		latest += 1;
		data.value = answer;
		failure.value = null;
		isLoading.value = false;
	}

	return { data, isLoading, failure, load, accept };
}

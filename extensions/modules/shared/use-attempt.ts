import { ref, type Ref } from 'vue';

export interface Attempt {
	readonly isBusy: Readonly<Ref<boolean>>;
	/** Why it failed, for the person to read; null when it did not. Pages clear it when they ask anew. */
	readonly failure: Ref<string | null>;
	/** Answers whether it went well. */
	attempt(work: () => Promise<unknown>): Promise<boolean>;
}

/** Something that a person told the page to do: one thing at a time, and why it could not be done. */
export function useAttempt(): Attempt {
	const isBusy = ref(false);
	const failure = ref<string | null>(null);

	async function attempt(work: () => Promise<unknown>): Promise<boolean> {
		isBusy.value = true;
		failure.value = null;
		try {
			await work();
			return true;
		} catch (error) {
			failure.value = (error as Error).message;
			return false;
		} finally {
			isBusy.value = false;
		}
	}

	return { isBusy, failure, attempt };
}

import { ref, shallowRef } from 'vue';
import type { Published } from '../../../../domain/screens/studio/contract.ts';
import type { StudioRequestError } from '../api.ts';

/** Sends what a dialog decided, and says what became of it. */
export function useSubmission(send: () => Promise<Published>, lookAgain: () => Promise<void>) {
	const isBusy = ref(false);
	const failure = ref<string | null>(null);
	const answer = shallowRef<Published | null>(null);

	function reset(): void {
		failure.value = null;
		answer.value = null;
	}

	/** @returns the answer; null when it was refused, which `failure` tells then */
	async function submit(): Promise<Published | null> {
		isBusy.value = true;
		failure.value = null;
		try {
			answer.value = await send();
			return answer.value;
		} catch (error) {
			const { message, status } = error as StudioRequestError;
			failure.value = message;
			// Somebody published meanwhile, or more people would be shut out than a moment ago: show how it stands now.
			if ([403, 409, 422].includes(status)) await lookAgain();
			return null;
		} finally {
			isBusy.value = false;
		}
	}

	return { isBusy, failure, answer, reset, submit };
}

import { ref } from 'vue';

export type Question = 'discard' | 'leave';

/** A question that a person has to answer before something goes on. */
export function useQuestion() {
	const question = ref<Question | null>(null);
	let resolveAnswer: (isYes: boolean) => void = () => {};

	function ask(about: Question): Promise<boolean> {
		question.value = about;
		return new Promise((resolve) => {
			resolveAnswer = resolve;
		});
	}

	function answer(isYes: boolean): void {
		question.value = null;
		resolveAnswer(isYes);
	}

	return { question, ask, answer };
}

import { computed, ref } from 'vue';
import type { Gate, Impact } from '../../../../domain/screens/studio/contract.ts';
import { newlyBlocked, readConfirmation } from './confirmation.ts';

/** What stands between a change and its publication, and the number that a person types where that can be met. */
export function useConfirmation(found: () => { gates: readonly Gate[]; impact: readonly Impact[] | null }) {
	const typed = ref('');
	const blockedUsers = computed(() => newlyBlocked(found().impact));
	const isQuestion = ({ code }: Gate) => code === 'FLOOR_NEEDS_CONFIRMATION';
	const questions = computed(() => found().gates.filter(isQuestion));
	const stops = computed(() => found().gates.filter((gate) => !isQuestion(gate)));
	const confirmation = computed(() =>
		questions.value.length > 0 ? readConfirmation(typed.value, blockedUsers.value) : null,
	);
	const isMet = computed(
		() => stops.value.length === 0 && (questions.value.length === 0 || confirmation.value !== null),
	);

	return { typed, blockedUsers, questions, stops, confirmation, isMet };
}

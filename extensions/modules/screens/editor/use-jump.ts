import { nextTick, type Ref, type ShallowRef } from 'vue';
import { isWithin } from '../../../../domain/screens/editing/pointer.ts';
import type { Pane } from './use-panes.ts';

/** Leads the person from elsewhere to where something can be changed. */
export function useJump({
	frame,
	mainPane,
	selectAround,
	showInJson,
}: {
	frame: Readonly<ShallowRef<HTMLElement | null>>;
	mainPane: Ref<Pane>;
	selectAround: (pointer: string) => void;
	showInJson: (pointer: string) => void;
}) {
	const inForm = (selector: string) => [
		...(frame.value?.querySelectorAll<HTMLElement>(`#screens-pane-form :is(${selector})`) ?? []),
	];

	/** To a place in the JSON while that is open, else to its field, or to the field that holds it. */
	async function jump(pointer: string | undefined, field = ''): Promise<void> {
		if (pointer !== undefined && mainPane.value === 'json') return showInJson(pointer);
		mainPane.value = 'form';
		selectAround(pointer ?? '');
		await nextTick();
		const matching = inForm('[data-pointer], [data-field]').filter(({ dataset }) =>
			pointer === undefined
				? dataset['field'] === field
				: dataset['pointer'] !== undefined && isWithin(pointer, dataset['pointer']),
		);
		const nearest = matching.toSorted((a, b) => depthOf(b) - depthOf(a))[0];
		nearest?.focus();
		nearest?.scrollIntoView({ block: 'center' });
	}

	/** To the first thing that can be changed. */
	async function enterForm(): Promise<void> {
		mainPane.value = 'form';
		await nextTick();
		inForm('input, textarea, select, button')[0]?.focus();
	}

	return { jump, enterForm };
}

const depthOf = ({ dataset }: HTMLElement) => (dataset['pointer'] ?? '').length;

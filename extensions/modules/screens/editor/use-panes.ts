import { computed, ref, watch } from 'vue';
import type { EditorTexts } from './texts.ts';
import type { EditorLayout } from './use-layout.ts';

export type Pane = 'structure' | 'form' | 'json' | 'preview' | 'problems' | 'translation';

/** What a tab tells of a pane that is not shown. */
export interface Badge {
	badge?: string | undefined;
	isAlarm?: boolean;
}

const icons: Readonly<Record<Pane, string>> = {
	structure: 'account_tree',
	form: 'edit_note',
	json: 'data_object',
	preview: 'phone_iphone',
	problems: 'report',
	translation: 'translate',
};
const toEdit: readonly Pane[] = ['form', 'json'];
const beside: readonly Pane[] = ['preview', 'problems', 'translation'];

/** Which parts of the editor are shown: a wide one has tabs for editing and others for what stands beside it. */
export function usePanes(
	layout: () => EditorLayout,
	text: EditorTexts,
	badges: () => Partial<Record<Pane, Badge>>,
) {
	const mainPane = ref<Pane>('form');
	const sidePane = ref<Pane>('preview');
	const isWide = computed(() => layout() === 'wide');

	const tabsOf = (panes: readonly Pane[]) =>
		panes.map((key) => ({ key, name: text(key), icon: icons[key], ...badges()[key] }));
	const mainTabs = computed(() => {
		if (isWide.value) return tabsOf(toEdit);
		return tabsOf([...(layout() === 'narrow' ? ['structure' as const] : []), ...toEdit, ...beside]);
	});
	const sideTabs = computed(() => (isWide.value ? tabsOf(beside) : []));

	const shownMain = computed(() => (beside.includes(mainPane.value) ? null : mainPane.value));
	const shownSide = computed(() => {
		if (isWide.value) return sidePane.value;
		return beside.includes(mainPane.value) ? mainPane.value : null;
	});

	watch(layout, (now) => {
		if (now === 'wide' && !toEdit.includes(mainPane.value)) mainPane.value = 'form';
		if (now === 'medium' && mainPane.value === 'structure') mainPane.value = 'form';
	});

	return { mainPane, sidePane, mainTabs, sideTabs, shownMain, shownSide };
}

import { onScopeDispose, ref, type ShallowRef, watch } from 'vue';

/** Three columns, two of which the second has tabs, or one with tabs for everything. */
export type EditorLayout = 'wide' | 'medium' | 'narrow';

const wide = 60;
const medium = 36;

/** By the width that the editor has, in rem: the Studio's own bars take differently much of the window. */
export function useLayout(frame: Readonly<ShallowRef<HTMLElement | null>>) {
	const layout = ref<EditorLayout>('wide');
	const observer = new ResizeObserver(([entry]) => {
		if (!entry) return;
		const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
		const width = entry.contentRect.width / rem;
		layout.value = width >= wide ? 'wide' : width >= medium ? 'medium' : 'narrow';
	});
	watch(frame, (element) => {
		observer.disconnect();
		if (element) observer.observe(element);
	});
	onScopeDispose(() => observer.disconnect());
	return layout;
}

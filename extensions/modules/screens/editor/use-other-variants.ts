import { computed, shallowRef } from 'vue';
import type { Layout, Variant, VariantName } from '../../../../domain/screens/studio/contract.ts';
import type { ScreensApi } from '../api.ts';
import type { EditorTexts } from './texts.ts';

export interface Source {
	name: string;
	layout: Layout;
}

/** The same screen in the other language, and what an empty screen may begin as a copy of. */
export function useOtherVariants(api: ScreensApi, name: VariantName, text: EditorTexts) {
	const { goal, locale } = name;
	const otherLocale: VariantName['locale'] = locale === 'en' ? 'ar' : 'en';
	const other = shallowRef<Variant | null>(null);
	const sources = shallowRef<readonly Source[]>([]);

	async function loadOther(): Promise<void> {
		other.value = await find({ ...name, locale: otherLocale });
	}

	/** The goal that is served instead of an empty screen, and the other language. */
	async function findSources(): Promise<void> {
		const standard = goal === 'default' ? null : await find({ ...name, goal: 'default' });
		sources.value = [
			{ name: `${text('goal_default')} · ${text(`other_${locale}`)}`, layout: layoutOf(standard) },
			{ name: text(`other_${otherLocale}`), layout: layoutOf(other.value) },
		].filter((source): source is Source => source.layout !== null);
	}

	const find = (one: VariantName) => api.variant(one).catch(() => null);

	return {
		otherLocale,
		otherPayload: computed(() => layoutOf(other.value)?.payload ?? null),
		sources,
		loadOther,
		findSources,
	};
}

const layoutOf = (one: Variant | null): Layout | null => one?.draft ?? one?.live ?? null;

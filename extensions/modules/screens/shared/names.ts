import type { CellState, Floors, VariantName } from '../../../../domain/screens/studio/contract.ts';
import { defineTexts } from '../../shared/define-texts.ts';

export { goals, keyOf, locales, nameOf } from './variants.ts';

const useNameTexts = defineTexts({
	en: {
		goal_default: 'Every goal',
		goal_lose: 'Lose weight',
		goal_maintain: 'Keep weight',
		goal_gain: 'Gain weight',
		locale_en: 'English',
		locale_ar: 'Arabic',
		platform_ios: 'iOS',
		platform_android: 'Android',
		platform_unknown: 'Unknown platform',
		state_live: 'Live',
		state_draft: 'Draft',
		state_scheduled: 'Scheduled',
		state_differs_from_default: 'Differs from default',
		state_invalid: 'Invalid',
		state_missing_translation: 'Translation missing',
		state_rendering_fails: 'Rendering fails',
		no_floor: 'no minimum',
	},
	ar: {
		goal_default: 'كل الأهداف',
		goal_lose: 'إنقاص الوزن',
		goal_maintain: 'الحفاظ على الوزن',
		goal_gain: 'زيادة الوزن',
		locale_en: 'الإنجليزية',
		locale_ar: 'العربية',
		platform_ios: 'iOS',
		platform_android: 'أندرويد',
		platform_unknown: 'منصة غير معروفة',
		state_live: 'منشورة',
		state_draft: 'مسودة',
		state_scheduled: 'مجدولة',
		state_differs_from_default: 'تختلف عن الأساسية',
		state_invalid: 'غير صالحة',
		state_missing_translation: 'الترجمة ناقصة',
		state_rendering_fails: 'فشل في العرض',
		no_floor: 'بلا حد أدنى',
	},
});

/** What the person calls goals, languages, platforms, states and whole variants. */
export function useNames() {
	const text = useNameTexts();
	const goal = (of: VariantName['goal']) => text(`goal_${of}`);
	const locale = (of: VariantName['locale']) => text(`locale_${of}`);

	return {
		goal,
		locale,
		state: (of: CellState) => text(`state_${of}`),
		platform: (of: 'ios' | 'android' | 'unknown') => text(`platform_${of}`),
		variant: ({ screen_key, ...of }: VariantName) =>
			`${screen_key} · ${goal(of.goal)} · ${locale(of.locale)}`,
		/** Such as `2.1.0 · iOS 2.2.0`. */
		floors: ({ min_app_version, min_app_version_ios, min_app_version_android }: Floors) =>
			[
				min_app_version,
				min_app_version_ios && `${text('platform_ios')} ${min_app_version_ios}`,
				min_app_version_android && `${text('platform_android')} ${min_app_version_android}`,
			]
				.filter(Boolean)
				.join(' · ') || text('no_floor'),
	};
}

export const stateIcons: Record<CellState, string> = {
	live: 'check_circle',
	draft: 'edit_note',
	scheduled: 'schedule',
	differs_from_default: 'call_split',
	invalid: 'error',
	missing_translation: 'translate',
	rendering_fails: 'broken_image',
};

export const stateTones: Record<CellState, 'success' | 'neutral' | 'warning' | 'danger'> = {
	live: 'success',
	draft: 'neutral',
	scheduled: 'neutral',
	differs_from_default: 'neutral',
	invalid: 'danger',
	missing_translation: 'warning',
	rendering_fails: 'danger',
};

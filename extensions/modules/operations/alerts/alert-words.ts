import type { AlertView } from '../../../../domain/operations/alerts/contract.ts';
import { formatValue } from '../../../../domain/operations/alerts/notice.ts';
import { studioLanguage } from '../../shared/language.ts';
import { useTexts } from './texts.ts';

type Phase = AlertView['phase'];

/** How each state looks, by the module's chips. */
export const looks = {
	firing: 'error',
	pending: 'warn',
	well: 'ok',
	unknown: 'unknown',
	absent: 'unknown',
	off: 'unknown',
} as const satisfies Record<Phase, string>;

/** Parts of an alert as the person reads them. */
export function useAlertWords() {
	const text = useTexts();
	const language = studioLanguage();
	const show = ({ unit }: AlertView, value: number): string => formatValue(value, unit, language);
	const limit = (alert: AlertView): string =>
		alert.comparison === 'unknown' ? '–' : text(alert.comparison, { limit: show(alert, alert.threshold) });
	const duration = (seconds: number): string => {
		if (seconds === 0) return text('at_once');
		return seconds % 60 === 0
			? text('minutes', { count: seconds / 60 })
			: text('seconds', { count: seconds });
	};
	return {
		title: ({ title }: AlertView): string => title[language],
		remedy: ({ remedy }: AlertView): string => remedy[language],
		state: ({ phase }: AlertView): string => text(`state_${phase}`),
		value: (alert: AlertView): string => (alert.value === null ? '–' : show(alert, alert.value)),
		threshold: (alert: AlertView): string => show(alert, alert.threshold),
		limit,
		firesWhen: (alert: AlertView): string =>
			text('limit_and_duration', { limit: limit(alert), duration: duration(alert.for_seconds) }),
	};
}

/** Numbers are edited as people know them: shares in percent. */
export const shownNumber = ({ unit }: AlertView, value: number): number =>
	unit === 'ratio' ? Math.round(value * 10_000) / 100 : value;
export const storedNumber = ({ unit }: AlertView, shown: number): number =>
	unit === 'ratio' ? shown / 100 : shown;

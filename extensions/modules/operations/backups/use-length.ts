import { useFormat } from '../../shared/format.ts';
import { useTexts } from './texts.ts';

/** Answers how long something took: hours from two on, minutes from two on, else seconds. */
export function useLength(): (seconds: number) => string {
	const format = useFormat();
	const text = useTexts();
	return (seconds) => {
		if (seconds >= 2 * 3_600) return text('hours', { count: format.number(Math.round(seconds / 360) / 10) });
		if (seconds >= 120) return text('minutes', { count: format.number(Math.round(seconds / 6) / 10) });
		return text('seconds', { count: format.number(Math.round(seconds)) });
	};
}

import { passingSignals, type SignalName } from '../signals.ts';
import type { AlertRule } from './rule.ts';
import { signalTitles } from './signal-titles.ts';

const unknownForSeconds = 900;

/**
 * A signal that nobody knows is worse than a bad one, which at least is looked at: each that does not pass has an
 * alert for that.
 */
export function unknownRules(rules: readonly AlertRule[]): readonly AlertRule[] {
	const signals = new Set(rules.map(({ signal }) => signal));
	return [...signals].filter((signal) => !passingSignals.has(signal)).map(unknownRule);
}

const unknownRule = (signal: SignalName): AlertRule => ({
	id: `unknown-${signal.replaceAll('_', '-')}`,
	signal,
	comparison: 'unknown',
	threshold: 0,
	forSeconds: unknownForSeconds,
	severity: 'warning',
	title: {
		en: `Nobody knows: ${signalTitles[signal].en}`,
		ar: `قيمة غير معروفة: ${signalTitles[signal].ar}`,
	},
	remedy: {
		en: 'The log says which signals could not be read, and why. If it no longer applies here, switch off its rules.',
		ar: 'يذكر السجل أي القيم تعذّرت قراءتها ولماذا. إن لم تعد تنطبق هنا فأوقف قواعدها.',
	},
});
